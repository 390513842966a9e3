import type { Program } from '../programs/program.js';
import type { SentProgram } from './protocol.js';

/** What can be tortured: a program that a worker is sent, or a real one that it knows by name. */
export type Tortured =
  | { readonly kind: 'program'; readonly program: Program }
  | { readonly kind: 'real'; readonly name: string };

/** Where programs to torture come from. */
export interface Source {
  readonly name: string;
  readonly help: string;
  /** Names of all programs; a source without an end gives names for ever. */
  names(seed: number): AsyncIterable<string> | Iterable<string>;
  /** The program of a name; undefined for one of another source. */
  program(name: string): Promise<Tortured | undefined>;
  /** Whether it ends, so that every program of it can be visited. */
  readonly ends: boolean;
}

/** A program as it is sent to workers. */
export const sent = ({ name, instances, calls }: Program): SentProgram => ({
  name,
  instances: instances.map((each) => ({ name: each.name, base64: Buffer.from(each.bytes).toString('base64') })),
  calls,
});
