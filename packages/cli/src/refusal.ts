import type { Phase } from '@wasm-checkpoint/bytes';

/** A clause that what was given does not meet, where no code of the tables says so; the command ends with 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly clause: string;
  readonly phase: Phase;
  readonly path: string;

  constructor(clause: string, phase: Phase, path: string, text: string) {
    super(text);
    this.clause = clause;
    this.phase = phase;
    this.path = path;
  }
}
