import type { Ref } from './values.js';

/** Whether two references are the same value. */
export function sameRef(left: Ref, right: Ref): boolean {
  switch (left.kind) {
    case 'null':
      return right.kind === 'null' && right.hierarchy === left.hierarchy;
    case 'func':
      return right.kind === 'func' && right.instance === left.instance && right.funcidx === left.funcidx;
    case 'i31':
      return right.kind === 'i31' && right.value === left.value;
    case 'extern':
      return right.kind === 'extern' && sameRef(left.internal, right.internal);
    default:
      return right.kind === left.kind && right.address === left.address;
  }
}
