import type { ElemState, Ref } from '@wasm-checkpoint/format';
import { memoryBytes } from '@wasm-checkpoint/format';
import type { Element, SegmentMode } from '@wasm-checkpoint/wasm';
import { evaluateAddress } from '../constant.js';
import type { Context, InstanceView } from '../context.js';
import { allocatingElements, elementLength, elementValue } from '../segments.js';
import { isValid, valueText } from '../values.js';
import { exactText, sameValue } from './definitions.js';
import type { RuleFamily } from './rule.js';

type Indexed = InstanceView & { readonly index: number };

/** Why an instance cannot list a segment; undefined when it can. */
function reasonAgainst(segment: { readonly mode: SegmentMode } | undefined, length: number): string | undefined {
  if (segment === undefined) return 'does not exist';
  if (segment.mode.kind !== 'passive') return `is ${segment.mode.kind}`;
  return length === 0 ? 'is empty' : undefined;
}

/** clause: valid-segment-index */
function checkIndices(context: Context, { instance, view, index: instanceidx }: Indexed): void {
  if (!context.on('valid-segment-index')) return;
  const path = `instances[${instanceidx}]`;
  for (const [position, { index }] of instance.elems.entries()) {
    const segment = view.module.elements[index];
    const reason = reasonAgainst(segment, segment === undefined ? 0 : elementLength(segment));
    if (reason === undefined) continue;
    context.findings.add('CKPT3120', { space: 'element segment', index, reason }, `${path}.elems[${position}]`);
  }
  for (const [position, index] of instance.datas.entries()) {
    const segment = view.module.data[index];
    const reason = reasonAgainst(segment, segment === undefined ? 0 : segment.end - segment.start);
    if (reason === undefined) continue;
    context.findings.add('CKPT3120', { space: 'data segment', index, reason }, `${path}.datas[${position}]`);
  }
}

/** Checks one reference of the contents of a segment. */
function checkElement(
  context: Context,
  { view, index: instanceidx }: Indexed,
  { elem, segment, item }: { readonly elem: ElemState; readonly segment: Element; readonly item: number },
  ref: Ref,
  path: string,
): void {
  const value = elementValue(context, instanceidx, segment, item);
  const { index } = elem;
  if (typeof value === 'object') {
    if (sameValue(value, ref)) return;
    const params = { index, expected: exactText(context, value), found: exactText(context, ref) };
    context.findings.add('CKPT3124', params, path);
    return;
  }
  const type = context.types.close(view.indices, segment.type);
  if (isValid(context, ref, type)) return;
  const params = { index, expected: context.types.text(type), found: valueText(context, ref) };
  context.findings.add('CKPT3124', params, path);
}

/** clause: valid-elem-contents */
function checkContents(context: Context, each: Indexed): void {
  if (!context.on('valid-elem-contents')) return;
  const { instance, view, index: instanceidx } = each;
  const allocating = allocatingElements(view);
  const listed = new Set(instance.elems.map(({ index }) => index));
  const path = `instances[${instanceidx}].elems`;
  for (const index of allocating) {
    context.spend(1, path);
    if (!listed.has(index)) context.findings.add('CKPT3121', { index, instance: instanceidx }, path);
  }
  for (const [position, elem] of instance.elems.entries()) {
    const segment = view.module.elements[elem.index];
    if (elem.kind === 'dropped' || segment?.mode.kind !== 'passive') continue;
    const { index, refs } = elem;
    if (!allocating.has(index)) {
      context.findings.add('CKPT3122', { index }, `${path}[${position}]`);
      continue;
    }
    const expected = elementLength(segment);
    if (refs.length !== expected) {
      context.findings.add('CKPT3123', { index, found: refs.length, expected }, `${path}[${position}].refs`);
      continue;
    }
    for (const [item, ref] of refs.entries()) {
      checkElement(context, each, { elem, segment, item }, ref, `${path}[${position}].refs[${item}]`);
    }
  }
}

/** Reports an active segment that does not end within what it is for. */
function checkEnd(
  context: Context,
  { index: instanceidx }: Indexed,
  segment: { readonly space: string; readonly index: number; readonly mode: SegmentMode; readonly length: number },
  target: { readonly of: string; readonly size: bigint | undefined },
): void {
  const path = `instances[${instanceidx}]`;
  context.spend(1, path);
  if (segment.mode.kind !== 'active' || target.size === undefined) return;
  const start = evaluateAddress(context, instanceidx, segment.mode.at);
  if (start === undefined) return;
  const end = start + BigInt(segment.length);
  if (end <= target.size) return;
  const { space, index } = segment;
  context.findings.add('CKPT3125', { space, index, end, of: target.of, size: target.size }, path);
}

/** clause: valid-segment-bounds */
function checkBounds(context: Context, each: Indexed): void {
  if (!context.on('valid-segment-bounds')) return;
  const { instance, view } = each;
  const { tables, memories } = context.checkpoint;
  for (const [index, segment] of view.module.elements.entries()) {
    const { mode } = segment;
    const address = mode.kind === 'active' ? instance.tables[mode.index] : undefined;
    const size = tables[address ?? -1]?.type.limits.min;
    const length = elementLength(segment);
    checkEnd(context, each, { space: 'element segment', index, mode, length }, { of: 'table', size });
  }
  for (const [index, { mode, start, end }] of view.module.data.entries()) {
    const address = mode.kind === 'active' ? instance.memories[mode.index] : undefined;
    const memory = memories[address ?? -1];
    const size = memory && memoryBytes(memory.type);
    checkEnd(context, each, { space: 'data segment', index, mode, length: end - start }, { of: 'memory', size });
  }
}

/** Segments of instances: those that are listed, contents that are kept, the place of active ones. */
export const segments: RuleFamily = {
  name: 'segments',
  judgement: 'B',
  clauses: ['valid-segment-index', 'valid-elem-contents', 'valid-segment-bounds'],
  run(context) {
    for (const each of context.instances()) {
      checkIndices(context, each);
      checkContents(context, each);
      checkBounds(context, each);
    }
  },
};
