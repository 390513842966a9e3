import { join } from 'node:path';
import { root } from '../root.js';

/** A source file of this folder and how it is compiled. */
export interface Source {
  readonly language: 'c' | 'rust';
  /** Relative to `tools/programs`. */
  readonly file: string;
  /** A library that exports `run`, or a command of WASI preview 1. */
  readonly kind: 'kernel' | 'command';
  /** Compiler options besides the usual ones. */
  readonly options: readonly string[];
}

/** The folder of the programs' sources. */
export const programsFolder = join(root, 'tools/programs');

/** The committed module of a compiled program. */
export const prebuiltPath = (name: string): string => join(programsFolder, 'prebuilt', `${name}.wasm`);
