import { closesBlock, opensBlock } from '../decode/code.js';
import type { Namemap } from '../decode/names.js';
import type { InstructionSyntax } from '../syntax/module-syntax.js';
import { identifierText } from './identifiers.js';
import { instructionText, mnemonicText } from './immediates.js';
import type { PrintScope } from './scope.js';

/** An instruction as a line: its nesting, 1 for the function's own level, and its text. */
export interface InstructionLine {
  readonly depth: number;
  readonly text: string;
}

/**
 * Follows the structure of a body from its first instruction on, so that labels and nesting are known at every one.
 *
 * Every instruction goes through `line` or, when it is not shown, `skip`.
 */
export class BodyPrinter {
  readonly #scope: PrintScope;
  readonly #labelNames: Namemap;
  #labels = 0;

  constructor(scope: PrintScope, labelNames: Namemap) {
    this.#scope = scope;
    this.#labelNames = labelNames;
  }

  /** Nesting of the instruction that comes next. */
  get depth(): number {
    return this.#scope.nesting + 1;
  }

  /** Passes over an instruction. */
  skip(instruction: InstructionSyntax): void {
    if (opensBlock(instruction.opcode)) this.#open();
    else if (closesBlock(instruction.opcode)) this.#scope.close();
  }

  /** The line of an instruction, which is passed over. */
  line(instruction: InstructionSyntax): InstructionLine {
    const { opcode } = instruction;
    if (opensBlock(opcode)) return this.#opening(instruction);
    if (closesBlock(opcode)) {
      const { depth } = this;
      // The label of `delegate` counts from outside of the construct that it closes.
      this.#scope.close();
      return { depth: Math.max(depth - 1, 0), text: instructionText(instruction, this.#scope) };
    }
    const between = opcode.rule === 'else' || opcode.rule === 'catch' || opcode.rule === 'catch_all';
    return {
      depth: between ? Math.max(this.depth - 1, 1) : this.depth,
      text: instructionText(instruction, this.#scope),
    };
  }

  #open(): string | undefined {
    const name = this.#scope.names ? this.#labelNames.get(this.#labels) : undefined;
    this.#labels += 1;
    const id = name === undefined || name === '' ? undefined : identifierText(name);
    this.#scope.open(id);
    return id;
  }

  #opening(instruction: InstructionSyntax): InstructionLine {
    const { depth } = this;
    const rest = instructionText(instruction, this.#scope).slice(mnemonicText(instruction.opcode).length);
    const id = this.#open();
    const label = id === undefined ? '' : ` ${id}`;
    const comment = id === undefined ? ` ;; label = @${depth}` : '';
    return { depth, text: `${mnemonicText(instruction.opcode)}${label}${rest}${comment}` };
  }
}
