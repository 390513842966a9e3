export type { ExitCode } from './exit.js';
export { main } from './main.js';
export * from './wasi/decode.js';
export * from './wasi/encode.js';
export * from './wasi/state.js';
