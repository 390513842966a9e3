import { isDefaultable, isRef, NULL, type Valtype } from '@wasm-checkpoint/wasm';
import type { CaughtSlot } from './caught.js';
import { Numbers } from './numbers.js';

/** What an operand at a site is, in the low bits of its code; the other bits are the argument. */
export const SPILLED = 0;
/** The value of a local that has not been written since; the argument is the local. */
export const ALIAS = 1;
/** A constant; the argument is the module offset of its instruction. */
export const CONSTANT = 2;
export const OPERAND_BITS = 2;

/** The type of the local that holds values of a type: one that has a default. */
export const heldType = (type: Valtype): Valtype => (isRef(type) ? type | NULL : type);

/** A copy of an operand of a type to a spill: twice the spill, and 1 more where `ref.as_non_null` has to follow. */
export const copyOf = (spill: number, type: Valtype): number => 2 * spill + (isDefaultable(type) ? 0 : 1);
export const spillOfCopy = (copy: number): number => copy >> 1;
export const copyLosesNonNull = (copy: number): boolean => (copy & 1) === 1;

/** Kinds of sites, by number in the order of `SiteKind`. */
export const ENTRY_SITE = 0;
export const LOOP_SITE = 1;
export const CALL_SITE = 2;
/** A call through a table or a reference. */
export const INDIRECT_SITE = 3;

/**
 * What the walk over one body found. Lists are parallel where their names begin alike, and in the order of the code but for spills.
 * All offsets are module offsets.
 */
export class Trail {
  /** Where the check of each site stands, and the call instruction in front of it (-1 for none). */
  readonly siteAt = new Numbers();
  readonly siteCall = new Numbers();
  readonly siteKind = new Numbers();
  /** The number of constructs that are open there, the body included. */
  readonly siteDepth = new Numbers();
  /** The first of its operands; those of the next site follow. */
  readonly siteOperands = new Numbers();
  /** How many of the last operands are results of the call; -1 where the layout leaves them out. */
  readonly siteResults = new Numbers();
  readonly operands = new Numbers();
  /** How many of them, in front of the others, are what is kept of caught exceptions. */
  readonly siteCaught = new Numbers();

  /** Behind which legacy `catch` and `catch_all` the exception is kept, ascending; in how many other parts they stand; the tag or -1. */
  readonly catchAt = new Numbers();
  readonly catchLevel = new Numbers();
  readonly catchTag = new Numbers();
  /** The spills that keep exceptions, by level, tag and parameter; their height is -1. */
  readonly #caught = new Map<string, number>();

  /** Locals that are added to hold operands, each those of one height and type; the types have defaults. */
  readonly spillTypes: Valtype[] = [];
  readonly spillHeights: number[] = [];
  /** Behind which instruction the top operand is copied, and the copy, by `copyOf`. */
  readonly teeAt = new Numbers();
  readonly teeCopy = new Numbers();
  /** Instructions with several results of which some are copied: where, how many from the top, and the copies, bottom first. */
  readonly shuffleAt = new Numbers();
  readonly shuffleCount = new Numbers();
  readonly shuffleCopies = new Numbers();
  /** Behind which reads of declared locals without default, ascending, whose type has one in the main module. */
  readonly castAt = new Numbers();

  /** Code that nothing reaches, from and to. */
  readonly cutFrom = new Numbers();
  readonly cutTo = new Numbers();

  readonly events = new Numbers();
  loops = 0;
  localCount = 0;
  paramCount = 0;
  /** Types of the locals, and behind them of whatever; valid until the next walk. */
  localTypes: Int32Array = new Int32Array(0);
  resultTypes: Int32Array = new Int32Array(0);
  /** Offset of the first instruction. */
  first = 0;

  reset(): void {
    for (const list of this.#lists) list.length = 0;
    this.spillTypes.length = 0;
    this.spillHeights.length = 0;
    this.#caught.clear();
    this.loops = 0;
  }

  /** The spill that keeps a part of the exception at a level, undefined if no site needs it. */
  caughtSpill(level: number, { tagidx, param }: CaughtSlot): number | undefined {
    return this.#caught.get(`${level} ${tagidx} ${param}`);
  }

  /** The same, made when there is none. */
  keepCaught(level: number, slot: CaughtSlot): number {
    let spill = this.caughtSpill(level, slot);
    if (spill === undefined) {
      spill = this.spillTypes.push(heldType(slot.type)) - 1;
      this.spillHeights.push(-1);
      this.#caught.set(`${level} ${slot.tagidx} ${slot.param}`, spill);
    }
    return spill;
  }

  get #lists(): readonly Numbers[] {
    return [
      this.siteAt,
      this.siteCall,
      this.siteKind,
      this.siteDepth,
      this.siteOperands,
      this.siteResults,
      this.operands,
      this.siteCaught,
      this.catchAt,
      this.catchLevel,
      this.catchTag,
      this.teeAt,
      this.teeCopy,
      this.shuffleAt,
      this.shuffleCount,
      this.shuffleCopies,
      this.castAt,
      this.cutFrom,
      this.cutTo,
      this.events,
    ];
  }
}
