import { type Module, readInstruction } from '@wasm-checkpoint/wasm';

/** Where exceptions go that are thrown in a `try_table`. */
export interface Catches {
  /** Of its handlers, counted from outside of it. */
  readonly labels: readonly number[];
  /** Whether the handlers take every exception. */
  readonly all: boolean;
}

/** The handlers of the `try_table` at a module offset. */
export function catchesAt(module: Module, at: number, end: number): Catches {
  const { immediates } = readInstruction(module.reader(at, end), module.scope);
  const clauses = immediates.flatMap((each) => (each.kind === 'catch*' ? each.value : []));
  return {
    labels: clauses.map(({ labelidx }) => labelidx),
    all: clauses.some(({ tagidx }) => tagidx === undefined),
  };
}
