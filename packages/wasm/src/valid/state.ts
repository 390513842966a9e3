import { ByteReader, type Diagnostic } from '@wasm-checkpoint/bytes';
import type { WasmErrorCode, WasmErrorParams } from '@wasm-checkpoint/tables';
import { diagnostic, faults } from '../diagnostics.js';
import type { Opcode } from '../syntax/opcode.js';
import { BOTTOM, isDefaultable, isRef, type Valtype, valtypeText } from '../syntax/valtype.js';
import type { ModuleContext } from './context.js';

/** Control constructs, in the order of `controlKinds`. */
export const controlKinds = ['body', 'block', 'loop', 'if', 'else', 'try', 'catch', 'catch_all', 'try_table'] as const;
export type ControlKind = (typeof controlKinds)[number];
export const BODY = 0;
export const BLOCK = 1;
export const LOOP = 2;
export const IF = 3;
export const ELSE = 4;
export const TRY = 5;
export const CATCH = 6;
export const CATCH_ALL = 7;
export const TRY_TABLE = 8;

/** The empty list of types; one object, so that the quick path may compare by identity. */
export const NO_TYPES = new Int32Array(0);
const grownInts = (from: Int32Array, size: number): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(Math.max(size, from.length * 2));
  grown.set(from);
  return grown;
};
const grownBytes = (from: Uint8Array, size: number): Uint8Array<ArrayBuffer> => {
  const grown = new Uint8Array(Math.max(size, from.length * 2));
  grown.set(from);
  return grown;
};

/**
 * The state of the type-checker inside one body: operand types, control frames, initialised locals.
 *
 * All types are canonical. Control frame 0 is the body itself; `base` caches the operand height of the innermost frame.
 * Source: core spec, appendix Validation Algorithm.
 */
export class BodyState {
  readonly context: ModuleContext;
  reader: ByteReader;
  funcidx: number | undefined;
  /** Module offset of the instruction being checked. */
  at = 0;
  /** The instruction being checked, when its rule is at work. */
  instruction: Opcode | undefined;
  stack = new Int32Array(1024);
  height = 0;
  depth = -1;
  base = 0;
  kinds = new Uint8Array(64);
  bases = new Int32Array(64);
  dead = new Uint8Array(64);
  starts = new Int32Array(64);
  params: Int32Array[] = [];
  results: Int32Array[] = [];
  labels: Int32Array[] = [];
  initHeights = new Int32Array(64);
  locals = new Int32Array(256);
  localCount = 0;
  /** 1 for locals that may not be read yet. */
  unset = new Uint8Array(256);
  anyUnset = false;
  initLog: number[] = [];
  /** Constant expressions see only globals below this; -1 inside bodies. */
  globalLimit = -1;

  constructor(context: ModuleContext) {
    this.context = context;
    this.reader = new ByteReader(new Uint8Array(0), faults);
  }

  /** Begins a body or expression: no operands, no locals, one control frame. */
  begin(start: number, end: number, results: Int32Array, funcidx: number | undefined): void {
    this.reader = this.context.module.reader(start, end);
    this.funcidx = funcidx;
    this.at = start;
    this.instruction = undefined;
    this.height = 0;
    this.depth = -1;
    this.localCount = 0;
    this.anyUnset = false;
    this.initLog.length = 0;
    this.globalLimit = -1;
    // Every instruction of one byte pushes at most one operand, so that the quick path needs no check of its own.
    this.reserve(end - start);
    this.pushControl(BODY, NO_TYPES, results);
  }

  /** A diagnostic at the instruction being checked, or at another offset of the body. */
  fail<Code extends WasmErrorCode>(code: Code, params: WasmErrorParams[Code], offset = this.at): Diagnostic {
    const { funcidx, instruction } = this;
    return diagnostic(code, params, {
      offset,
      ...(funcidx === undefined ? {} : { funcidx }),
      // The rule that was broken is the instruction's own, unless the error is about something else.
      ...(instruction !== undefined && code === 'WASM2001' ? { clause: instruction.clause } : {}),
    });
  }

  mismatch(expected: string, found: string): Diagnostic {
    return this.fail('WASM2001', { what: this.instruction?.name ?? 'expression', expected, found });
  }

  /** Makes room for `count` more operands. */
  reserve(count: number): void {
    if (this.height + count + 16 > this.stack.length) this.stack = grownInts(this.stack, this.height + count + 16);
  }

