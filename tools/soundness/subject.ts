import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';

/** A real checkpoint to be mutated, with the modules that it belongs to. */
export interface Subject {
  readonly name: string;
  readonly checkpoint: Checkpoint;
  /** By moduleidx. */
  readonly modules: readonly Module[];
}

/** The module of an instance of a checkpoint of this subject; undefined where a mutant has an instance or module that is not. */
export const moduleOf = (subject: Subject, checkpoint: Checkpoint, instance: number): Module | undefined =>
  subject.modules[checkpoint.instances[instance]?.module ?? -1];
