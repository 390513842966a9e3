import type { ElemState, Ref } from '@wasm-checkpoint/format';
import { allocatingElements, elementLength } from '../../segments.js';
import type { Replaced } from '../update.js';
import type { Definitions } from './definitions.js';

/** The states that an instance lists for its segments. */
interface Listed {
  readonly elems: readonly ElemState[];
  readonly datas: readonly number[];
}

const isPassive = ({ mode }: { readonly mode: { readonly kind: string } }): boolean => mode.kind === 'passive';

/** Whether the segment that a new one is the image of is dropped: active and declarative ones are. */
function originDropped(
  origin: number,
  segments: readonly { readonly mode: { readonly kind: string } }[],
  dropped: ReadonlySet<number>,
): boolean {
  const segment = segments[origin];
  return segment !== undefined && (!isPassive(segment) || dropped.has(origin));
}

/** The states of the segments of a new module in an instance; what stays keeps its state. Clause valid-update-result. */
export function segmentStates(
  { old, updated, comparison: { correspondence } }: Replaced,
  before: Listed,
  definitions: Definitions,
): { readonly elems: ElemState[]; readonly datas: number[] } {
  const droppedElems = new Set(before.elems.flatMap(({ kind, index }) => (kind === 'dropped' ? [index] : [])));
  const contents = new Map<number, readonly Ref[]>(
    before.elems.flatMap((elem) => (elem.kind === 'contents' ? [[elem.index, elem.refs] as const] : [])),
  );
  const allocating = allocatingElements(updated);
  const elems = updated.module.elements.flatMap((element, index): ElemState[] => {
    if (!isPassive(element) || elementLength(element) === 0) return [];
    const origin = correspondence.origin('elemidx', index);
    if (originDropped(origin, old.module.elements, droppedElems)) return [{ kind: 'dropped', index }];
    if (!allocating.has(index)) return [];
    return [{ kind: 'contents', index, refs: contents.get(origin) ?? definitions.elements(element) }];
  });
  const droppedDatas = new Set(before.datas);
  const datas = updated.module.data.flatMap((data, index) => {
    if (!isPassive(data) || data.start === data.end) return [];
    return originDropped(correspondence.origin('dataidx', index), old.module.data, droppedDatas) ? [index] : [];
  });
  return { elems, datas };
}
