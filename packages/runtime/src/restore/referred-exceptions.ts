import type { Checkpoint, Field, Slot } from '@wasm-checkpoint/format';

/** The addresses of the exceptions that some reference refers to: all of them but those that only legacy handlers have caught. */
export function referredExceptions(checkpoint: Checkpoint): ReadonlySet<number> {
  const { exceptions, features, tables, globals, structs, arrays, threads, instances } = checkpoint;
  if (!features.includes('legacy-exceptions')) return new Set(exceptions.keys());
  const found = new Set<number>();
  const take = (values: Iterable<Field | Slot>): void => {
    for (const value of values) {
      if (value.kind !== 'exn' || found.has(value.address)) continue;
      found.add(value.address);
      take(exceptions[value.address]?.args ?? []);
    }
  };
  for (const { runs } of tables) take(runs.flatMap((run) => (run.kind === 'ref' ? [run.ref] : [])));
  take(globals.map(({ value }) => value));
  for (const { fields } of structs) take(fields);
  for (const { elements } of arrays) if (elements.storage === 'ref') take(elements.refs);
  for (const { elems } of instances) for (const segment of elems) if (segment.kind === 'contents') take(segment.refs);
  for (const { frames } of threads) {
    for (const { locals, operands } of frames) {
      take(locals);
      take(operands);
    }
  }
  for (const { args } of exceptions) take(args);
  return found;
}
