import { readInstructions, readLocals } from '../decode/code.js';
import type { Module } from '../decode/module.js';
import { namesOf } from '../decode/names.js';
import { bodyOffset } from '../decode/offsets.js';
import { checkLimit } from '../limits.js';
import type { Instruction } from '../syntax/instruction.js';
import type { InstructionSyntax, Locals } from '../syntax/module-syntax.js';
import type { Valtype } from '../syntax/valtype.js';
import { type Identifier, stringText } from './identifiers.js';
import { instructionText } from './immediates.js';
import { BodyPrinter } from './instructions.js';
import { PrintScope } from './scope.js';

/** How a function is shown. */
export interface PrintOptions {
  /** Identifiers from the name section; true by default. */
  readonly names?: boolean;
  /** Show the offset of each instruction in the margin, as a comment: of the body or of the module. */
  readonly offsets?: 'body' | 'module';
  /** Show only the instructions around the one at this body offset, and mark it. */
  readonly around?: number;
  /** With `around`: how many instructions on either side; 8 by default. */
  readonly lines?: number;
}

/** An instruction in the text format's words; labels by their depth, locals by their number unless `scope` knows more. */
export const printInstruction = (
  module: Module,
  instruction: InstructionSyntax,
  scope = new PrintScope(module),
): string => instructionText(instruction, scope);

const parts = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');

/** A declaration of parameters or locals: those with an identifier each by itself, others together. */
function declarations(word: string, types: readonly Valtype[], first: number, scope: PrintScope): string {
  const groups: string[] = [];
  let unnamed: Valtype[] = [];
  const flush = (): void => {
    if (unnamed.length > 0) groups.push(scope.list(word, unnamed));
    unnamed = [];
  };
  types.forEach((type, index) => {
    const identifier = scope.localIdentifier(first + index);
    if (identifier === undefined) {
      unnamed.push(type);
      return;
    }
    flush();
    groups.push(`(${parts(word, identifier.text, hiddenName(identifier), scope.valtype(type))})`);
  });
  flush();
  return groups.join(' ');
}

/** The name behind an identifier that another item's name displaced. */
const hiddenName = ({ hidden }: Identifier): string => (hidden === undefined ? '' : `(@name ${stringText(hidden)})`);

function headText(scope: PrintScope, funcidx: number): string {
  const typeidx = scope.module.funcs[funcidx] ?? 0;
  const type = scope.functype(typeidx);
  const identifier = scope.identifier('functions', funcidx);
  return parts(
    'func',
    identifier === undefined ? '' : parts(identifier.text, hiddenName(identifier)),
    `(;${funcidx};)`,
    `(type ${scope.item('types', typeidx)})`,
    declarations('param', type?.params ?? [], 0, scope),
    scope.list('result', type?.results),
  );
}

/** The locals behind the parameters, one entry each; WASM9001 when there are more than the limit. */
function localTypes(module: Module, locals: readonly Locals[], params: number, offset: number): Valtype[] {
  const total = locals.reduce((sum, { count }) => sum + count, params);
  checkLimit(module.limits, 'locals', total, offset);
  return locals.flatMap(({ count, type }) => new Array<Valtype>(count).fill(type));
}

/** The places in a body's sequence of instructions that are shown. */
interface Shown {
  readonly first: number;
  readonly last: number;
  /** The place that is marked; -1 for none. */
  readonly marked: number;
}

function shownAround(
  instructions: Iterable<Instruction>,
  module: Module,
  funcidx: number,
  options: PrintOptions,
): Shown {
  const { around, lines = 8 } = options;
  if (around === undefined) return { first: 0, last: Number.POSITIVE_INFINITY, marked: -1 };
  const range = module.body(funcidx);
  let marked = 0;
  let index = 0;
  for (const { offset } of instructions) {
    if (bodyOffset(range, offset) > around) break;
    marked = index;
    index += 1;
  }
  return { first: marked - lines, last: marked + lines, marked };
}

/**
 * A function in the text format: whole, or the instructions around an offset with comments in the place of the others.
 *
 * The whole text is one that assembles to the same bytes, given the module around it. Throws as `Module.body` does.
 */
export function printFunction(module: Module, funcidx: number, options: PrintOptions = {}): string {
  const range = module.body(funcidx);
  const scope = new PrintScope(module, options.names ?? true, funcidx);
  const reader = module.reader(range.start, range.end);
  const locals = readLocals(reader, module.scope);
  const start = reader.offset;
  const instructions = (): Iterable<Instruction> => readInstructions(module.reader(start, range.end), module.scope);
  const shown = shownAround(instructions(), module, funcidx, options);
  const margin = marginOf(module, funcidx, options);
  const params = scope.functype(module.funcs[funcidx] ?? 0)?.params.length ?? 0;
  const output = [`${margin()}(${headText(scope, funcidx)}`];
  const types = localTypes(module, locals, params, range.start);
  if (types.length > 0) output.push(`${margin()}  ${declarations('local', types, params, scope)}`);
  const printer = new BodyPrinter(scope, namesOf(module).inner('labels', funcidx));
  let index = 0;
  let passed = 0;
  const passedText = (): string => `${margin()}  ;; ${passed} more instruction${passed === 1 ? '' : 's'}`;
  for (const instruction of instructions()) {
    const isEnd = instruction.offset + instruction.size === range.end;
    if (!isEnd && (index < shown.first || index > shown.last)) {
      printer.skip(instruction);
      passed += 1;
    } else {
      if (passed > 0) output.push(passedText());
      passed = 0;
      const { depth, text } = printer.line(instruction);
      output.push(
        isEnd
          ? `${margin(instruction, index === shown.marked)})`
          : `${margin(instruction, index === shown.marked)}${'  '.repeat(depth)}${text}`,
      );
    }
    index += 1;
  }
  return `${output.join('\n')}\n`;
}

/** What stands before each line: nothing, a mark, or the offset in a comment. */
function marginOf(
  module: Module,
  funcidx: number,
  options: PrintOptions,
): (instruction?: Instruction, marked?: boolean) => string {
  const { offsets, around } = options;
  if (offsets === undefined && around === undefined) return () => '';
  const range = module.body(funcidx);
  const offsetOf = (instruction: Instruction): number =>
    offsets === 'module' ? instruction.offset : bodyOffset(range, instruction.offset);
  const widest = offsets === 'module' ? range.end : bodyOffset(range, range.end);
  const width = offsets === undefined ? 0 : widest.toString(16).length;
  return (instruction, marked = false) => {
    const offset = instruction === undefined || offsets === undefined ? '' : offsetOf(instruction).toString(16);
    return `(;${marked ? '>' : instruction === undefined ? ' ' : '@'}${offset.padEnd(width)};) `;
  };
}
