/** Something to be timed; what it gives back is kept alive, so that no engine may leave the work out. */
export interface Candidate {
  readonly name: string;
  /** Done before each run and not counted; with it a sample is one run. */
  prepare?(): void;
  run(): unknown;
}

export interface CompareOptions {
  /** Rounds that count; each runs every candidate once, in turns that start with another one each time. */
  readonly rounds: number;
  /** How long each candidate runs before them without counting, in milliseconds, for compilers and caches to settle. */
  readonly warmup: number;
  /** A sample repeats its candidate until it takes about this long, in milliseconds, so that the clock is fine enough. */
  readonly sample: number;
}

export const defaultCompare: CompareOptions = { rounds: 15, warmup: 500, sample: 20 };

let kept: unknown;

const now = (): number => performance.now();

/** The middle of some numbers; of the two middle ones, the mean. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The samples of one comparison: milliseconds of one run, by candidate and round. */
export class Samples {
  readonly #times: ReadonlyMap<string, readonly number[]>;

  constructor(times: ReadonlyMap<string, readonly number[]>) {
    this.#times = times;
  }

  of(name: string): readonly number[] {
    const times = this.#times.get(name);
    if (times === undefined) throw new RangeError(`no candidate ${name}`);
    return times;
  }

  /** The median time of one run, in milliseconds. */
  median(name: string): number {
    return median(this.of(name));
  }

  /**
   * How many times as long `name` takes as `base`: the median of the ratios of each round.
   *
   * Both sides of a ratio were taken within one round, so that a machine that slows down for a while slows both.
   */
  ratio(name: string, base: string): number {
    const bases = this.of(base);
    return median(this.of(name).map((time, round) => time / (bases[round] ?? Number.NaN)));
  }

  /** Megabytes (10^6 bytes) a second, where one run treats `bytes`. */
  throughput(name: string, bytes: number): number {
    return bytes / 1e3 / this.median(name);
  }
}

function timed(candidate: Candidate, repeats: number): number {
  candidate.prepare?.();
  const start = now();
  for (let index = 0; index < repeats; index++) kept = candidate.run();
  return (now() - start) / repeats;
}

/** Warms a candidate up, at least twice; gives how often it runs in one sample. */
function calibrate(candidate: Candidate, { sample, warmup }: CompareOptions): number {
  let repeats = 1;
  const start = now();
  for (let round = 0; round < 2 || now() - start < warmup; round++) {
    const time = timed(candidate, repeats);
    if (candidate.prepare !== undefined) continue;
    repeats = Math.max(1, Math.min(1_000_000, Math.round(sample / Math.max(time, 1e-6))));
  }
  return repeats;
}

/** Times candidates against each other in one run: warmed up, interleaved, in rounds. */
export function compare(candidates: readonly Candidate[], options: Partial<CompareOptions> = {}): Samples {
  const settings = { ...defaultCompare, ...options };
  const repeats = candidates.map((candidate) => calibrate(candidate, settings));
  const times = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  if (times.size !== candidates.length) throw new RangeError('two candidates have the same name');
  for (let round = 0; round < settings.rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const index = (round + turn) % candidates.length;
      const candidate = candidates[index];
      if (candidate === undefined) continue;
      // Or one candidate pays for the garbage of the one before it. Exists under --expose-gc. A full collection would
      // throw optimised code away: validation was seen at 4 MB/s after one, at 60 without.
      globalThis.gc?.({ type: 'minor', execution: 'sync' });
      times.get(candidate.name)?.push(timed(candidate, repeats[index] ?? 1));
    }
  }
  return new Samples(times);
}

/** What `compare` ran last; exported so that the work is observable. */
export const lastResult = (): unknown => kept;
