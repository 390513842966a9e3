import type { ExternType, Limits } from '@wasm-checkpoint/format';
import type { Externtype, Valtype } from '@wasm-checkpoint/wasm';
import type { TypeIndices, Types } from './types.js';

/** Address type, size and maximum of a memory or table. */
interface Sized {
  readonly address: 'i32' | 'i64';
  readonly min: bigint;
  readonly max: bigint | undefined;
}

/** An external type with closed types in it, so that those of any two sources compare. */
export type ClosedExtern =
  | { readonly kind: 'func'; readonly type: number | undefined }
  | ({ readonly kind: 'table'; readonly element: Valtype } & Sized)
  | ({ readonly kind: 'memory'; readonly shared: boolean; readonly pageSizeLog2: number } & Sized)
  | { readonly kind: 'global'; readonly type: Valtype; readonly mutable: boolean }
  | { readonly kind: 'tag'; readonly type: number | undefined };

const sized = (address: 'i32' | 'i64', { min, max }: Limits | { min: bigint; max: bigint | undefined }): Sized => ({
  address,
  min,
  max,
});

/** The external type of a checkpoint, or of anything written like it. */
export function closeCheckpointExtern(types: Types, indices: TypeIndices, extern: ExternType): ClosedExtern {
  switch (extern.kind) {
    case 'func':
    case 'tag':
      return { kind: extern.kind, type: indices[extern.type] };
    case 'table': {
      const { element, address, limits } = extern.type;
      return { kind: 'table', element: types.closeStorage(indices, element), ...sized(address, limits) };
    }
    case 'memory': {
      const { address, limits, shared, pageSizeLog2 } = extern.type;
      return { kind: 'memory', shared, pageSizeLog2, ...sized(address, limits) };
    }
    case 'global':
      return {
        kind: 'global',
        type: types.closeStorage(indices, extern.type.type),
        mutable: extern.type.mutable,
      };
  }
}

/** The external type of a module. */
export function closeModuleExtern(types: Types, indices: TypeIndices, extern: Externtype): ClosedExtern {
  switch (extern.kind) {
    case 'func':
    case 'tag':
      return { kind: extern.kind, type: indices[extern.typeidx] };
    case 'table':
      return {
        kind: 'table',
        element: types.close(indices, extern.element),
        ...sized(extern.addrtype, extern.limits),
      };
    case 'memory': {
      const { addrtype, limits, shared, pageSizeLog2 = 16 } = extern;
      return { kind: 'memory', shared, pageSizeLog2, ...sized(addrtype, limits) };
    }
    case 'global':
      return { kind: 'global', type: types.close(indices, extern.type), mutable: extern.mutable };
  }
}

/** Whether two external types are equivalent. */
export function equivalentExtern(left: ClosedExtern, right: ClosedExtern): boolean {
  switch (left.kind) {
    case 'func':
    case 'tag':
      return right.kind === left.kind && left.type !== undefined && left.type === right.type;
    case 'table':
      return right.kind === 'table' && left.element === right.element && sameSize(left, right);
    case 'memory':
      return (
        right.kind === 'memory' &&
        left.shared === right.shared &&
        left.pageSizeLog2 === right.pageSizeLog2 &&
        sameSize(left, right)
      );
    case 'global':
      return right.kind === 'global' && left.type === right.type && left.mutable === right.mutable;
  }
}

const sameSize = (left: Sized, right: Sized): boolean =>
  left.address === right.address && left.min === right.min && left.max === right.max;

const matchesSize = (sub: Sized, sup: Sized): boolean =>
  sub.address === sup.address &&
  sub.min >= sup.min &&
  (sup.max === undefined || (sub.max !== undefined && sub.max <= sup.max));

/** Whether an external type matches another. Source: core spec, match-externtype. */
export function matchesExtern(types: Types, sub: ClosedExtern, sup: ClosedExtern): boolean {
  switch (sub.kind) {
    case 'func':
      return (
        sup.kind === 'func' &&
        sub.type !== undefined &&
        sup.type !== undefined &&
        types.definedMatches(sub.type, sup.type)
      );
    case 'table':
      return sup.kind === 'table' && sub.element === sup.element && matchesSize(sub, sup);
    case 'memory':
      return (
        sup.kind === 'memory' &&
        sub.shared === sup.shared &&
        sub.pageSizeLog2 === sup.pageSizeLog2 &&
        matchesSize(sub, sup)
      );
    case 'global':
      return (
        sup.kind === 'global' &&
        sub.mutable === sup.mutable &&
        (sub.mutable ? sub.type === sup.type : types.matches(sub.type, sup.type))
      );
    case 'tag':
      return sup.kind === 'tag' && sub.type !== undefined && sub.type === sup.type;
  }
}

const sizeText = ({ address, min, max }: Sized): string =>
  `${address === 'i64' ? 'i64 ' : ''}${min}${max === undefined ? '' : ` ${max}`}`;

/** An external type in the words of the text format. */
export function externText(types: Types, extern: ClosedExtern): string {
  switch (extern.kind) {
    case 'func':
    case 'tag':
      return extern.type === undefined ? `no ${extern.kind}` : `(${extern.kind} ${types.signatureText(extern.type)})`;
    case 'table':
      return `(table ${sizeText(extern)} ${types.text(extern.element)})`;
    case 'memory': {
      const page = extern.pageSizeLog2 === 16 ? '' : ` (pagesize ${2 ** extern.pageSizeLog2})`;
      return `(memory ${sizeText(extern)}${extern.shared ? ' shared' : ''}${page})`;
    }
    case 'global': {
      const type = types.text(extern.type);
      return `(global ${extern.mutable ? `(mut ${type})` : type})`;
    }
  }
}
