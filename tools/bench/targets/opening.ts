import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Module, openModule, typeStateAt, typeStates } from '@wasm-checkpoint/wasm';
import { realModule } from '../../real/modules.js';
import { compare } from '../harness.js';
import type { BenchTarget, Figure } from '../target.js';

/** Functions asked about, as places between the first and the last with a body. */
const places = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Opens a module and asks for the type state in the middle of a few functions. */
function openForStates(bytes: Uint8Array): Module {
  const module = openModule(bytes);
  for (const place of places) {
    const funcidx = module.imported.func + Math.floor(place * module.bodyCount);
    const offsets = [...typeStates(module).offsets(funcidx)];
    typeStateAt(module, funcidx, offsets[offsets.length >> 1] ?? 0);
  }
  return module;
}

/** Bytes held by the heap and by buffers after a collection. */
function heldMemory(collect: () => void): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The most memory that is held while a module is open, above the module itself, in multiples of its size. */
function openMemory(bytes: Uint8Array): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const before = heldMemory(collect);
  const module = openForStates(bytes);
  const held = heldMemory(collect) - before;
  if (module.bytes !== bytes) throw new Error('the module is no longer in use');
  return Math.max(0, held) / bytes.length;
}

/** Opening modules of 10 MB and more for type states in a few functions, against hashing them with SHA-256. */
export const opening: BenchTarget = {
  name: 'opening',
  help: 'opening esbuild.wasm and Ruby for type states in five functions, against SHA-256; memory held',
  async run({ compare: options, show }) {
    const figures: Figure[] = [];
    for (const name of ['esbuild', 'ruby']) {
      show(name);
      const { bytes: read, package: from } = realModule(name);
      const bytes = read();
      const figure = (what: string, value: number, unit: string, detail: string): void => {
        figures.push({
          name: `opening/${name}/${what}`,
          value,
          unit,
          detail: `${from}, ${bytes.length} bytes: ${detail}`,
        });
      };
      figure('memory', openMemory(bytes), 'x', 'memory held above the module, in multiples of its size');
      const candidates = [
        { name: 'open', run: () => openForStates(bytes) },
        { name: 'SHA-256', run: () => createHash('sha256').update(bytes).digest() },
      ];
      const samples = compare(candidates, options);
      figure('open', samples.median('open'), 'ms', 'open, and five type states');
      figure('SHA-256', samples.median('SHA-256'), 'ms', 'hash the bytes');
      figure('of-SHA-256', samples.ratio('open', 'SHA-256'), 'x', 'time to open, as a share of hashing');
    }
    return figures;
  },
};
