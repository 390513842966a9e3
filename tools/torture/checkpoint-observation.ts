import { type Checkpoint, expand, type Ref, resolveMemories, tablePieces, type Value } from '@wasm-checkpoint/format';
import { InitialContents } from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import { bitsText, hostFuncText, memoryText, type Observation, tableText } from '../programs/observation.js';

/** The number of an object of the host, as its reference's payload says it. */
export const hostNumber = (payload: Uint8Array): number =>
  new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getInt32(0, true);

export function hostPayload(number: number): Uint8Array {
  const payload = new Uint8Array(4);
  new DataView(payload.buffer).setInt32(0, number, true);
  return payload;
}

function refText(checkpoint: Checkpoint, ref: Ref): string {
  switch (ref.kind) {
    case 'null':
      return 'null';
    case 'func':
      return `func ${ref.funcidx}`;
    case 'host-func':
      return hostFuncText(checkpoint.hostFuncs[ref.address] ?? { module: '', name: '' });
    case 'i31':
      return String((ref.value << 1) >> 1);
    case 'struct':
    case 'array':
      return 'object';
    case 'host':
      return `host ${hostNumber(checkpoint.hostRefs[ref.address]?.payload ?? new Uint8Array(4))}`;
    case 'extern':
      return refText(checkpoint, ref.internal);
    case 'exn':
      return 'exn';
  }
}

function valueText(checkpoint: Checkpoint, value: Value): string {
  switch (value.kind) {
    case 'i32':
      return String(value.value);
    case 'i64':
      return `i64 ${value.value}`;
    case 'f32':
      return `f32 ${bitsText(value.bits, 8)}`;
    case 'f64':
      return `f64 ${bitsText(value.bits, 16)}`;
    case 'v128':
      return `v128 ${bitsText(value.bits, 32)}`;
    default:
      return refText(checkpoint, value);
  }
}

/** What each instance of a checkpoint holds, as `observe` tells it of plain instances. */
export function observeCheckpoint(checkpoint: Checkpoint, modules: readonly Module[]): readonly Observation[] {
  const bases = new InitialContents((_, module) => modules[module]);
  const memories = resolveMemories(checkpoint, { modules: bases }).map((source) => memoryText(expand(source)));
  const globals = checkpoint.globals.map(({ value }) => valueText(checkpoint, value));
  const tables = checkpoint.tables.map((_, address) => {
    const texts: string[] = [];
    for (const { length, stored, base } of tablePieces(checkpoint, address, bases)) {
      const ref = stored ?? base;
      const text = ref === undefined ? 'unknown' : refText(checkpoint, ref);
      for (let entry = 0n; entry < length; entry++) texts.push(text);
    }
    return tableText(texts);
  });
  const of = (texts: readonly string[], addresses: readonly number[]): string[] =>
    addresses.map((address) => texts[address] ?? 'unknown');
  return checkpoint.instances.map((instance) => ({
    memories: of(memories, instance.memories),
    globals: of(globals, instance.globals),
    tables: of(tables, instance.tables),
  }));
}
