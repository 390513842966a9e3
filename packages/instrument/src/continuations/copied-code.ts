import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type Blocktype,
  closesBlock,
  concrete,
  encodeInstruction,
  I32,
  I64,
  type IndexMaps,
  type Instruction,
  type InstructionSyntax,
  instruction,
  isDefaultable,
  type Module,
  mapInstruction,
  opensBlock,
  readInstruction,
  reftype,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { type CaughtSlot, keepCaught } from '../analyse/caught.js';
import { type Plan, siteId } from '../analyse/plan.js';
import { copyLosesNonNull, spillOfCopy } from '../analyse/trail.js';
import { segmentFunction } from '../main/segments.js';
import type { InstrumentSettings } from '../options.js';
import { type CheckedState, writeCheck } from '../safepoints/checks.js';
import type { Savers } from '../stubs/savers.js';
import { type Edit, editsOf } from './edits.js';
import { Labels, mapLabels } from './labels.js';
import type { TapeIndex } from './values.js';

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

/** What a continuation leaves its code for: a stub, or a call in place of a tail call, which no handler of the code may see. */
export type Exit =
  | { readonly kind: 'stub'; readonly stub: number }
  | { readonly kind: 'call'; readonly call: InstructionSyntax; readonly operands: readonly Valtype[] };

const isPart = (rule: string): boolean => rule === 'else' || rule === 'catch' || rule === 'catch_all';

/** Writes code of a function into a continuation as it was, with its checks. */
export class CopiedCode {
  readonly labels = new Labels();
  readonly code = new ByteWriter();
  /** In the order in which they are first needed; the first is the innermost block. */
  readonly exits: Exit[] = [];
  readonly #context: ContinuationContext;
  readonly #plan: Plan;
  readonly #edits: ReadonlyMap<number, Edit>;
  readonly #end: number;

  constructor(context: ContinuationContext, plan: Plan) {
    this.#context = context;
    this.#plan = plan;
    this.#edits = editsOf(plan);
    this.#end = context.module.body(plan.funcidx).end;
  }

  /** An instruction in indices of the side module. */
  emit(added: InstructionSyntax): void {
    encodeInstruction(this.code, added);
  }

  mapped<Of extends InstructionSyntax>(old: Of): Of {
    return mapInstruction(
      this.#context.maps,
      mapLabels(old, (labelidx) => this.labels.map(labelidx)),
    );
  }

