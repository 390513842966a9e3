import {
  type MemBase,
  type ModuleBases,
  type PageSource,
  type ParentGiven,
  resolveChain,
  storedPages,
  type Zstd,
} from '@wasm-checkpoint/format';
import type { JsonLine } from '../output.js';
import { Refusal } from '../refusal.js';
import { type ContentsDifference, chainOf, compareContents, sizeOf, uniform } from './contents.js';

/** How a memory differs. */
export interface MemoryDifferenceLine extends JsonLine, ContentsDifference {
  readonly type: 'memory';
  readonly memory: number;
  readonly path: string;
  readonly aBytes: bigint;
  readonly bBytes: bigint;
}

/** The difference of one memory, and both contents to show it by. */
export interface MemoryDifference {
  readonly line: MemoryDifferenceLine;
  /** Undefined where both are known only by their common base. */
  readonly contents: readonly [PageSource, PageSource] | undefined;
}

/** What finding the contents takes. */
export interface MemoryOptions {
  /** Checkpoints that may be parents, by fingerprint in hexadecimal. */
  readonly candidates: ReadonlyMap<string, ParentGiven>;
  readonly zstd: Zstd;
  /** What instantiation gives, where the modules were given. */
  readonly modules: ModuleBases;
}

/** Whether two bases are the same contents, whatever these are. */
function sameBase(a: ParentGiven, aBase: MemBase, b: ParentGiven, bBase: MemBase): boolean {
  if (aBase.kind === 'parent' && bBase.kind === 'parent') {
    const [left, right] = [a.checkpoint.parent, b.checkpoint.parent];
    if (left === undefined || right === undefined || left.kind !== right.kind) return false;
    return Buffer.from(left.digest).equals(right.digest) && aBase.memory === bBase.memory;
  }
  if (aBase.kind !== 'module' || bBase.kind !== 'module') return false;
  const digestOf = ({ checkpoint }: ParentGiven, instance: number): Uint8Array =>
    checkpoint.modules[checkpoint.instances[instance]?.module ?? -1]?.digest ?? new Uint8Array(0);
  return (
    aBase.instance === bBase.instance && Buffer.from(digestOf(a, aBase.instance)).equals(digestOf(b, bBase.instance))
  );
}

/** The memories of one side, resolved where parents and modules are at hand. */
function resolved(side: ParentGiven, options: MemoryOptions): readonly PageSource[] | undefined {
  const chain = chainOf(side, options.candidates);
  const { modules, zstd } = options;
  const isKnown = chain.every(({ checkpoint }) =>
    checkpoint.memories.every(
      ({ image }, address) => image.base.kind !== 'module' || modules.memory(checkpoint, address) !== undefined,
    ),
  );
  return isKnown && chain.at(-1)?.checkpoint.parent === undefined ? resolveChain(chain, { zstd, modules }) : undefined;
}

/** Compares the memories that both checkpoints have; the pairs that are equal are left out. */
export function compareMemories(a: ParentGiven, b: ParentGiven, options: MemoryOptions): readonly MemoryDifference[] {
  const sides = [resolved(a, options), resolved(b, options)] as const;
  const count = Math.min(a.checkpoint.memories.length, b.checkpoint.memories.length);
  return Array.from({ length: count }, (_, memory) => memory).flatMap((memory): MemoryDifference[] => {
    const [aBytes, bBytes] = [sizeOf(a, memory), sizeOf(b, memory)];
    const [left, right] = [sides[0]?.[memory], sides[1]?.[memory]];
    const contents = left === undefined || right === undefined ? undefined : ([left, right] as const);
    const difference =
      contents === undefined ? compareByBase(a, b, memory, options) : compareContents(contents[0], contents[1]);
    if (aBytes === bBytes && difference.bytes === 0) return [];
    const path = `memories[${memory}]`;
    const { bytes, pages, ranges, moreRanges } = difference;
    return [{ line: { type: 'memory', memory, path, aBytes, bBytes, bytes, pages, ranges, moreRanges }, contents }];
  });
}

/**
 * Compares images over a common base that is not at hand: what is stored, over a base of zeros and over one of 0xff.
 *
 * A byte that one side leaves to the base and the other does not differs over at least one of the two.
 */
function compareByBase(a: ParentGiven, b: ParentGiven, memory: number, options: MemoryOptions): ContentsDifference {
  const [left, right] = [a.checkpoint.memories[memory], b.checkpoint.memories[memory]];
  if (left === undefined || right === undefined) throw new RangeError(`there is no memory ${memory}`);
  if (!sameBase(a, left.image.base, b, right.image.base)) {
    const lacksParent = [a, b].some(
      (side) => chainOf(side, options.candidates).at(-1)?.checkpoint.parent !== undefined,
    );
    const what = lacksParent ? 'a parent checkpoint with --parent' : 'the module with --module';
    // clause: syn-parent-given, syn-base-module
    throw new Refusal(
      lacksParent ? 'syn-parent-given' : 'syn-base-module',
      'mismatch',
      `memories[${memory}].image.base`,
      `memory ${memory} of the two checkpoints has different bases: give ${what}`,
    );
  }
  const over = (byte: number): ContentsDifference => {
    const source = (side: typeof left, size: bigint): PageSource => storedPages(side, uniform(byte, size), options);
    return compareContents(source(left, sizeOf(a, memory)), source(right, sizeOf(b, memory)));
  };
  const [zeros, ones] = [over(0), over(0xff)];
  return zeros.bytes >= ones.bytes ? zeros : ones;
}
