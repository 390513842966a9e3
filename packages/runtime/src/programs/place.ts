import type { Caught, Mode, PointRecord } from '@wasm-checkpoint/instrument';
import type { Valtype } from '@wasm-checkpoint/wasm';
import { frameShape } from '../capture/shape.js';
import { type CellType, cellType } from '../tape/cells.js';
import type { Program } from './program.js';

/** Whether a frame executes the instruction at its offset next, or stands at that call. */
export type Role = 'innermost' | 'caller';

/** A value of a frame and its first cell. */
export interface CellValue {
  readonly cell: number;
  readonly type: CellType;
}

/** A place in a function where frames stand, and the record of a frame there: what its cells are. */
export class Place {
  readonly program: Program;
  readonly role: Role;
  readonly funcidx: number;
  readonly offset: number;
  /** Cells of the record. */
  readonly cells: number;
  /** All locals: parameters, then declared ones. */
  readonly localCount: number;
  /** The live locals, ascending. */
  readonly locals: readonly (CellValue & { readonly localidx: number })[];
  /** Bottom first; of a caller without what belongs to its call. */
  readonly operands: readonly CellValue[];
  /** What handlers that are open have caught, outermost first; clause inst-caught. */
  readonly caught: readonly Caught<CellValue>[];
  /** The results of the function. */
  readonly results: readonly CellType[];
  readonly #returned: readonly Valtype[];
  #catches: boolean | undefined;

  constructor(program: Program, role: Role, funcidx: number, offset: number) {
    this.program = program;
    this.role = role;
    this.funcidx = funcidx;
    this.offset = offset;
    const record = program.instrumented.record({ funcidx, offset, mode: this.#mode });
    const typed = (type: Valtype): CellType => cellType(program.module, type);
    this.cells = record.cells;
    this.localCount = frameShape(program.module, funcidx, offset).locals.length;
    this.locals = record.locals.map(({ localidx, type, cell }) => ({ localidx, cell, type: typed(type) }));
    this.operands = record.operands.map(({ type, cell }) => ({ cell, type: typed(type) }));
    const cellOf = ({ cell, type }: { readonly cell: number; readonly type: Valtype }): CellValue => ({
      cell,
      type: typed(type),
    });
    this.caught = record.caught.map(({ which, args, ...part }) => ({
      ...part,
      which: which === undefined ? undefined : cellOf(which),
      args: args.map(({ tagidx, values }) => ({ tagidx, values: values.map(cellOf) })),
    }));
    this.results = record.results.map(typed);
    this.#returned = record.returned;
  }

  /** How a frame here goes on when nothing was thrown. */
  get #mode(): Mode {
    return this.role === 'innermost' ? 'run' : 'return';
  }

  /** Whether an exception of the callee meets a handler here; clause exec-resume-throw. */
  get catches(): boolean {
    if (this.role === 'innermost') return false;
    this.#catches ??= this.program.instrumented.catches(this.funcidx, this.offset);
    return this.#catches;
  }

  /** Types of the results of the callee that a caller waits for. */
  get returned(): readonly Valtype[] {
    return this.#returned;
  }

  /** The record by which a thrown exception is delivered. */
  get thrownRecord(): PointRecord {
    return this.program.instrumented.record({ funcidx: this.funcidx, offset: this.offset, mode: 'throw' });
  }
}
