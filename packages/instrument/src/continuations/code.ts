import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type Blocktype,
  type ControlFrame,
  closesBlock,
  encodeInstruction,
  type IndexMaps,
  type Instruction,
  type InstructionSyntax,
  instruction,
  type Locals,
  type Module,
  mapInstruction,
  moduleOffset,
  opensBlock,
  readInstruction,
  type Valtype,
  writeLocals,
} from '@wasm-checkpoint/wasm';
import { type Plan, siteId } from '../analyse/plan.js';
import { refuse } from '../diagnostics.js';
import { segmentFunction } from '../main/segments.js';
import type { InstrumentSettings } from '../options.js';
import { type CheckedState, writeCheck } from '../safepoints/checks.js';
import { writeStub } from '../stubs/body.js';
import { SavedValues } from '../stubs/saved.js';
import type { Savers } from '../stubs/savers.js';
import { type Edit, editsOf } from './edits.js';
import { Labels, mapLabels } from './labels.js';
import type { Place } from './place.js';
import { cellsOfValues, readValue, returnValue, type TapeIndex } from './values.js';

/** What the continuations of a side module share; indices are those of the side module. */
export interface ContinuationContext {
  readonly module: Module;
  readonly settings: InstrumentSettings;
  readonly maps: IndexMaps;
  readonly tape: TapeIndex;
  readonly savers: Savers;
  readonly checked: CheckedState;
  /** A block type without parameters. */
  blocktype(results: readonly Valtype[]): Blocktype;
  /** The function of the main module that stands for an instruction on a segment. */
  segment(name: string): number;
}

/** Writes one continuation: spec/appendix/instrumentation.md, Resuming, and rule 7 of its rationale. */
export class ContinuationCode {
  readonly #context: ContinuationContext;
  readonly #place: Place;
  readonly #plan: Plan;
  readonly #edits: ReadonlyMap<number, Edit>;
  readonly #labels = new Labels();
  readonly #code = new ByteWriter();
  /** Stubs in the order in which they are first needed; the first is the innermost block. */
  readonly #stubs: number[] = [];
  /** Module offset of the point. */
  readonly #at: number;
  readonly #end: number;

  constructor(context: ContinuationContext, place: Place, plan: Plan) {
    this.#context = context;
    this.#place = place;
    this.#plan = plan;
    this.#edits = editsOf(plan);
    const range = context.module.body(place.point.funcidx);
    this.#at = moduleOffset(range, place.point.offset);
    this.#end = range.end;
  }

  /** The body of the function, locals included. */
  write(): Uint8Array {
    const { results } = this.#place.record;
    const prologue = new ByteWriter();
    this.#prologue(prologue);
    this.#resumed();
    const whole = new ByteWriter();
    writeLocals(whole, this.#locals());
    whole.raw(prologue.view());
    for (const stub of [...this.#stubs].reverse()) {
      const shared = this.#plan.grouping.siteCount.at(stub) > 1;
      this.#emitTo(whole, instruction('block', this.#context.blocktype(shared ? [I32] : [])));
    }
    this.#emitTo(whole, instruction('block', this.#context.blocktype(results)));
    whole.raw(this.#code.view());
    this.#giveResults(whole);
    const saved = new SavedValues(this.#context.module);
    for (const stub of this.#stubs) {
      this.#emitTo(whole, instruction('return'));
      this.#emitTo(whole, instruction('end'));
      writeStub(whole, this.#context.savers, saved, this.#plan, stub, NO_RESULTS);
    }
    this.#emitTo(whole, instruction('end'));
    return whole.finish();
  }

  #emitTo(writer: ByteWriter, added: InstructionSyntax): void {
    encodeInstruction(writer, added);
  }

  /** An instruction in indices of the side module. */
  #emit(added: InstructionSyntax): void {
    encodeInstruction(this.#code, added);
  }

  /** Parameters, locals, spills, and one for each result. */
  #locals(): readonly Locals[] {
    const { trail, spills } = this.#plan;
    const own = Array.from(trail.localTypes.subarray(0, trail.localCount), (type) => ({ count: 1, type }));
    const results = this.#place.record.results.map((type) => ({ count: 1, type }));
    return [...own, ...spills.declarations, ...results];
  }

  get #firstResult(): number {
    return this.#plan.trail.localCount + this.#plan.spills.localidx.length;
  }

  /** Reads live locals, and operands for which there is a spill. */
  #prologue(writer: ByteWriter): void {
    const { module, tape } = this.#context;
    const { record } = this.#place;
    for (const { localidx, type, cell } of record.locals) {
      for (const each of readValue(module, tape, 'get', type, cell)) this.#emitTo(writer, each);
      this.#emitTo(writer, instruction('local.set', localidx));
    }
    record.operands.forEach(({ type, cell }, height) => {
      const spill = this.#spillOf(height, type);
      if (spill === undefined) return;
      for (const each of readValue(module, tape, 'get', type, cell)) this.#emitTo(writer, each);
      this.#emitTo(writer, instruction('local.set', spill));
    });
  }

  /** The local that holds operands of a height and type, if any site needs them. */
  #spillOf(height: number, type: Valtype): number | undefined {
    const { trail, spills } = this.#plan;
    const spill = trail.spillTypes.findIndex((each, index) => each === type && trail.spillHeights[index] === height);
    return spill < 0 ? undefined : spills.localidx[spill];
  }

