import type { Checkpoint, GlobalType, MemType, TableType } from '@wasm-checkpoint/format';
import { nullable, nullOf } from './scene.js';

/** A memory type of 64 KiB pages. */
export const memtype = (min: bigint, more: Partial<MemType> & { max?: bigint } = {}): MemType => {
  const { max, ...rest } = more;
  const limits = max === undefined ? { min } : { min, max };
  return { address: 'i32', limits, shared: false, pageSizeLog2: 16, ...rest };
};
/** A memory of zeros. */
export const memory = (type: MemType): Checkpoint['memories'][number] => ({
  type,
  image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
});
/** A table type of functions. */
export const tabletype = (min: bigint, more: Partial<TableType> & { max?: bigint } = {}): TableType => {
  const { max, ...rest } = more;
  return { element: nullable('func'), address: 'i32', limits: max === undefined ? { min } : { min, max }, ...rest };
};
/** A table of nulls. */
export const table = (type: TableType): Checkpoint['tables'][number] => ({
  type,
  base: { kind: 'none' },
  runs:
    type.limits.min === 0n
      ? []
      : [{ kind: 'ref', length: type.limits.min, ref: nullOf(type.element.heap === 'extern' ? 'extern' : 'func') }],
});
export const globaltype = (type: GlobalType['type'], mutable = true): GlobalType => ({ type, mutable });
