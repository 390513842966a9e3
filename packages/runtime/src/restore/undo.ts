import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import { placedData } from '../modules/bases.js';
import type { StoreObjects } from './objects.js';

/** What a restore has to take back when it fails. Clause exec-restore-atomic. */
export class Undo {
  readonly #steps: (() => void)[] = [];

  add(step: () => void): void {
    this.#steps.push(step);
  }

  run(): void {
    for (const step of this.#steps.splice(0).reverse()) step();
  }
}

/** Keeps what instantiation may write to memories and tables of the host, by active segments. */
export function keepHostObjects(
  checkpoint: Checkpoint,
  modules: readonly Module[],
  objects: StoreObjects,
  undo: Undo,
): void {
  for (const { kind, address } of objects.hosts) {
    if (kind === 'memory') keepMemory(checkpoint, modules, objects, address, undo);
    else if (kind === 'table') keepTable(objects, address, undo);
  }
}

function keepMemory(
  checkpoint: Checkpoint,
  modules: readonly Module[],
  objects: StoreObjects,
  address: number,
  undo: Undo,
): void {
  const memory = objects.get('memory', address);
  modules.forEach((module, index) => {
    for (const { address: at, start, end } of placedData(checkpoint, index, module, address) ?? []) {
      const first = Number(at);
      const length = end - start;
      if (objects.zeroed.has(address)) undo.add(() => memory.clear(first, length));
      else {
        const kept = memory.bytes().slice(first, first + length);
        undo.add(() => memory.write(first, kept));
      }
    }
  });
}

function keepTable(objects: StoreObjects, address: number, undo: Undo): void {
  const table = objects.get('table', address);
  const kept = Array.from({ length: Number(table.length) }, (_, index) => table.get(BigInt(index)));
  undo.add(() => {
    kept.forEach((value, index) => {
      table.set(BigInt(index), value);
    });
  });
}
