import type { Locals, Valtype } from '@wasm-checkpoint/wasm';

/** The locals that spills get: behind those of the function, those of one type together. */
export interface SpillLocals {
  readonly declarations: readonly Locals[];
  /** The local of each spill. */
  readonly localidx: readonly number[];
}

export function spillLocals(types: readonly Valtype[], localCount: number): SpillLocals {
  if (types.length === 0) return { declarations: [], localidx: [] };
  const counts = new Map<Valtype, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  const next = new Map<Valtype, number>();
  let at = localCount;
  for (const [type, count] of counts) {
    next.set(type, at);
    at += count;
  }
  const localidx = types.map((type) => {
    const place = next.get(type) ?? 0;
    next.set(type, place + 1);
    return place;
  });
  return { declarations: [...counts].map(([type, count]) => ({ count, type })), localidx };
}
