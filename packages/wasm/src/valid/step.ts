import type { WasmFeature } from '@wasm-checkpoint/tables';
import { readOpcode } from '../decode/immediates.js';
import { type FeatureSet, hasOpcode } from '../features.js';
import { type Opcode, opcodes } from '../syntax/opcode.js';
import { rules } from './rules/index.js';
import type { RuleFunction } from './rules/rule.js';
import type { BodyState } from './state.js';

const handlers: readonly RuleFunction[] = opcodes.map((opcode) => rules[opcode.rule]);

/** Throws unless an opcode may be used with the module's features, and in a constant expression where it stands in one. */
export function requireOpcode(state: BodyState, opcode: Opcode): void {
  const { features } = state.context.module;
  if (!hasOpcode(features, opcode)) throw state.fail('WASM1021', { what: opcode.name, feature: opcode.feature });
  if (state.globalLimit < 0) return;
  const constant: WasmFeature | undefined = opcode.constant;
  // clause: valid-constant
  if (constant === undefined) throw state.fail('WASM2010', { instruction: opcode.name });
  if (!features.has(constant))
    throw state.fail('WASM1021', { what: `${opcode.name} in a constant expression`, feature: constant });
}

const allowed = new WeakMap<FeatureSet, Uint8Array>();

/** 1 for each opcode that a body may use with a set of features, by its place in the table. */
function allowedOpcodes(features: FeatureSet): Uint8Array {
  let found = allowed.get(features);
  if (found === undefined) {
    found = Uint8Array.from(opcodes, (opcode) => (hasOpcode(features, opcode) ? 1 : 0));
    allowed.set(features, found);
  }
  return found;
}

/** Checks the instruction at the reader's offset by its rule. */
export function step(state: BodyState): void {
  state.at = state.reader.offset;
  const opcode = readOpcode(state.reader);
  state.instruction = opcode;
  if (state.globalLimit >= 0 || allowedOpcodes(state.context.module.features)[opcode.index] !== 1)
    requireOpcode(state, opcode);
  const handler = handlers[opcode.index];
  if (handler !== undefined) handler(state, opcode);
}
