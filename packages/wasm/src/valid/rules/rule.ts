import { readBlocktype } from '../../decode/immediates.js';
import { requireFeature } from '../../features.js';
import type { Opcode } from '../../syntax/opcode.js';
import type { Valtype } from '../../syntax/valtype.js';
import { type BodyState, NO_TYPES } from '../state.js';
import type { Signature } from '../subtyping.js';

/** One typing rule: reads the immediates of the instruction at hand and changes the state as its type says. */
export type RuleFunction = (state: BodyState, opcode: Opcode) => void;

const EMPTY: Signature = { params: NO_TYPES, results: NO_TYPES };
const singles = new Map<Valtype, Signature>();

/** The signature [] -> [type], one object a type. */
export function resultOnly(type: Valtype): Signature {
  let signature = singles.get(type);
  if (signature === undefined) {
    signature = { params: NO_TYPES, results: Int32Array.of(type) };
    singles.set(type, signature);
  }
  return signature;
}

/** Reads a block type and gives its parameters and results. Source: core spec, valid-blocktype. */
export function readBlockSignature(state: BodyState): Signature {
  const { context, reader } = state;
  const blocktype = readBlocktype(reader, context.module.scope);
  switch (blocktype.kind) {
    case 'empty':
      return EMPTY;
    case 'result':
      return resultOnly(context.types.canon(blocktype.type));
    case 'type':
      requireFeature(context.module.features, 'multi-value', 'function type as block type', state.at);
      return context.signature(blocktype.typeidx, state.at);
  }
}
