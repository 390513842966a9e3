import type { Source } from './source.js';

/** A call of `run` with its result; compiled for x86-64 the programs gave the same ones (`blur` has no such form). */
export interface KernelCall {
  readonly argument: number;
  readonly result: number | bigint;
}

/** A compiled program that computes: it exports `run`, and imports at most what `kernelHost` offers. */
export interface Kernel {
  readonly name: string;
  readonly source: Source;
  /** A call with few safepoints, so that all of them can be visited. */
  readonly small: KernelCall;
  /** A call of some tens of milliseconds, for benches. */
  readonly long: KernelCall;
  /** Whether it calls its host; such kernels stay out of benches, since they would measure the host. */
  readonly calls: boolean;
}

const c = (name: string, options: readonly string[] = []): Source => ({
  language: 'c',
  file: `c/kernels/${name}.c`,
  kind: 'kernel',
  options,
});
const rust = (name: string): Source => ({
  language: 'rust',
  file: `rust/kernels/${name}.rs`,
  kind: 'kernel',
  options: [],
});

type Row = readonly [
  source: Source,
  small: readonly [number, number | bigint],
  long: readonly [number, number | bigint],
];

/** In order of name, by what calls no host and what does. */
const silent: Readonly<Record<string, Row>> = {
  ackermann: [c('ackermann'), [3, 9], [2000, 4003]],
  blur: [c('blur', ['-msimd128']), [2, 1796601622], [1500, 576098783]],
  calculus: [rust('calculus'), [3, 3507471726239678623n], [6, -2060499163872451967n]],
  copy: [c('copy', ['-mbulk-memory']), [10, -803634684], [30000, -595051598]],
  crc32: [c('crc32'), [1, -877393388], [5000, 1497251537]],
  fannkuch: [c('fannkuch'), [4, 404], [9, 862930]],
  fib: [c('fib'), [10, 55], [32, 2178309]],
  hashmap: [c('hashmap'), [50, -1543666967], [1000000, -761511124]],
  interpreter: [c('interpreter'), [10, 61], [10000, 849637]],
  json: [c('json'), [2, -1063713816], [8000, -1314060067]],
  mandelbrot: [c('mandelbrot'), [8, 1776273011], [400, -1221873215]],
  matmul: [c('matmul', ['-O3']), [4, -4593882726150438912n], [256, -4567559318269853696n]],
  nbody: [c('nbody', ['-O3']), [10, -4628086801182014835n], [200000, -4628088846819102392n]],
  printing: [c('printing'), [3, -903387748], [20000, 1289035181]],
  quicksort: [c('quicksort'), [20, 44119218], [200000, 2143251104]],
  search: [c('search'), [100, 6678700], [262144, 901751265]],
  sha256: [c('sha256'), [200, 1801961142393346888n], [3000000, 5564321397152339827n]],
  sieve: [c('sieve'), [100, 27487790695460n], [1000000, 86309501307562471n]],
  spectral: [c('spectral', ['-O3']), [5, 4608358838358923418n], [500, 4608417414426438917n]],
  sudoku: [rust('sudoku'), [1, 435732155], [40, -990847158]],
  trees: [c('trees'), [4, 90], [16, 1157802]],
};

const talking: Readonly<Record<string, Row>> = {
  bignum: [rust('bignum'), [5, 3000003], [800, 1977007929]],
  queens: [c('queens'), [5, 10], [8, 92]],
  sorting: [c('sorting'), [10, -1372724718], [1000, 1950215732]],
};

const kernel =
  (calls: boolean) =>
  ([name, [source, small, long]]: readonly [string, Row]): Kernel => ({
    name,
    source,
    small: { argument: small[0], result: small[1] },
    long: { argument: long[0], result: long[1] },
    calls,
  });

/** Every kernel; C and Rust, with and without calls of the host. */
export const kernels: readonly Kernel[] = [
  ...Object.entries(silent).map(kernel(false)),
  ...Object.entries(talking).map(kernel(true)),
];

/** What kernels may import, with a log of what they told. */
export function kernelHost(log: (value: number) => void): WebAssembly.Imports {
  return { env: { log, compare: (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0) } };
}
