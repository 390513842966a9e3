import type { Deferrable, OpenObject } from './state.js';

/** The code of each kind of object; spec/wasi.md, Payload. */
export const objectCode: Readonly<Record<OpenObject['kind'], number>> = {
  input: 0,
  'input-file': 1,
  output: 2,
  error: 3,
  directory: 4,
  file: 5,
  unnamed: 6,
};

export const objectOfCode: readonly OpenObject['kind'][] = Object.keys(objectCode) as OpenObject['kind'][];

/** The code of each call that may be owed. */
export const callCode: Readonly<Record<Deferrable, number>> = { poll_oneoff: 0, fd_read: 1 };

export const callOfCode: readonly Deferrable[] = Object.keys(callCode) as Deferrable[];
