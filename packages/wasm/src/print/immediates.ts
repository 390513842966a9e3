import type { Blocktype, Catch, Immediate, ImmediateValue, Memarg } from '../syntax/instruction.js';
import type { InstructionSyntax } from '../syntax/module-syntax.js';
import type { ImmediateKind, Opcode, Rule } from '../syntax/opcode.js';
import { type Heaptype, reftype } from '../syntax/valtype.js';
import { f32Text, f64Text, v128Text } from './numbers.js';
import type { PrintScope } from './scope.js';

function blocktypeText(type: Blocktype, scope: PrintScope): string {
  if (type.kind === 'empty') return '';
  return type.kind === 'result' ? scope.list('result', [type.type]) : scope.typeuse(type.typeidx);
}

function memargText({ align, memidx, offset }: Memarg, scope: PrintScope, opcode: Opcode): string {
  const parts = memidx === 0 ? [] : [scope.item('memories', memidx)];
  if (offset !== 0n) parts.push(`offset=${offset}`);
  if (align !== opcode.align) parts.push(`align=${1n << BigInt(align)}`);
  return parts.join(' ');
}

/** Labels of catch clauses count from outside of their own construct. */
function catchText({ kind, tagidx, labelidx }: Catch, scope: PrintScope): string {
  const tag = tagidx === undefined ? [] : [scope.item('tags', tagidx)];
  return `(${[kind, ...tag, scope.label(labelidx)].join(' ')})`;
}

const nonZero = (index: number, text: string): string => (index === 0 ? '' : text);

/** How each kind of immediate is shown; empty when the text format leaves it out. */
export const immediateTexts: {
  readonly [Kind in ImmediateKind]: (value: ImmediateValue<Kind>, scope: PrintScope, opcode: Opcode) => string;
} = {
  blocktype: blocktypeText,
  funcidx: (index, scope) => scope.item('functions', index),
  typeidx: (index, scope) => scope.item('types', index),
  tableidx: (index, scope) => scope.item('tables', index),
  memidx: (index, scope) => nonZero(index, scope.item('memories', index)),
  globalidx: (index, scope) => scope.item('globals', index),
  tagidx: (index, scope) => scope.item('tags', index),
  elemidx: (index, scope) => scope.item('elements', index),
  dataidx: (index, scope) => scope.item('data', index),
  localidx: (index, scope) => scope.local(index),
  labelidx: (depth, scope) => scope.label(depth),
  'labelidx*': (depths, scope) => depths.map((depth) => scope.label(depth)).join(' '),
  fieldidx: String,
  memarg: memargText,
  laneidx: String,
  'laneidx^16': (lanes) => lanes.join(' '),
  u32: String,
  zero: () => '',
  i32: String,
  i64: String,
  f32: f32Text,
  f64: f64Text,
  v128: v128Text,
  heaptype: (heap, scope) => scope.heaptype(heap),
  'valtype*': (types, scope) => (types.length === 0 ? '(result)' : scope.list('result', types)),
  castflags: () => '',
  'catch*': (catches, scope) => catches.map((clause) => catchText(clause, scope)).join(' '),
};

type Value<Kind extends ImmediateKind> = ImmediateValue<Kind>;

/** The value of the n-th immediate of a kind; the opcode table says that it is there. */
function immediate<Kind extends ImmediateKind>(instruction: InstructionSyntax, kind: Kind, nth = 0): Value<Kind> {
  const found = instruction.immediates.filter((one) => one.kind === kind)[nth];
  if (found === undefined) throw new RangeError(`${instruction.opcode.name} has no immediate ${kind}`);
  return found.value as Value<Kind>;
}

type RuleText = (instruction: InstructionSyntax, scope: PrintScope) => readonly string[];

const callIndirect: RuleText = (instruction, scope) => {
  const table = immediate(instruction, 'tableidx');
  return [
    nonZero(table, scope.item('tables', table)),
    `(type ${scope.item('types', immediate(instruction, 'typeidx'))})`,
  ];
};

const tableCopy: RuleText = (instruction, scope) => {
  const tables = [immediate(instruction, 'tableidx'), immediate(instruction, 'tableidx', 1)];
  return tables.every((index) => index === 0) ? [] : tables.map((index) => scope.item('tables', index));
};

const memoryCopy: RuleText = (instruction, scope) => {
  const memories = [immediate(instruction, 'memidx'), immediate(instruction, 'memidx', 1)];
  return memories.every((index) => index === 0) ? [] : memories.map((index) => scope.item('memories', index));
};

const castBranch: RuleText = (instruction, scope) => {
  const { sourceNullable, targetNullable } = immediate(instruction, 'castflags');
  const type = (heap: Heaptype, nullable: boolean): string => scope.valtype(reftype(heap, nullable));
  return [
    scope.label(immediate(instruction, 'labelidx')),
    type(immediate(instruction, 'heaptype'), sourceNullable),
    type(immediate(instruction, 'heaptype', 1), targetNullable),
  ];
};

const cast: RuleText = (instruction, scope) => [
  scope.valtype(reftype(immediate(instruction, 'heaptype'), instruction.opcode.name.endsWith(' null'))),
];

const field: RuleText = (instruction, scope) => {
  const typeidx = immediate(instruction, 'typeidx');
  return [scope.item('types', typeidx), scope.field(typeidx, immediate(instruction, 'fieldidx'))];
};

/** Rules whose immediates the text format puts in another order or form than the binary format. */
const ruleTexts: { readonly [Of in Rule]?: RuleText } = {
  call_indirect: callIndirect,
  return_call_indirect: callIndirect,
  'table.init': (instruction, scope) => {
    const table = immediate(instruction, 'tableidx');
    return [nonZero(table, scope.item('tables', table)), scope.item('elements', immediate(instruction, 'elemidx'))];
  },
  'table.copy': tableCopy,
  'memory.init': (instruction, scope) => {
    const memory = immediate(instruction, 'memidx');
    return [nonZero(memory, scope.item('memories', memory)), scope.item('data', immediate(instruction, 'dataidx'))];
  },
  'memory.copy': memoryCopy,
  br_on_cast: castBranch,
  br_on_cast_fail: castBranch,
  'ref.test': cast,
  'ref.cast': cast,
  'ref.cast_null': cast,
  'struct.get': field,
  'struct.get_packed': field,
  'struct.set': field,
};

function plainText(instruction: InstructionSyntax, scope: PrintScope): readonly string[] {
  return instruction.immediates.map(({ kind, value }: Immediate) =>
    // Kind and value belong together, which the type of a generic pair cannot say.
    (immediateTexts[kind] as (value: unknown, scope: PrintScope, opcode: Opcode) => string)(
      value,
      scope,
      instruction.opcode,
    ),
  );
}

/** The word of the text format; forms of one instruction share it. */
export const mnemonicText = (opcode: Opcode): string => opcode.name.split(' ', 1)[0] ?? opcode.name;

/** An instruction in the text format's words; structured ones without their identifier. */
export function instructionText(instruction: InstructionSyntax, scope: PrintScope): string {
  const immediates = (ruleTexts[instruction.opcode.rule] ?? plainText)(instruction, scope);
  return [mnemonicText(instruction.opcode), ...immediates].filter((part) => part !== '').join(' ');
}