  addLocals(count: number, type: Valtype): void {
    const end = this.localCount + count;
    if (end > this.locals.length) {
      this.locals = grownInts(this.locals, end);
      this.unset = grownBytes(this.unset, end);
    }
    this.locals.fill(type, this.localCount, end);
    const unset = !isDefaultable(type);
    this.unset.fill(unset ? 1 : 0, this.localCount, end);
    this.anyUnset ||= unset && count > 0;
    this.localCount = end;
  }

  push(type: Valtype): void {
    if (this.height >= this.stack.length) this.reserve(1);
    this.stack[this.height++] = type;
  }

  /** Pops any operand; `BOTTOM` in unreachable code. */
  popAny(expected = 'a value'): Valtype {
    if (this.height > this.base) return this.stack[--this.height] ?? BOTTOM;
    if (this.dead[this.depth] === 1) return BOTTOM;
    throw this.mismatch(expected, 'nothing');
  }

  /** Pops an operand that matches a type and returns what was there. */
  pop(expected: Valtype): Valtype {
    const found = this.popAny(expected === BOTTOM ? undefined : valtypeText(expected));
    if (found !== expected && !this.context.types.matches(found, expected)) {
      throw this.mismatch(valtypeText(expected), valtypeText(found));
    }
    return found;
  }

  /** Pops an operand of any reference type. */
  popRef(): Valtype {
    const found = this.popAny('a reference');
    if (found !== BOTTOM && !isRef(found)) throw this.mismatch('a reference', valtypeText(found));
    return found;
  }

  popAll(types: Int32Array): void {
    for (let index = types.length - 1; index >= 0; index--) this.pop(types[index] ?? BOTTOM);
  }

  pushAll(types: Int32Array): void {
    this.reserve(types.length + this.reader.remaining);
    this.stack.set(types, this.height);
    this.height += types.length;
  }

  /** Enters a construct whose parameters are already popped; they become its first operands. */
  pushControl(kind: number, params: Int32Array, results: Int32Array): void {
    this.enter(kind, params, results);
    this.pushAll(params);
  }

  /** Enters a construct without pushing its parameters. */
  enter(kind: number, params: Int32Array, results: Int32Array): void {
    const depth = ++this.depth;
    if (depth >= this.kinds.length) this.#growControls();
    this.kinds[depth] = kind;
    this.bases[depth] = this.height;
    this.dead[depth] = 0;
    this.starts[depth] = this.at;
    this.params[depth] = params;
    this.results[depth] = results;
    this.labels[depth] = kind === LOOP ? params : results;
    this.initHeights[depth] = this.initLog.length;
    this.base = this.height;
  }

  /** Leaves the innermost construct, whose results must be all that is left; returns its kind. */
  popControl(): number {
    const { depth } = this;
    const results = this.results[depth] ?? NO_TYPES;
    this.popAll(results);
    if (this.height !== this.base) throw this.fail('WASM2002', { left: this.height - this.base });
    this.#resetLocals(this.initHeights[depth] ?? 0);
    this.depth = depth - 1;
    this.base = depth === 0 ? 0 : (this.bases[depth - 1] ?? 0);
    return this.kinds[depth] ?? BODY;
  }

  /** The depth of the frame a label index names; WASM2003 when there is none. */
  frameOf(labelidx: number): number {
    if (labelidx > this.depth) throw this.fail('WASM2003', { space: 'label', index: labelidx, count: this.depth + 1 });
    return this.depth - labelidx;
  }

  label(labelidx: number): Int32Array {
    return this.labels[this.frameOf(labelidx)] ?? NO_TYPES;
  }

  /** The rest of the construct cannot be reached: its operand stack becomes polymorphic. */
  unreachable(): void {
    this.height = this.base;
    this.dead[this.depth] = 1;
  }

  /** Marks a local as surely set until the end of the innermost construct. */
  setLocal(localidx: number): void {
    if (this.unset[localidx] === 1) {
      this.unset[localidx] = 0;
      this.initLog.push(localidx);
    }
  }

  #resetLocals(height: number): void {
    while (this.initLog.length > height) this.unset[this.initLog.pop() ?? 0] = 1;
  }

  #growControls(): void {
    const size = this.kinds.length * 2;
    this.kinds = grownBytes(this.kinds, size);
    this.dead = grownBytes(this.dead, size);
    this.bases = grownInts(this.bases, size);
    this.starts = grownInts(this.starts, size);
    this.initHeights = grownInts(this.initHeights, size);
  }
}