  read(offset: number): Instruction {
    const { module } = this.#context;
    return readInstruction(module.reader(offset, this.#end), module.scope);
  }

  /** The end, or the next part, of the construct in which an offset stands. */
  skip(from: number): number {
    let at = from;
    for (let open = 0; ; ) {
      const { opcode, size } = this.read(at);
      if (open === 0 && (closesBlock(opcode) || isPart(opcode.rule))) return at;
      if (closesBlock(opcode)) open--;
      else if (opensBlock(opcode)) open++;
      at += size;
    }
  }

  /**
   * Writes instructions as they were, with checks, from an offset to where the construct ends in which it stands, or its next part begins.
   * Gives the offset of the instruction that does either, which is not written.
   */
  straight(from: number): number {
    for (let at = from; ; ) {
      const old = this.read(at);
      if (this.labels.inner === 0 && (closesBlock(old.opcode) || isPart(old.opcode.rule))) return at;
      this.#instruction(old);
      at = this.edit(at + old.size);
    }
  }

  /** Writes one whole construct as it was, with checks. */
  whole(from: number): void {
    for (let at = from; ; ) {
      const old = this.read(at);
      this.#instruction(old);
      if (this.labels.inner === 0) return;
      at = this.edit(at + old.size);
    }
  }

  #instruction(old: Instruction): void {
    const { opcode } = old;
    const labels = this.labels;
    if (closesBlock(opcode)) {
      labels.inner--;
      this.emit(this.mapped(old));
      return;
    }
    switch (opcode.role) {
      case 'segment':
      case 'drop':
        this.emit(instruction('call', this.#context.segment(segmentFunction(old))));
        return;
      case 'tail_call':
        this.#tailCall(old);
        return;
    }
    if (opcode.rule === 'return') this.emit(instruction('br', labels.body));
    else this.emit(this.mapped(old));
    if (this.#readsWithoutNull(old)) this.emit(instruction('ref.as_non_null'));
    if (opensBlock(opcode)) labels.inner++;
  }

  /** Whether an instruction pushes the value of a local that has no null, which it has here: parameters are locals too. */
  #readsWithoutNull({ opcode, immediates: [first] }: Instruction): boolean {
    if ((opcode.rule !== 'local.get' && opcode.rule !== 'local.tee') || first?.kind !== 'localidx') return false;
    return !isDefaultable(this.#plan.trail.localTypes[first.value] ?? 0);
  }

  /** The frame goes; what it calls returns here in its place, and if that unwinds there is nothing to add. */
  #tailCall(old: Instruction): void {
    const { module } = this.#context;
    const [first, second] = this.mapped(old).immediates;
    const [callee] = old.immediates;
    const typeidx = callee?.kind === 'funcidx' ? (module.funcs[callee.value] ?? 0) : Number(callee?.value);
    const composite = module.types[typeidx]?.composite;
    const operands = composite?.kind === 'func' ? composite.params : [];
    if (first?.kind === 'funcidx') this.#leave({ kind: 'call', call: instruction('call', first.value), operands });
    else if (first?.kind === 'typeidx' && second?.kind === 'tableidx') {
      const [, table] = old.immediates;
      const { addrtype } = module.tables[Number(table?.value)] ?? { addrtype: 'i32' };
      const call = instruction('call_indirect', first.value, second.value);
      this.#leave({ kind: 'call', call, operands: [...operands, addrtype === 'i64' ? I64 : I32] });
    } else if (first?.kind === 'typeidx') {
      const call = instruction('call_ref', first.value);
      this.#leave({ kind: 'call', call, operands: [...operands, reftype(concrete(typeidx), true)] });
    }
  }

  #leave(exit: Exit): void {
    this.emit(instruction('br', this.labels.depth + this.exits.push(exit) - 1));
  }

  /** Writes what is put in at an offset; gives the offset from which the code goes on. */
  edit(at: number): number {
    const edit = this.#edits.get(at);
    if (edit === undefined) return at;
    const { spills } = this.#plan;
    const copy = (name: 'local.get' | 'local.set' | 'local.tee', of: number): void => {
      this.emit(instruction(name, spills.localidx[spillOfCopy(of)] ?? 0));
      if (name !== 'local.set' && copyLosesNonNull(of)) this.emit(instruction('ref.as_non_null'));
    };
    for (const of of edit.copies.slice(1).reverse()) copy('local.set', of);
    edit.copies.forEach((of, place) => {
      copy(place === 0 ? 'local.tee' : 'local.get', of);
    });
    if (edit.caught >= 0) this.#keep(edit.caught);
    if (edit.site >= 0) this.#check(edit.site);
    return edit.cutTo >= 0 ? edit.cutTo : at;
  }

  /** Keeps the exception of a legacy `catch` in front. */
  #keep(part: number): void {
    const { trail, spills } = this.#plan;
    const { module, maps } = this.#context;
    const level = trail.catchLevel.at(part);
    const tagidx = trail.catchTag.at(part);
    const local = (slot: CaughtSlot): number => spills.localidx[trail.caughtSpill(level, slot) ?? -1] ?? 0;
    for (const each of keepCaught(module, tagidx < 0 ? undefined : tagidx, maps.tagidx, local)) this.emit(each);
  }

  #check(site: number): void {
    const { grouping, trail } = this.#plan;
    const { settings, checked } = this.#context;
    const stub = grouping.stubOf.at(site);
    let place = this.exits.findIndex((exit) => exit.kind === 'stub' && exit.stub === stub);
    if (place < 0) place = this.exits.push({ kind: 'stub', stub }) - 1;
    const id = grouping.siteCount.at(stub) > 1 ? siteId(this.#plan, site) : undefined;
    writeCheck(this.code, settings, checked, trail.siteKind.at(site), id, this.labels.depth + place);
  }
}
