import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type ControlFrame,
  closesBlock,
  encodeInstruction,
  type InstructionSyntax,
  instruction,
  isDefaultable,
  type Locals,
  moduleOffset,
  type Valtype,
  writeLocals,
} from '@wasm-checkpoint/wasm';
import type { Plan } from '../analyse/plan.js';
import { heldType } from '../analyse/trail.js';
import { writeStub } from '../stubs/body.js';
import { SavedValues } from '../stubs/saved.js';
import { CaughtExceptions } from './caught-exceptions.js';
import { type ContinuationContext, CopiedCode, type Exit } from './copied-code.js';
import type { Place } from './place.js';
import { cellsOfValues, readValue, returnValue } from './values.js';

/** Writes one continuation: spec/appendix/instrumentation.md, Resuming, and rule 7 of its rationale. */
export class ContinuationCode {
  readonly #context: ContinuationContext;
  readonly #place: Place;
  readonly #plan: Plan;
  readonly #copied: CopiedCode;
  readonly #caught: CaughtExceptions;
  /** Module offset of the point. */
  readonly #at: number;

  constructor(context: ContinuationContext, place: Place, plan: Plan) {
    this.#context = context;
    this.#place = place;
    this.#plan = plan;
    this.#copied = new CopiedCode(context, plan);
    this.#caught = new CaughtExceptions(context, place, plan);
    this.#at = moduleOffset(context.module.body(place.point.funcidx), place.point.offset);
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
    for (const exit of [...this.#copied.exits].reverse())
      this.#emitTo(whole, instruction('block', this.#context.blocktype(this.#taken(exit))));
    this.#emitTo(whole, instruction('block', this.#context.blocktype(results)));
    whole.raw(this.#copied.code.view());
    this.#giveResults(whole);
    const saved = new SavedValues(this.#context.module);
    for (const exit of this.#copied.exits) {
      this.#emitTo(whole, instruction('return'));
      this.#emitTo(whole, instruction('end'));
      if (exit.kind === 'stub') writeStub(whole, this.#context.savers, saved, this.#plan, exit.stub, [], undefined);
      else {
        this.#emitTo(whole, exit.call);
        this.#giveResults(whole);
      }
    }
    this.#emitTo(whole, instruction('end'));
    return whole.finish();
  }

  /** What the code behind an exit takes from the stack. */
  #taken(exit: Exit): readonly Valtype[] {
    if (exit.kind === 'call') return exit.operands;
    return this.#plan.grouping.siteCount.at(exit.stub) > 1 ? [I32] : [];
  }

  #emitTo(writer: ByteWriter, added: InstructionSyntax): void {
    encodeInstruction(writer, added);
  }

  /** Parameters, locals, spills, and one for each result. */
  #locals(): readonly Locals[] {
    const { trail, spills } = this.#plan;
    const held = (type: Valtype): Locals => ({ count: 1, type: heldType(type) });
    const own = Array.from(trail.localTypes.subarray(0, trail.localCount), held);
    const results = this.#place.record.results.map(held);
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
      for (const each of readValue(module, tape, 'get', heldType(type), cell)) this.#emitTo(writer, each);
      this.#emitTo(writer, instruction('local.set', localidx));
    }
    record.operands.forEach(({ type, cell }, height) => {
      const spill = this.#spillOf(height, type);
      if (spill === undefined) return;
      for (const each of readValue(module, tape, 'get', heldType(type), cell)) this.#emitTo(writer, each);
      this.#emitTo(writer, instruction('local.set', spill));
    });
    for (const each of this.#caught.read()) this.#emitTo(writer, each);
  }

  /** The local that holds operands of a height and type, if any site needs them. */
  #spillOf(height: number, type: Valtype): number | undefined {
    const { trail, spills } = this.#plan;
    const held = heldType(type);
    const spill = trail.spillTypes.findIndex((each, index) => each === held && trail.spillHeights[index] === height);
    return spill < 0 ? undefined : spills.localidx[spill];
  }

  /** The code from the point on: opens what was open, outermost first, and writes the rest of each. */
  #resumed(): void {
    const { controls } = this.#place.state;
    const heights = [...controls.slice(1).map(({ height }) => height), this.#place.operands.length];
    let part = 0;
    controls.forEach((control, level) => {
      if (control.kind === 'catch' || control.kind === 'catch_all') {
        for (const each of this.#caught.open(part++, control.results)) this.#copied.emit(each);
        this.#copied.labels.open();
      } else this.#open(control, level);
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
    if (spill !== undefined) {
      this.#copied.emit(instruction('local.get', spill));
      if (!isDefaultable(operand.type)) this.#copied.emit(instruction('ref.as_non_null'));
    } else for (const each of readValue(module, tape, 'get', operand.type, operand.cell)) this.#copied.emit(each);
  }

  #open(control: ControlFrame, level: number): void {
    const context = this.#context;
    if (level === 0) {
      this.#copied.labels.open();
      return;
    }
    const block = (results: readonly Valtype[]): void =>
      this.#copied.emit(instruction('block', context.blocktype(results)));
    switch (control.kind) {
      case 'block':
      case 'if':
      case 'else':
        block(control.results);
        this.#copied.labels.open();
        return;
      case 'loop':
        block(control.results);
        this.#copied.labels.openExtra();
        block(control.params);
        this.#copied.labels.open();
        return;
      case 'try_table': {
        const [, catches] = this.#copied.read(this.#startOf(control)).immediates;
        if (catches?.kind !== 'catch*') return;
        const { immediates } = this.#copied.mapped({ opcode: instruction('nop').opcode, immediates: [catches] });
        const [mapped] = immediates;
        if (mapped?.kind === 'catch*')
          this.#copied.emit(instruction('try_table', context.blocktype(control.results), mapped.value));
        this.#copied.labels.open();
        return;
      }
      case 'try':
        this.#copied.emit(instruction('try', context.blocktype(control.results)));
        this.#copied.labels.open();
        return;
    }
  }

  #startOf(control: ControlFrame): number {
    return moduleOffset(this.#context.module.body(this.#place.point.funcidx), control.start);
  }

  /** What stands at the point itself; gives the offset from which the code goes on. */
  #first(): number {
    const { mode } = this.#place.point;
    if (mode === 'run') return this.#at;
    const { opcode, size } = this.#copied.read(this.#at);
    if (mode === 'throw') {
      this.#copied.emit(instruction('call', this.#context.tape('raise')));
      this.#copied.emit(instruction('unreachable'));
      return this.#copied.skip(this.#at + size);
    }
    const { module, tape } = this.#context;
    const { returned } = this.#place.record;
    const cells = cellsOfValues(module, returned);
    returned.forEach((type, index) => {
      for (const each of readValue(module, tape, 'returned', type, cells[index] ?? 0)) this.#copied.emit(each);
    });
    this.#copied.edit(this.#at + size);
    return opcode.role === 'call' ? this.#at + size : this.#at;
  }

  /** Writes the rest of a construct up to its end, and of a loop the loop itself behind; gives the offset behind it. */
  #rest(from: number, control: ControlFrame): number {
    const copied = this.#copied;
    let at = copied.straight(from);
    let last = copied.read(at);
    while (!closesBlock(last.opcode)) {
      const behind = at + last.size;
      if (control.kind === 'try') {
        // The handlers of the rest.
        copied.emit(copied.mapped(last));
        at = copied.straight(copied.edit(behind));
      } else at = copied.skip(behind); // Another arm, or a handler of what has been left: it is not run.
      last = copied.read(at);
    }
    if (control.kind === 'loop') {
      copied.emit(instruction('br', 1));
      copied.emit(instruction('end'));
      copied.labels.close();
      copied.whole(this.#startOf(control));
      copied.labels.closeExtra();
    } else copied.labels.close();
    // A part that has been opened anew is that of another `try`, which nothing delegates from.
    copied.emit(control.kind === 'try' ? copied.mapped(last) : instruction('end'));
    const behind = at + last.size;
    if (copied.labels.levels > 0) copied.edit(behind);
    return behind;
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
