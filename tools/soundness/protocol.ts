import type { SentProgram } from '../torture/protocol.js';

/** How a trial of a mutant that both validators accept may end. */
export const outcomes = ['finished', 'trapped', 'exception', 'running', 'refused'] as const;
export type OutcomeKind = (typeof outcomes)[number];

/** What is asked of a process. Files are in base64. */
export type Request =
  /** The checkpoint of a program after so many polls. */
  | { readonly kind: 'capture'; readonly program: SentProgram; readonly polls: number }
  /** Modules that the trials of a subject take, by a name. */
  | { readonly kind: 'modules'; readonly subject: string; readonly modules: readonly string[] }
  /** Restores a checkpoint without validating it, and lets each of its threads run. */
  | { readonly kind: 'trial'; readonly subject: string; readonly file: string };

export type Answer =
  /** No file where the program ended before. */
  | { readonly kind: 'captured'; readonly file?: string }
  | { readonly kind: 'ready' }
  /** What each thread came to, or why nothing was restored. */
  | { readonly kind: 'tried'; readonly outcomes: readonly Tried[] }
  /** Nothing that a valid checkpoint may lead to. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface Tried {
  readonly outcome: OutcomeKind;
  /** The code of a refusal, the words of a trap. */
  readonly detail?: string;
}
