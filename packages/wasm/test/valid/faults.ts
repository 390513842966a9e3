import type { WasmErrorCode } from '@wasm-checkpoint/tables';
import { allFeatures, type FeatureSet, type OpenOptions, openModule, typeStateAt } from '@wasm-checkpoint/wasm';
import {
  type Bytes,
  body,
  END,
  functype,
  HERE,
  locate,
  located,
  name,
  preamble,
  section,
  sized,
  vec,
} from './binary.js';

/** The smallest module that has a fault, where, and in which function. */
export interface FaultCase {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly funcidx?: number;
  readonly options?: OpenOptions;
  /** How the fault comes to light; validation when absent. */
  readonly run?: (bytes: Uint8Array) => unknown;
}

const without = (...absent: readonly string[]): FeatureSet =>
  new Set([...allFeatures].filter((feature) => !absent.includes(feature)));

const I32: Bytes = [0x7f];
const I64: Bytes = [0x7e];
const F64: Bytes = [0x7c];
const EMPTY: Bytes = functype();

interface Around {
  readonly types?: readonly Bytes[];
  /** Sections in front of the code section, behind the function section. */
  readonly before?: readonly Bytes[];
  readonly locals?: readonly (readonly [count: number, type: Bytes])[];
}

/** A function of the first type with some code, fault included. */
const inCode = (code: Bytes, { types = [EMPTY], before = [], locals = [] }: Around = {}): FaultCase => ({
  ...located(
    section('type', vec(types)),
    section('function', vec([[0]])),
    ...before,
    section('code', vec([body(code, locals)])),
  ),
  funcidx: 0,
});

const memory: Bytes = section('memory', vec([[0, 1]]));
const sharedMemory: Bytes = section('memory', vec([[3, 1, 1]]));
/** 2^31 as u32. */
const HALF: Bytes = [0x80, 0x80, 0x80, 0x80, 0x08];
const DROP = 0x1a;
const constI32: Bytes = [0x41, 0];

