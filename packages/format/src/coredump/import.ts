import { imageOfSource } from '../image/flatten.js';
import { withLimits } from '../limits.js';
import type { Frame, Global, Memory, Slot, Thread, Value } from '../syntax/index.js';
import { type CoreDumpOptions, decodeCoreDump } from './decode.js';
import { Budget, SegmentPages } from './image.js';
import type { CoreDump, DumpFrame, DumpThread, DumpValue, Loss } from './syntax.js';

export interface ImportOptions extends CoreDumpOptions {
  /** Block size exponent of the images, 12 to 22; 16 when not given. */
  readonly blockSizeLog2?: number;
}

/** Index spaces of an instance, and the name by which the dump knows its module. */
export interface ImportedInstance {
  readonly module: string;
  readonly memories: readonly number[];
  readonly globals: readonly number[];
}

/** What of a checkpoint a core dump gives; the rest has to come from the modules and the host. */
export interface CheckpointParts {
  readonly instances: readonly ImportedInstance[];
  /** Base zeros, raw blocks. */
  readonly memories: readonly Memory[];
  readonly globals: readonly Global[];
  /** Those threads all of whose frames a checkpoint can express. */
  readonly threads: readonly Thread[];
}

const slotOf = (value: DumpValue): Slot => (value.kind === 'missing' ? { kind: 'dead' } : value);

const isPresent = (value: DumpValue): value is Exclude<DumpValue, { readonly kind: 'missing' }> =>
  value.kind !== 'missing';

/** The frame, or undefined with the reason noted. */
const frameOf = (frame: DumpFrame, path: string, missing: Loss[]): Frame | undefined => {
  // clause: dump-offset
  const unknown = frame.offset === 0;
  if (unknown) missing.push({ path: `${path}.offset`, reason: 'offset-unknown' });
  const operands: Value[] = frame.operands.filter(isPresent);
  for (const [index, value] of frame.operands.entries()) {
    // clause: dump-operand
    if (value.kind === 'missing') missing.push({ path: `${path}.operands[${index}]`, reason: 'value-missing' });
  }
  if (unknown || operands.length < frame.operands.length) return undefined;
  const { instance, funcidx, offset } = frame;
  return { instance, funcidx, offset, locals: frame.locals.map(slotOf), operands, caught: [] };
};

const threadOf = (thread: DumpThread, path: string, missing: Loss[]): Thread | undefined => {
  // clause: dump-empty
  if (thread.frames.length === 0) missing.push({ path, reason: 'empty' });
  const frames = thread.frames.map((frame, depth) => frameOf(frame, `${path}.frames[${depth}]`, missing));
  const known = frames.filter((frame) => frame !== undefined);
  if (known.length === 0 || known.length < frames.length) return undefined;
  return { label: thread.name, status: { kind: 'runnable' }, frames: known };
};

/** What every checkpoint needs and no core dump has. */
const alwaysMissing: readonly Loss[] = (['modules', 'hostFuncs', 'tables', 'tags', 'hostStates'] as const).map(
  (path) => ({
    path,
    reason: 'not-in-core-dumps',
  }),
);

/**
 * Reads a WebAssembly core dump and gives the parts of a checkpoint that follow from it; spec/appendix/core-dump.md.
 *
 * `dump` is all that was read, `missing` what a checkpoint needs and the dump does not give. The images take at most 4 KiB
 * for each data segment beyond its bytes, under the limit `maxExpandedBytes`. Throws Diagnostics as decodeCoreDump does.
 */
export function importCoreDump(
  bytes: Uint8Array,
  options: ImportOptions = {},
): { readonly dump: CoreDump; readonly parts: CheckpointParts; readonly missing: readonly Loss[] } {
  const dump = decodeCoreDump(bytes, options);
  const missing: Loss[] = [...alwaysMissing];
  if (dump.executable !== undefined) missing.push({ path: 'executable', reason: 'not-in-checkpoints' });
  const instances = dump.instances.map(({ module, memories, globals }) => ({
    module: dump.modules[module] ?? '',
    memories,
    globals,
  }));
  const budget = new Budget(withLimits(options.limits));
  const blocks = options.blockSizeLog2 === undefined ? {} : { blockSizeLog2: options.blockSizeLog2 };
  const memories = dump.memories.map((memory, address) => ({
    type: memory.type,
    image: imageOfSource(new SegmentPages(memory, budget, `memories[${address}]`), blocks),
  }));
  const globals = dump.globals.map(({ type, value }) => ({ type, value }));
  const threads = dump.threads
    .map((thread, index) => threadOf(thread, `threads[${index}]`, missing))
    .filter((thread) => thread !== undefined);
  return { dump, parts: { instances, memories, globals, threads }, missing };
}
