import type { Module } from '@wasm-checkpoint/wasm';
import { caughtSlots } from './caught.js';
import { OPERAND_BITS, SPILLED, type Trail } from './trail.js';

/** A legacy `catch` or `catch_all` part that a walk is in. */
interface Part {
  readonly depth: number;
  /** Module offset behind its first instruction. */
  readonly from: number;
  readonly tagidx: number | undefined;
  /** Whether its exception is kept, as a site in it needs. */
  kept: boolean;
}

/** The legacy parts that a walk is in, outermost first. */
export class OpenParts {
  readonly #parts: Part[] = [];

  clear(): void {
    this.#parts.length = 0;
  }

  /** A part begins at a control depth, behind an offset; `tagidx` is undefined for `catch_all`. */
  enter(depth: number, from: number, tagidx: number | undefined): void {
    this.leave(depth);
    this.#parts.push({ depth, from, tagidx, kept: false });
  }

  /** What was open at a control depth ends. */
  leave(depth: number): void {
    for (let last = this.#parts.at(-1); last !== undefined && last.depth >= depth; last = this.#parts.at(-1))
      this.#parts.pop();
  }

  /** Adds the operands of a site that stand for the exceptions of the parts around it; gives their number. Clause inst-caught. */
  keep(module: Module, trail: Trail): number {
    if (this.#parts.length === 0) return 0;
    const first = trail.operands.length;
    this.#parts.forEach((part, level) => {
      if (!part.kept) {
        part.kept = true;
        trail.catchAt.push(part.from);
        trail.catchLevel.push(level);
        trail.catchTag.push(part.tagidx ?? -1);
      }
      for (const slot of caughtSlots(module, part.tagidx))
        trail.operands.push((trail.keepCaught(level, slot) << OPERAND_BITS) | SPILLED);
    });
    return trail.operands.length - first;
  }
}
