import {
  type ExportSyntax,
  encodeModule,
  type GlobalSyntax,
  heapOf,
  I32,
  type InstructionSyntax,
  instruction,
  type Memarg,
  type Subtype,
  type TableSyntax,
} from '@wasm-checkpoint/wasm';
import { type CellType, cellValtype, type TapeFunction, tapeType } from './imports.js';

/** Hierarchies of references for which a recorder can have a table, with its name. */
const tableNames = { func: 'functions', extern: 'externs', any: 'anys', exn: 'exns' } as const;
export type ReferenceCell = keyof typeof tableNames;
const CELL = 8;
const CELL_LOG2 = 3;
const FRAME_WORDS = 4;
/** What memory and tables grow by at least: pages, and entries. */
const MORE_PAGES = 16;
const MORE_ENTRIES = 256;

const at = (align: number, offset = 0): Memarg => ({ align, memidx: 0, offset: BigInt(offset) });
const get = (localidx: number) => instruction('local.get', localidx);
const global = (globalidx: number) => instruction('global.get', globalidx);
const constant = (value: number) => instruction('i32.const', value);
const END = instruction('end');

/** Globals of the recorder, by index. */
const END_GLOBAL = 0;
const RECORD = 1;
const RESULTS = 2;
/** Below it memory is known to be. */
const LIMIT = 3;
const FIRST_TABLE_END = 4;

/** Builds the recorder: the tape as a module of WebAssembly. */
class Recorder {
  readonly #references: readonly ReferenceCell[];
  readonly #names: (TapeFunction | '')[];
  readonly #types: Subtype[] = [];
  readonly #functions: number[] = [];
  readonly #code: { readonly locals: []; readonly body: readonly InstructionSyntax[] }[] = [];

  constructor(references: readonly ReferenceCell[]) {
    this.#references = references;
    const cells: readonly CellType[] = ['i32', 'i64', ...references];
    this.#names = [''];
    this.#add({ kind: 'func', params: [I32], results: [] }, this.#room());
    this.#named('frame', this.#frame());
    for (const cell of cells) {
      this.#named(`put_${cell}`, this.#put(cell));
      this.#named(`get_${cell}`, this.#load(cell, RECORD));
      this.#named(`return_${cell}`, this.#store(cell));
      this.#named(`returned_${cell}`, this.#load(cell, RESULTS));
    }
  }

