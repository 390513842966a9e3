import { fault } from '@wasm-checkpoint/format';
import type { OperandSource, SiteLayout } from '@wasm-checkpoint/instrument';
import type { Immediate } from '@wasm-checkpoint/wasm';
import { cellsOf, cellType } from '../tape/cells.js';
import type { CellValue, Place, Role } from './place.js';
import type { Program } from './program.js';

/** A constant operand that the main module did not put: its bits, or the reference that it makes. */
export type ConstantCell =
  | { readonly kind: 'bits'; readonly cell: number; readonly low: bigint; readonly high?: bigint }
  | { readonly kind: 'null'; readonly cell: number }
  | { readonly kind: 'func'; readonly cell: number; readonly funcidx: number };

/** How the values that were put become the record of the frame. */
export interface Transfer {
  readonly place: Place;
  /** Pairs of cells: from those that were put, to those of the record. */
  readonly copies: Int32Array;
  readonly constants: readonly ConstantCell[];
}

const LOW = 0xffff_ffff_ffff_ffffn;

function constantCell(immediate: Immediate | undefined, cell: number): ConstantCell | undefined {
  switch (immediate?.kind) {
    case 'i32':
      return { kind: 'bits', cell, low: BigInt.asUintN(32, BigInt(immediate.value)) };
    case 'i64':
      return { kind: 'bits', cell, low: BigInt.asUintN(64, immediate.value) };
    case 'f32':
      return { kind: 'bits', cell, low: BigInt(immediate.value) };
    case 'f64':
      return { kind: 'bits', cell, low: immediate.value };
    case 'v128': {
      const bits = immediate.value.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      return { kind: 'bits', cell, low: bits & LOW, high: bits >> 64n };
    }
    case 'heaptype':
      return { kind: 'null', cell };
    case 'funcidx':
      return { kind: 'func', cell, funcidx: immediate.value };
    default:
      return undefined;
  }
}

/** What was put at a site of the instrumented code, and how it becomes a frame. Clause inst-layout. */
export class SitePlan {
  /** Cells that were put. */
  readonly cells: number;
  readonly layout: SiteLayout;
  readonly #program: Program;
  /** The cell of each value. */
  readonly #values: readonly CellValue[];
  readonly #transfers: Partial<Record<Role, Transfer>> = {};

  constructor(program: Program, layout: SiteLayout) {
    this.#program = program;
    this.layout = layout;
    let cell = 0;
    this.#values = layout.types.map((valtype) => {
      const type = cellType(program.module, valtype);
      const value = { cell, type };
      cell += cellsOf(type);
      return value;
    });
    this.cells = cell;
  }

  /** How the frame is made when it is the innermost one, or another. */
  transfer(role: Role): Transfer {
    const known = this.#transfers[role];
    if (known !== undefined) return known;
    const { funcidx, site, innermost, caller, operands, results } = this.layout;
    const offset = role === 'innermost' ? innermost : caller;
    // clause: inst-layout
    if (offset === undefined) throw fault('CKPT4017', { what: `function ${funcidx} at site ${site}` }, 0);
    const place = this.#program.place(role, funcidx, offset);
    const transfer = this.#make(place, role === 'innermost' ? [...operands, ...results] : operands);
    this.#transfers[role] = transfer;
    return transfer;
  }

  #make(place: Place, operands: readonly OperandSource[]): Transfer {
    const copies: number[] = [];
    const constants: ConstantCell[] = [];
    const copy = (from: number, to: CellValue): void => {
      const value = this.#values[from];
      if (value === undefined) throw new RangeError(`site ${this.layout.site} has no value ${from}`);
      for (let cell = 0; cell < cellsOf(to.type); cell++) copies.push(value.cell + cell, to.cell + cell);
    };
    for (const local of place.locals) copy(this.layout.locals[local.localidx] ?? -1, local);
    place.operands.forEach((operand, index) => {
      const source = operands[index];
      if (source?.kind === 'value') {
        copy(source.value, operand);
        return;
      }
      const constant = constantCell(source?.instruction.immediates[0], operand.cell);
      if (constant === undefined) throw new RangeError(`site ${this.layout.site} lacks operand ${index}`);
      constants.push(constant);
    });
    place.caught.forEach(({ which, args }, part) => {
      const from = this.layout.caught[part];
      if (which !== undefined) copy(from?.which ?? -1, which);
      args.forEach(({ values }, tag) => {
        values.forEach((value, param) => {
          copy(from?.args[tag]?.values[param] ?? -1, value);
        });
      });
    });
    return { place, copies: Int32Array.from(copies), constants };
  }
}
