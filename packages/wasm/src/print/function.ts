import { readInstructions, readLocals } from '../decode/code.js';
import type { Module } from '../decode/module.js';
import { namesOf } from '../decode/names.js';
import { bodyOffset } from '../decode/offsets.js';
import type { Instruction } from '../syntax/instruction.js';
import type { InstructionSyntax } from '../syntax/module-syntax.js';
import { headText, localsText } from './head.js';
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

const LINES = 8;
/** Lines further in are not indented further, so that the text stays proportional to the body. */
const MAX_INDENTED_DEPTH = 40;
/** In UTF-16 units; the instructions behind are only counted. A string of 2^29 is more than engines can make. */
const MAX_TEXT = 2 ** 26;

/** An instruction in the text format's words; labels by their depth, locals by their number unless `scope` knows more. */
export const printInstruction = (
  module: Module,
  instruction: InstructionSyntax,
  scope = new PrintScope(module),
): string => instructionText(instruction, scope);

/** The lines of a function's text, each with its margin. */
class FunctionLines {
  readonly #lines: { readonly margin: string; readonly depth: number; readonly text: string }[] = [];
  readonly #margin: (instruction?: Instruction, marked?: boolean) => string;
  #size = 0;
  #passed = 0;
  #least = Number.POSITIVE_INFINITY;

  constructor(margin: (instruction?: Instruction, marked?: boolean) => string) {
    this.#margin = margin;
  }

  get isFull(): boolean {
    return this.#size > MAX_TEXT;
  }

  pass(): void {
    this.#passed += 1;
  }

  add(depth: number, text: string, instruction?: Instruction, marked = false): void {
    const passed = this.#passed;
    this.#passed = 0;
    if (passed > 0) this.add(1, `;; ${passed} more instruction${passed === 1 ? '' : 's'}`);
    const margin = this.#margin(instruction, marked);
    if (instruction !== undefined && depth > 0) this.#least = Math.min(this.#least, depth);
    this.#size += margin.length + 2 * Math.min(depth, MAX_INDENTED_DEPTH) + text.length + 1;
    this.#lines.push({ margin, depth, text });
  }

  /** The text; an excerpt from deep inside is moved to the left, so that its outermost instruction stands at the first level. */
  text(isExcerpt: boolean): string {
    const left = isExcerpt ? Math.max(this.#least - 1, 0) : 0;
    return this.#lines
      .map(({ margin, depth, text }) => {
        const level = Math.min(depth > 1 ? depth - left : depth, MAX_INDENTED_DEPTH);
        return `${margin}${'  '.repeat(level)}${text}\n`;
      })
      .join('');
  }
}

/** The places in a body's sequence of instructions that are shown. */
interface Shown {
  readonly first: number;
  readonly last: number;
  /** The place that is marked; -1 for none. */
  readonly marked: number;
}

/** The instruction at the body offset, or the last one before it, and its neighbours. */
function shownAround(around: number, lines: number, offsets: Iterable<number>): Shown {
  let marked = -1;
  for (const offset of offsets) {
    if (offset > around) break;
    marked += 1;
  }
  return { first: Math.max(marked, 0) - lines, last: Math.max(marked, 0) + lines, marked: Math.max(marked, 0) };
}

const everything: Shown = { first: 0, last: Number.POSITIVE_INFINITY, marked: -1 };

/**
 * A function in the text format: whole, or the instructions around an offset with comments in the place of the others.
 *
 * The whole text is one that assembles to the same bytes, given the module around it. Throws as `Module.body` does, what
 * reading the body throws, and WASM9001 for more locals than the limit.
 */
export function printFunction(module: Module, funcidx: number, options: PrintOptions = {}): string {
  const range = module.body(funcidx);
  const scope = new PrintScope(module, options.names ?? true, funcidx);
  const reader = module.reader(range.start, range.end);
  const locals = readLocals(reader, module.scope);
  const start = reader.offset;
  const instructions = (): Iterable<Instruction> => readInstructions(module.reader(start, range.end), module.scope);
  const bodyOffsets = function* (): Iterable<number> {
    for (const { offset } of instructions()) yield bodyOffset(range, offset);
  };
  const { around, lines = LINES } = options;
  const shown = around === undefined ? everything : shownAround(around, lines, bodyOffsets());
  const output = new FunctionLines(marginOf(module, funcidx, options));
  output.add(0, `(${headText(scope, funcidx)}`);
  const params = scope.functype(module.funcs[funcidx] ?? 0)?.params.length ?? 0;
  const declared = localsText(module, scope, locals, params, range.start);
  if (declared !== '') output.add(1, declared);
  const printer = new BodyPrinter(scope, namesOf(module).inner('labels', funcidx));
  let index = 0;
  for (const instruction of instructions()) {
    const marked = index === shown.marked;
    const isShown = index >= shown.first && index <= shown.last && !output.isFull;
    if (instruction.offset + instruction.size === range.end) output.add(0, ')', instruction, marked);
    else if (isShown) {
      const { depth, text } = printer.line(instruction);
      output.add(depth, text, instruction, marked);
    } else {
      printer.skip(instruction);
      output.pass();
    }
    index += 1;
  }
  return output.text(around !== undefined);
}

/** What stands before each line: nothing, a mark, or the offset in a comment. */
function marginOf(
  module: Module,
  funcidx: number,
  { offsets, around }: PrintOptions,
): (instruction?: Instruction, marked?: boolean) => string {
  if (offsets === undefined && around === undefined) return () => '';
  const range = module.body(funcidx);
  const shownOffset = (offset: number): string => {
    if (offsets === undefined) return '';
    return (offsets === 'module' ? offset : bodyOffset(range, offset)).toString(16);
  };
  const width = shownOffset(range.end).length;
  return (instruction, marked = false) => {
    if (instruction === undefined) return `(; ${' '.repeat(width)};) `;
    return `(;${marked ? '>' : '@'}${shownOffset(instruction.offset).padEnd(width)};) `;
  };
}
