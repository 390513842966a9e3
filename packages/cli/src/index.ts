export type { ExitCode } from './exit.js';
