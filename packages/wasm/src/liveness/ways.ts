import { type ImmediateKind, type Opcode, type Rule, singleByteOpcode } from '../syntax/opcode.js';

const accessRules: ReadonlySet<Rule> = new Set<Rule>(['local.get', 'local.set', 'local.tee']);
const callRules: ReadonlySet<Rule> = new Set<Rule>(['call', 'call_indirect', 'call_ref']);
const flowRules: ReadonlySet<Rule> = new Set<Rule>([
  'block',
  'try',
  'try_table',
  'loop',
  'if',
  'else',
  'catch',
  'catch_all',
  'delegate',
  'end',
  'br',
  'br_table',
  'br_if',
  'br_on_null',
  'br_on_non_null',
  'br_on_cast',
  'br_on_cast_fail',
  'call',
  'call_indirect',
  'call_ref',
  'throw',
  'throw_ref',
  'rethrow',
]);
/** Whether the control flow depends on an instruction. */
export const isFlow = ({ rule, role }: Opcode): boolean =>
  flowRules.has(rule) || role === 'exit' || role === 'tail_call';

/** How an opcode of one byte is passed over: by a number of LEB128 integers, with a local read or written besides. */
export const LEBS = 3;
export const READ = 4;
export const WRITE = 8;
export const ACCESS = READ | WRITE;
/** By an alignment below 0x40, which names no memory, and an offset. */
export const MEMARG = 0x10;
/** Besides integers: by readers of instructions where an exception that it throws is caught in the body. */
export const CALL = 0x20;
/** By readers of instructions. */
export const FULL = 0x80;
/** The commonest instructions that the flow depends on; by readers where they have more than one byte of immediates. */
export const END = FULL | 1;
export const BRANCH = FULL | 2;
export const BRANCH_IF = FULL | 3;
export const BLOCK = FULL | 4;

const common: Readonly<Partial<Record<Rule, number>>> = { end: END, br: BRANCH, br_if: BRANCH_IF, block: BLOCK };

const lebKinds: ReadonlySet<ImmediateKind> = new Set<ImmediateKind>([
  'i32',
  'i64',
  'globalidx',
  'localidx',
  'funcidx',
  'typeidx',
]);

function wayOf(opcode: Opcode | undefined): number {
  if (opcode !== undefined && callRules.has(opcode.rule)) return CALL | opcode.immediates.length;
  if (opcode === undefined || isFlow(opcode) || opcode.immediates.length > LEBS)
    return (opcode && common[opcode.rule]) ?? FULL;
  if (opcode.immediates.length === 1 && opcode.immediates[0] === 'memarg') return MEMARG | 1;
  if (!opcode.immediates.every((kind) => lebKinds.has(kind))) return FULL;
  if (!accessRules.has(opcode.rule)) return opcode.immediates.length;
  return opcode.rule === 'local.get' ? READ | 1 : WRITE | 1;
}

/** The way of each byte that an instruction begins with. */
export const ways = Uint8Array.from({ length: 256 }, (_, byte) => wayOf(singleByteOpcode(byte)));