/** For each code a module that has this fault and no other. */
export const faultCases: Readonly<Record<WasmErrorCode, FaultCase>> = {
  WASM1001: located([1, 3, 0, HERE]),
  WASM1002: located([1, HERE, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0]),
  WASM1003: located([1, HERE, 0x81, 0x80, 0x80, 0x80, 0x10, 0]),
  WASM1004: located(section('custom', [1, HERE, 0xff])),
  WASM1005: located(section('type', [HERE, 2, 0x60])),
  WASM1006: locate([HERE, 0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0]),
  WASM1007: locate([...preamble.slice(0, 4), HERE, 0x0d, 0, 1, 0]),
  WASM1008: located([HERE, 14, 0]),
  WASM1009: located(section('type', [0]), [HERE, ...section('type', [0])]),
  WASM1010: located(section('type', [0, HERE, 0])),
  WASM1011: inCode([END, HERE, 0x01]),
  WASM1012: inCode([HERE, 0x27]),
  WASM1013: located(section('type', vec([functype([[HERE, 0x40]])]))),
  WASM1014: located(section('memory', vec([[HERE, 16, 0]]))),
  WASM1015: located(section('type', vec([EMPTY])), section('function', vec([[0]])), section('code', [HERE, 0])),
  WASM1016: located(section('dataCount', [1]), section('data', [HERE, 0])),
  WASM1017: inCode([HERE, 0xfc, 9, 0]),
  WASM1018: {
    ...located(
      section('type', vec([EMPTY])),
      section('function', vec([[0]])),
      section('code', vec([sized([2, ...HALF, ...I32, HERE, ...HALF, ...I32, END])])),
    ),
    funcidx: 0,
  },
  WASM1019: inCode([0xfe, 3, HERE, 1]),
  WASM1020: inCode([HERE, 0x05]),
  WASM1021: { ...inCode([...constI32, HERE, 0xc0, DROP]), options: { features: without('sign-extension') } },
  WASM1022: located(section('global', vec([[...I32, 0, HERE, ...constI32]]))),
  WASM2001: inCode([...constI32, HERE, 0x50, DROP]),
  WASM2002: inCode([...constI32, HERE]),
  WASM2003: inCode([HERE, 0x10, 1]),
  WASM2004: inCode([HERE, 0x20, 0, DROP], { locals: [[1, [0x64, 0]]] }),
  WASM2005: inCode([...constI32, HERE, 0x24, 0], { before: [section('global', vec([[...I32, 0, ...constI32, END]]))] }),
  WASM2006: inCode([...constI32, HERE, 0x28, 3, 0, DROP], { before: [memory] }),
  WASM2007: inCode([...constI32, HERE, 0x28, 2, 0x80, 0x80, 0x80, 0x80, 0x10, DROP], { before: [memory] }),
  WASM2008: inCode([0xfd, 12, ...new Array<number>(16).fill(0), HERE, 0xfd, 21, 16, DROP]),
  WASM2009: inCode([HERE, 0xd2, 0, DROP]),
  WASM2010: located(section('global', vec([[...I32, 0, HERE, 0x01, ...constI32, END]]))),
  WASM2011: located(
    section('type', [
      HERE,
      ...vec([
        [0x50, 0, ...EMPTY],
        [0x50, 1, 0, ...functype([I32])],
      ]),
    ]),
  ),
  WASM2012: located(section('type', [HERE, ...vec([EMPTY, [0x50, 1, 0, ...EMPTY]])])),
  WASM2013: located(section('type', [HERE, ...vec([[0x50, 1, 0, ...EMPTY]])])),
  WASM2014: located(section('memory', [HERE, ...vec([[1, 2, 1]])])),
  WASM2015: located(section('memory', [HERE, ...vec([[0, 0x81, 0x80, 0x04]])])),
  WASM2016: located(section('table', vec([[HERE, 0x70, 0, 0x80, 0x80, 0x80, 0x80, 0x10]]))),
  WASM2017: located(
    memory,
    section(
      'export',
      vec([
        [...name('a'), 2, 0],
        [HERE, ...name('a'), 2, 0],
      ]),
    ),
  ),
  WASM2018: located(
    section('type', vec([functype([I32])])),
    section('function', vec([[0]])),
    section('start', [HERE, 0]),
    section('code', vec([body([])])),
  ),
  WASM2019: inCode([HERE, 0x02, 1, END], { types: [EMPTY, [0x5f, 0]] }),
  WASM2020: inCode([0xd0, 1, ...constI32, HERE, 0xfb, 5, 1, 0], { types: [EMPTY, [0x5f, ...vec([[...I32, 0]])]] }),
  WASM2021: inCode([0xd0, 1, HERE, 0xfb, 2, 1, 0, DROP], { types: [EMPTY, [0x5f, ...vec([[0x78, 0]])]] }),
  WASM2022: inCode([HERE, 0xfb, 1, 1, DROP], { types: [EMPTY, [0x5f, ...vec([[0x64, 0, 0]])]] }),
  WASM2023: inCode([0xd0, 0x70, 0xd0, 0x70, ...constI32, HERE, 0x1b, DROP]),
  WASM2024: inCode([HERE, 0x1c, 0]),
  WASM2025: inCode([0x02, ...I32, ...constI32, ...constI32, HERE, 0x0e, 1, 0, 1, END, DROP]),
  WASM2026: located(section('type', vec([functype([], [I32])])), section('tag', [HERE, ...vec([[0, 0]])])),
  WASM2027: inCode([0xd0, 0x6e, HERE, 0xfb, 24, 3, 0, 0x6b, 0x6a, DROP], { types: [functype([], [[0x6e]])] }),
  WASM2028: located(section('memory', [HERE, ...vec([[2, 1]])])),
  WASM2029: inCode([...constI32, HERE, 0xfe, 16, 1, 0, DROP], { before: [sharedMemory] }),
  WASM2030: inCode([0x02, 0x40, HERE, 0x09, 0, END]),
  WASM2031: located(section('memory', [HERE, ...vec([[8, 1, 1]])])),
  WASM2032: {
    ...located(
      section('type', vec([EMPTY, [0x5e, 0x70, 0]])),
      section('function', vec([[0]])),
      section('dataCount', [1]),
      section('code', vec([body([...constI32, ...constI32, HERE, 0xfb, 9, 1, 0, DROP])])),
      section('data', vec([[1, 0]])),
    ),
    funcidx: 0,
  },
  WASM2033: {
    ...located(
      section('memory', [
        HERE,
        ...vec([
          [0, 0],
          [0, 0],
        ]),
      ]),
    ),
    options: { features: without('multi-memory') },
  },
  WASM2034: { ...inCode([0x41, HERE, 0, DROP]), run: (bytes) => typeStateAt(openModule(bytes), 0, 2) },
  WASM2035: {
    ...located(section('type', vec([EMPTY])), section('import', vec([[HERE, ...name('a'), ...name('b'), 0, 0]]))),
    funcidx: 0,
    run: (bytes) => typeStateAt(openModule(bytes), 0, 1),
  },
  WASM9001: {
    ...located(section('type', vec([[0x60, HERE, ...vec([I64, F64]), 0]]))),
    options: { limits: { params: 1 } },
  },
};
