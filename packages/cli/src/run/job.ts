import type { Grant } from '../wasi/grants.js';
import type { ChangedFiles } from '../wasi/restoration.js';

/** When checkpoints are taken without anybody asking: at each call of an import, or at one of them, counted from 1. */
export interface ImportTrigger {
  /** `module.name`, or the name alone in any module. */
  readonly name: string;
  readonly call?: number;
}

/** How checkpoints are taken and where they go. */
export interface CheckpointPlan {
  /** A path in which `%n` stands for the number of the checkpoint, from 1. */
  readonly output: string;
  /** End the program once a checkpoint is written. */
  readonly stop: boolean;
  /** Write each as an increment of the one before it. */
  readonly incremental: boolean;
  readonly compress: boolean;
  /** Leave the environment out. */
  readonly withholdEnvironment: boolean;
  readonly atImports: readonly ImportTrigger[];
}

/** What a program is started with. */
export interface Start {
  readonly kind: 'start';
  readonly module: string;
  readonly arguments: readonly string[];
}

/** What a program goes on from. */
export interface GoOn {
  readonly kind: 'resume';
  readonly checkpoint: string;
  readonly modules: readonly string[];
  /** Checkpoints that it may be an increment of. */
  readonly parents: readonly string[];
  readonly changed: ChangedFiles;
}

/** Everything that the thread of the program needs to know. */
export interface Job {
  readonly task: Start | GoOn;
  readonly directories: readonly Grant[];
  /** `NAME=value`. */
  readonly environment: readonly string[];
  readonly plan: CheckpointPlan;
  /** One word: not 0 when a checkpoint is wanted. */
  readonly wanted: SharedArrayBuffer;
}

/** What the thread of the program tells. */
export type Told =
  /** It has been made ready; its time begins. */
  | { readonly kind: 'running' }
  | { readonly kind: 'written'; readonly path: string; readonly bytes: number; readonly milliseconds: number }
  /** A thread returned to its host with results. */
  | { readonly kind: 'returned'; readonly label: string; readonly values: readonly string[] }
  /** A checkpoint could not be taken; the program goes on. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The program ended; `stopped` for one that was ended after its checkpoint. */
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'trapped'; readonly reason: string }
  /** It never ran: `code` is that of the command, 1 or 2. */
  | { readonly kind: 'refused'; readonly code: 1 | 2; readonly reason: string };
