import type { WasmFeature } from '@wasm-checkpoint/tables';
import { type FeatureSet, wasm3 } from '@wasm-checkpoint/wasm';
import type { Assembler } from './assembler.js';

/** How the scripts of one folder of the suite are read. */
export interface Folder {
  readonly name: string;
  readonly assembler: Assembler;
  /** The features under which the folder's verdicts hold. */
  readonly features: FeatureSet;
}

const but = (set: FeatureSet, absent: readonly WasmFeature[], added: readonly WasmFeature[]): FeatureSet =>
  new Set([...[...set].filter((feature) => !absent.includes(feature)), ...added]);

/** The folders whose scripts differ from those at the top, by the first part of a script's path. */
const folders: readonly Folder[] = [
  { name: 'custom', assembler: 'wasm-tools', features: wasm3 },
  // wasm-tools no longer reads the folded form of the legacy `try`.
  { name: 'legacy', assembler: 'wabt', features: but(wasm3, [], ['legacy-exceptions']) },
  // The threads proposal's scripts stand on WebAssembly 1.0: a second memory or table and limits of 64 bits are faults there.
  {
    name: 'proposals/threads',
    assembler: 'wasm-tools',
    features: but(wasm3, ['multi-memory', 'memory64', 'reference-types'], ['threads']),
  },
];

const top: Folder = { name: '(top)', assembler: 'wasm-tools', features: wasm3 };

/** The folder of a script of the suite, by its path. */
export function folderOf(file: string): Folder {
  return folders.find(({ name }) => file.startsWith(`${name}/`)) ?? top;
}
