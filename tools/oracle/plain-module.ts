import { createHash } from 'node:crypto';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Expr,
  instruction,
  type Module as OpenModule,
  openModule,
  readInstructions,
  readLocals,
  type SegmentMode,
} from '@wasm-checkpoint/wasm';
import { type Body, type Instr, Invalid, type Mode, type Module } from './gen/algorithm.js';
import { plainInstruction } from './plain-instruction.js';
import { plainExtern, plainGroups, plainMemory, plainRef, plainTable, plainType } from './plain-types.js';

const instructions = (module: OpenModule, { start, end }: Expr, origin: number): Instr[] =>
  Array.from(readInstructions(module.reader(start, end), module.scope), (each) => plainInstruction(each, origin));

const mode = (module: OpenModule, given: SegmentMode): Mode =>
  given.kind === 'active'
    ? { kind: given.kind, index: given.index, offset: instructions(module, given.at, 0) }
    : { kind: given.kind };

function bodyOf(module: OpenModule, funcidx: number): Body {
  try {
    const { start, end } = module.body(funcidx);
    const reader = module.reader(start, end);
    const locals = readLocals(reader, module.scope).map(({ count, type }) => ({ count, type: plainType(type) }));
    return { locals, instrs: instructions(module, { start: reader.offset, end }, start) };
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    throw new Invalid(fault.message, fault.phase === 'limit' ? 'lim-exceeded' : 'valid-module-valid');
  }
}

/** What a function index in an element segment stands for: `ref.func x end`. */
const refFunc = (index: number): Instr[] =>
  [instruction('ref.func', index), instruction('end')].map((each) =>
    plainInstruction({ ...each, offset: 0, size: 0 }, 0),
  );

const empty: Omit<Module, 'digest' | 'length' | 'malformed'> = {
  ...{
    types: [],
    imports: [],
    functions: [],
    tables: [],
    memories: [],
    globals: [],
    tags: [],
    elements: [],
    datas: [],
  },
  ...{ dataCount: undefined, exports: [], start: undefined },
  body: () => ({ locals: [], instrs: [] }),
};

/** A module in the form that the algorithm takes. A body that is malformed shows it, as `Invalid`, when it is asked for. */
export function plainModule(bytes: Uint8Array): Module {
  const identity = { digest: createHash('sha256').update(bytes).digest('hex'), length: bytes.length };
  try {
    return { ...identity, malformed: undefined, ...sectionsOf(openModule(bytes)) };
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return { ...identity, malformed: fault.message, ...empty };
  }
}

function sectionsOf(module: OpenModule): Omit<Module, 'digest' | 'length' | 'malformed'> {
  const bodies = new Map<number, Body>();
  return {
    types: plainGroups(module.types, module.recgroups),
    imports: module.imports.map(({ module: from, name, type }) => ({ module: from, name, type: plainExtern(type) })),
    functions: [...module.funcs.subarray(module.imported.func)],
    tables: module.definedTables.map(({ type, init }) => ({
      type: plainTable(type),
      init: init === undefined ? undefined : instructions(module, init, 0),
    })),
    memories: module.definedMemories.map(plainMemory),
    globals: module.definedGlobals.map(({ type, init }) => ({
      type: { type: plainType(type.type), mutable: type.mutable },
      init: instructions(module, init, 0),
    })),
    tags: module.definedTags.map(({ typeidx }) => typeidx),
    elements: module.elements.map(({ type, mode: given, items }) => ({
      type: plainRef(type),
      mode: mode(module, given),
      items:
        items.kind === 'funcidx' ? items.funcs.map(refFunc) : items.exprs.map((expr) => instructions(module, expr, 0)),
    })),
    datas: module.data.map(({ mode: given, start, end }) => ({
      mode: mode(module, given),
      bytes: module.bytes.subarray(start, end),
    })),
    dataCount: module.dataCount,
    exports: module.exports.map(({ name, kind, index }) => ({ name, kind, index })),
    start: module.start,
    body(funcidx) {
      const found = bodies.get(funcidx) ?? bodyOf(module, funcidx);
      bodies.set(funcidx, found);
      return found;
    },
  };
}