  #add(type: Subtype['composite'], body: readonly InstructionSyntax[]): void {
    this.#functions.push(this.#types.push({ final: true, supers: [], composite: type }) - 1);
    this.#code.push({ locals: [], body: [...body, END] });
  }

  #named(name: TapeFunction, body: readonly InstructionSyntax[]): void {
    this.#names.push(name);
    this.#add(tapeType(name), body);
  }

  /** Function 0: sees to it that memory reaches up to an address. */
  #room(): InstructionSyntax[] {
    const size = [instruction('memory.size', 0), constant(16), instruction('i32.shl')];
    return [
      ...[get(0), ...size, instruction('i32.gt_u'), instruction('if', { kind: 'empty' })],
      ...[get(0), ...size, instruction('i32.sub'), constant(16), instruction('i32.shr_u'), constant(MORE_PAGES)],
      ...[instruction('i32.add'), instruction('memory.grow', 0), constant(-1), instruction('i32.eq')],
      ...[instruction('if', { kind: 'empty' }), instruction('unreachable'), END, END],
      ...[...size, instruction('global.set', LIMIT)],
    ];
  }

  /** Makes sure of room behind the end. */
  #reserve(size: number): InstructionSyntax[] {
    const behind = [global(END_GLOBAL), constant(size), instruction('i32.add')];
    const room = [...behind, instruction('call', 0)];
    return [...behind, global(LIMIT), instruction('i32.gt_u'), instruction('if', { kind: 'empty' }), ...room, END];
  }

  #advance(size: number): InstructionSyntax[] {
    return [global(END_GLOBAL), constant(size), instruction('i32.add'), instruction('global.set', END_GLOBAL)];
  }

  #frame(): InstructionSyntax[] {
    const words = Array.from({ length: FRAME_WORDS }, (_, word) => [
      global(END_GLOBAL),
      get(word),
      instruction('i32.store', at(2, 4 * word)),
    ]);
    return [...this.#reserve(4 * FRAME_WORDS), ...words.flat(), ...this.#advance(4 * FRAME_WORDS)];
  }

  /** Pushes a value as i64; a reference is put into its table, whose index it becomes. */
  #cell(cell: CellType, localidx: number): InstructionSyntax[] {
    if (cell === 'i64') return [get(localidx)];
    const widen = instruction('i64.extend_i32_u');
    if (cell === 'i32') return [get(localidx), widen];
    const table = this.#references.indexOf(cell);
    const end = FIRST_TABLE_END + table;
    return [global(end), widen];
  }

  /** Puts a reference at the end of its table. */
  #keep(cell: CellType, localidx: number): InstructionSyntax[] {
    if (cell === 'i32' || cell === 'i64') return [];
    const table = this.#references.indexOf(cell);
    const end = FIRST_TABLE_END + table;
    return [
      ...[global(end), instruction('table.size', table), instruction('i32.ge_u'), instruction('if', { kind: 'empty' })],
      ...[instruction('ref.null', heapOf(cellValtype[cell])), instruction('table.size', table), constant(MORE_ENTRIES)],
      ...[instruction('i32.add'), instruction('table.grow', table), constant(-1), instruction('i32.eq')],
      ...[instruction('if', { kind: 'empty' }), instruction('unreachable'), END, END],
      ...[global(end), get(localidx), instruction('table.set', table)],
      ...[global(end), constant(1), instruction('i32.add'), instruction('global.set', end)],
    ];
  }

  #put(cell: CellType): InstructionSyntax[] {
    const store = [global(END_GLOBAL), ...this.#cell(cell, 0), instruction('i64.store', at(CELL_LOG2))];
    return [...this.#reserve(CELL), ...store, ...this.#keep(cell, 0), ...this.#advance(CELL)];
  }

  /** Pushes the address of a cell. */
  #address(base: number): InstructionSyntax[] {
    return [get(0), constant(CELL_LOG2), instruction('i32.shl'), global(base), instruction('i32.add')];
  }

  #store(cell: CellType): InstructionSyntax[] {
    return [
      ...this.#address(RESULTS),
      ...this.#cell(cell, 1),
      instruction('i64.store', at(CELL_LOG2)),
      ...this.#keep(cell, 1),
    ];
  }

  #load(cell: CellType, base: number): InstructionSyntax[] {
    if (cell === 'i64') return [...this.#address(base), instruction('i64.load', at(CELL_LOG2))];
    const word = [...this.#address(base), instruction('i32.load', at(2))];
    return cell === 'i32' ? word : [...word, instruction('table.get', this.#references.indexOf(cell))];
  }

  encode(): Uint8Array {
    const zero = { type: { type: I32, mutable: true }, init: [constant(0), END] };
    const globals: GlobalSyntax[] = Array.from({ length: FIRST_TABLE_END + this.#references.length }, () => zero);
    const tables = this.#references.map(
      (cell): TableSyntax => ({
        type: { limits: { min: 0n, max: undefined }, addrtype: 'i32', element: cellValtype[cell] },
        init: undefined,
      }),
    );
    const exported: ExportSyntax[] = [
      { name: 'memory', kind: 'memory', index: 0 },
      { name: 'end', kind: 'global', index: END_GLOBAL },
      { name: 'record', kind: 'global', index: RECORD },
      { name: 'results', kind: 'global', index: RESULTS },
    ];
    this.#references.forEach((cell, index) => {
      exported.push({ name: tableNames[cell], kind: 'table', index });
      exported.push({ name: `${tableNames[cell]}.end`, kind: 'global', index: FIRST_TABLE_END + index });
    });
    this.#names.forEach((name, index) => {
      if (name !== '') exported.push({ name, kind: 'func', index });
    });
    const groups = this.#types.map((_, first) => ({ first, size: 1, explicit: false }));
    const memory = {
      limits: { min: 1n, max: undefined },
      addrtype: 'i32',
      shared: false,
      pageSizeLog2: undefined,
    } as const;
    return encodeModule({
      sections: [
        { name: 'type', contents: { types: this.#types, groups } },
        { name: 'function', contents: this.#functions },
        ...(tables.length > 0 ? [{ name: 'table' as const, contents: tables }] : []),
        { name: 'memory', contents: [memory] },
        { name: 'global', contents: globals },
        { name: 'export', contents: exported },
        { name: 'code', contents: this.#code },
      ],
    });
  }
}

/** The bytes of a recorder, which is a tape for all instances that use it; with tables for the hierarchies of references that are asked for. */
export const recorder = (references: readonly ReferenceCell[] = []): Uint8Array => new Recorder(references).encode();
