export type { ExitCode } from './exit.js';
export { main } from './main.js';
export * from './wasi/decode.js';
export * from './wasi/encode.js';
export type { Grant } from './wasi/grants.js';
export * from './wasi/host.js';
export type { Alarm } from './wasi/poll.js';
export type { ChangedFiles } from './wasi/restoration.js';
export * from './wasi/state.js';