  /** The code from the point on: opens what was open, outermost first, and writes the rest of each. */
  #resumed(): void {
    const { controls } = this.#place.state;
    const heights = [...controls.slice(1).map(({ height }) => height), this.#place.operands.length];
    controls.forEach((control, level) => {
      this.#open(control, level);
      const end = heights[level] ?? 0;
      for (let height = control.height; height < end; height++) this.#operand(height);
    });
    let from = this.#first();
    for (let level = controls.length - 1; level >= 0; level--) {
      const control = controls[level];
      if (control !== undefined) from = this.#rest(from, control);
    }
  }

  #operand(height: number): void {
    const { module, tape } = this.#context;
    const operand = this.#place.record.operands[height];
    if (operand === undefined) return;
    const spill = this.#spillOf(height, operand.type);
    if (spill !== undefined) this.#emit(instruction('local.get', spill));
    else for (const each of readValue(module, tape, 'get', operand.type, operand.cell)) this.#emit(each);
  }

  #open(control: ControlFrame, level: number): void {
    const { context } = this;
    if (level === 0) {
      this.#labels.open();
      return;
    }
    const block = (results: readonly Valtype[]): void => this.#emit(instruction('block', context.blocktype(results)));
    switch (control.kind) {
      case 'block':
      case 'if':
      case 'else':
        block(control.results);
        this.#labels.open();
        return;
      case 'loop':
        block(control.results);
        this.#labels.openExtra();
        block(control.params);
        this.#labels.open();
        return;
      case 'try_table': {
        const [, catches] = this.#read(this.#startOf(control)).immediates;
        if (catches?.kind !== 'catch*') return;
        const { immediates } = this.#mapped({ opcode: instruction('nop').opcode, immediates: [catches] });
        const [mapped] = immediates;
        if (mapped?.kind === 'catch*')
          this.#emit(instruction('try_table', context.blocktype(control.results), mapped.value));
        this.#labels.open();
        return;
      }
      default: {
        const { funcidx, offset } = this.#place.point;
        throw refuse(
          'CKPT4103',
          { funcidx, bodyOffset: offset, reason: `it stands in a legacy ${control.kind}` },
          { offset: this.#at, funcidx },
        );
      }
    }
  }

  get context(): ContinuationContext {
    return this.#context;
  }

  #startOf(control: ControlFrame): number {
    return moduleOffset(this.#context.module.body(this.#place.point.funcidx), control.start);
  }

  #read(offset: number): Instruction {
    const { module } = this.#context;
    return readInstruction(module.reader(offset, this.#end), module.scope);
  }

  #mapped<Of extends InstructionSyntax>(old: Of): Of {
    return mapInstruction(
      this.#context.maps,
      mapLabels(old, (labelidx) => this.#labels.map(labelidx)),
    );
  }

  /** What stands at the point itself; gives the offset from which the code goes on. */
  #first(): number {
    const { mode } = this.#place.point;
    if (mode === 'run') return this.#at;
    const { opcode, size } = this.#read(this.#at);
    if (mode === 'throw') {
      this.#emit(instruction('call', this.#context.tape('raise')));
      this.#emit(instruction('unreachable'));
      return this.#skip(this.#at + size);
    }
    const { module, tape } = this.#context;
    const { returned } = this.#place.record;
    const cells = cellsOfValues(module, returned);
    returned.forEach((type, index) => {
      for (const each of readValue(module, tape, 'returned', type, cells[index] ?? 0)) this.#emit(each);
    });
    this.#edit(this.#at + size);
    return opcode.role === 'call' ? this.#at + size : this.#at;
  }

  /** The end, or the next part, of the construct in which an offset stands. */
  #skip(from: number): number {
    let at = from;
    for (let open = 0; ; ) {
      const { opcode, size } = this.#read(at);
      if (open === 0 && (closesBlock(opcode) || isPart(opcode.rule))) return at;
      if (closesBlock(opcode)) open--;
      else if (opensBlock(opcode)) open++;
      at += size;
    }
  }

  /** Writes the rest of a construct up to its end, and of a loop the loop itself behind; gives the offset behind it. */
  #rest(from: number, control: ControlFrame): number {
    let at = this.#straight(from, control.kind === 'if' ? 'else' : undefined);
    const last = this.#read(at);
    if (last.opcode.rule === 'else') {
      // The other arm is not run.
      at = this.#skip(at + last.size);
    }
    const { size } = this.#read(at);
    const behind = at + size;
    if (control.kind === 'loop') {
      this.#emit(instruction('br', 1));
      this.#emit(instruction('end'));
      this.#labels.close();
      this.#straight(this.#startOf(control), 'loop');
      this.#labels.closeExtra();
    } else this.#labels.close();
    this.#emit(instruction('end'));
    if (this.#labels.levels > 0) this.#edit(behind);
    return behind;
  }

  /**
   * Writes instructions as they were, with checks, from an offset to where the construct ends in which it stands, or `until` its other part;
   * or one whole construct if `until` is 'loop'. Gives the offset of the instruction that ends it, which is not written for the former.
   */
  #straight(from: number, until: 'else' | 'loop' | undefined): number {
    const labels = this.#labels;
    for (let at = from; ; ) {
      const old = this.#read(at);
      const { opcode, size } = old;
      if (labels.inner === 0 && until !== 'loop' && (closesBlock(opcode) || opcode.rule === until)) return at;
      this.#instruction(old);
      at += size;
      if (labels.inner === 0 && until === 'loop') return at;
      at = this.#edit(at);
    }
  }

  #instruction(old: Instruction): void {
    const { opcode } = old;
    const labels = this.#labels;
    if (closesBlock(opcode)) {
      labels.inner--;
      this.#emit(this.#mapped(old));
      return;
    }
    switch (opcode.role) {
      case 'segment':
      case 'drop':
        this.#emit(instruction('call', this.#context.segment(segmentFunction(old))));
        return;
      case 'tail_call':
        this.#tailCall(old);
        return;
    }
    if (opcode.rule === 'return') this.#emit(instruction('br', labels.body));
    else this.#emit(this.#mapped(old));
    if (opensBlock(opcode)) labels.inner++;
  }

  /** The frame goes; what it calls returns here in its place, and if that unwinds there is nothing to add. */
  #tailCall(old: Instruction): void {
    const { immediates } = this.#mapped(old);
    const [first, second] = immediates;
    if (first?.kind === 'funcidx') this.#emit(instruction('call', first.value));
    else if (first?.kind === 'typeidx' && second?.kind === 'tableidx')
      this.#emit(instruction('call_indirect', first.value, second.value));
    else if (first?.kind === 'typeidx') this.#emit(instruction('call_ref', first.value));
    this.#emit(instruction('br', this.#labels.body));
  }

  /** Writes what is put in at an offset; gives the offset from which the code goes on. */
  #edit(at: number): number {
    const edit = this.#edits.get(at);
    if (edit === undefined) return at;
    const { spills } = this.#plan;
    const local = (place: number): number => spills.localidx[edit.copies[place] ?? 0] ?? 0;
    for (let place = edit.copies.length - 1; place > 0; place--) this.#emit(instruction('local.set', local(place)));
    if (edit.copies.length > 0) this.#emit(instruction('local.tee', local(0)));
    for (let place = 1; place < edit.copies.length; place++) this.#emit(instruction('local.get', local(place)));
    if (edit.site >= 0) this.#check(edit.site);
    return edit.cutTo >= 0 ? edit.cutTo : at;
  }

  #check(site: number): void {
    const { grouping, trail } = this.#plan;
    const { settings, checked } = this.#context;
    const stub = grouping.stubOf.at(site);
    let place = this.#stubs.indexOf(stub);
    if (place < 0) place = this.#stubs.push(stub) - 1;
    const id = grouping.siteCount.at(stub) > 1 ? siteId(this.#plan, site) : undefined;
    writeCheck(this.#code, settings, checked, trail.siteKind.at(site), id, this.#labels.depth + place);
  }

  /** Behind the code: the results go to the driver. */
  #giveResults(writer: ByteWriter): void {
    const { module, tape } = this.#context;
    const { results } = this.#place.record;
    const cells = cellsOfValues(module, results);
    for (let index = results.length - 1; index >= 0; index--)
      this.#emitTo(writer, instruction('local.set', this.#firstResult + index));
    results.forEach((type, index) => {
      for (const each of returnValue(module, tape, type, cells[index] ?? 0, this.#firstResult + index))
        this.#emitTo(writer, each);
    });
  }
}

const I32 = 0x7f;
const NO_RESULTS = new Int32Array(0);
const isPart = (rule: string): boolean => rule === 'else' || rule === 'catch' || rule === 'catch_all';
