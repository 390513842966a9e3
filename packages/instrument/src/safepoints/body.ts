import { ByteWriter } from '@wasm-checkpoint/bytes';
import { encodeInstruction, instruction, type Module, type OffsetRun, writeValtype } from '@wasm-checkpoint/wasm';
import { readLocals } from '@wasm-checkpoint/wasm/checker';
import { keepCaught } from '../analyse/caught.js';
import { readLeb, skipLeb } from '../analyse/leb.js';
import { type Plan, siteId } from '../analyse/plan.js';
import type { Survey } from '../analyse/survey.js';
import { copyLosesNonNull, heldType, spillOfCopy } from '../analyse/trail.js';
import type { Additions } from '../main/additions.js';
import type { InstrumentSettings } from '../options.js';
import { writeStub } from '../stubs/body.js';
import type { Placeholders } from '../stubs/placeholders.js';
import { SavedValues } from '../stubs/saved.js';
import type { Savers } from '../stubs/savers.js';
import { type CheckedState, writeCheck } from './checks.js';
import { PatchedCopy } from './patches.js';

const BLOCK = 0x02;
const END = 0x0b;
const RETURN = 0x0f;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const REF_AS_NON_NULL = 0xd4;
const EMPTY = 0x40;
const I32 = 0x7f;
const NEVER = 0x7fff_ffff;

/** What the bodies of a main module share. */
export interface BodyContext {
  readonly survey: Survey;
  readonly settings: InstrumentSettings;
  readonly additions: Additions;
  readonly savers: Savers;
  readonly placeholders: Placeholders;
  readonly checked: CheckedState;
  /** The globals that say which segments were dropped, by the opcode and index of the instruction. */
  readonly dropped: (offset: number) => number;
}

/** Writes the bodies of the main module: the old code in a block of its own, inside one block for each stub, then the stubs. */
export class BodyWriter {
  readonly writer: ByteWriter;
  readonly #context: BodyContext;
  readonly #module: Module;
  readonly #copy: PatchedCopy;
  readonly #saved: SavedValues;

  constructor(context: BodyContext) {
    this.#context = context;
    const { module } = context.survey;
    this.#module = module;
    const code = module.section('code');
    this.writer = new ByteWriter(code === undefined ? 16 : Math.ceil(1.5 * (code.end - code.start)));
    this.#saved = new SavedValues(module);
    this.#copy = new PatchedCopy(context.survey, this.writer, context.additions.shift, (offset) => {
      encodeInstruction(this.writer, instruction('i32.const', 1));
      encodeInstruction(this.writer, instruction('global.set', context.dropped(offset)));
    });
  }

  /** A body without sites; `runs` takes where its parts went. */
  writePlain(funcidx: number, runs?: OffsetRun[]): void {
    const { start, end } = this.#module.body(funcidx);
    this.#copy.begin(funcidx - this.#module.imported.func, start, runs);
    this.#copy.copy(start, end);
  }

  writePlanned(plan: Plan, runs?: OffsetRun[]): void {
    const { writer } = this;
    const { trail, grouping } = plan;
    const { start, end } = this.#module.body(plan.funcidx);
    this.#copy.begin(plan.funcidx - this.#module.imported.func, start, runs);
    this.#locals(plan, start);
    const stubs = grouping.firstSite.length;
    for (let stub = stubs - 1; stub >= 0; stub--) {
      writer.u8(BLOCK);
      writer.u8(grouping.siteCount.at(stub) > 1 ? I32 : EMPTY);
    }
    writer.u8(BLOCK);
    this.#resultType(trail.resultTypes);
    this.#code(plan, end);
    for (let stub = 0; stub < stubs; stub++) {
      writer.u8(RETURN);
      writer.u8(END);
      writeStub(
        writer,
        this.#context.savers,
        this.#saved,
        plan,
        stub,
        [...trail.resultTypes],
        this.#context.placeholders,
      );
    }
    writer.u8(END);
  }

  /** The old declarations with those of the spills behind them. */
  #locals({ trail, spills: { declarations } }: Plan, start: number): void {
    const { bytes } = this.#module;
    this.#copy.mark(start);
    this.writer.u32(readLeb(bytes, start) + declarations.length);
    if (trail.castAt.length === 0) this.#copy.copy(skipLeb(bytes, start), trail.first);
    else {
      // A stub has to be able to read what was not set on every way to it.
      for (const { count, type } of readLocals(this.#module.reader(start, trail.first), this.#module.scope)) {
        this.writer.u32(count);
        writeValtype(this.writer, heldType(type));
      }
    }
    for (const { count, type } of declarations) {
      this.writer.u32(count);
      writeValtype(this.writer, type);
    }
  }

  #resultType(types: Int32Array): void {
    const [first] = types;
    if (first === undefined) this.writer.u8(EMPTY);
    else if (types.length === 1) writeValtype(this.writer, first);
    else this.writer.s33(this.#context.additions.typeidx({ kind: 'func', params: [], results: [...types] }));
  }

  /** The old code with copies of operands and checks put in, and what nothing reaches left out. */
  #code(plan: Plan, end: number): void {
    const { trail } = plan;
    const { teeAt, teeCopy, shuffleAt, castAt, siteAt, catchAt, cutFrom, cutTo } = trail;
    sortTees(trail);
    let from = trail.first;
    let tee = 0;
    let shuffle = 0;
    let spill = 0;
    let site = 0;
    let cut = 0;
    let cast = 0;
    let caught = 0;
    for (;;) {
      const nextTee = tee < teeAt.length ? teeAt.at(tee) : NEVER;
      const nextShuffle = shuffle < shuffleAt.length ? shuffleAt.at(shuffle) : NEVER;
      const nextSite = site < siteAt.length ? siteAt.at(site) : NEVER;
      const nextCut = cut < cutFrom.length ? cutFrom.at(cut) : NEVER;
      const nextCast = cast < castAt.length ? castAt.at(cast) : NEVER;
      const nextCatch = caught < catchAt.length ? catchAt.at(caught) : NEVER;
      const at = Math.min(nextTee, nextShuffle, nextSite, nextCut, nextCast, nextCatch);
      if (at === NEVER) break;
      this.#copy.copy(from, at);
      from = at;
      if (nextCast === at) {
        this.writer.u8(REF_AS_NON_NULL);
        cast++;
      } else if (nextTee === at) this.#copyTo(LOCAL_TEE, plan, teeCopy.at(tee++));
      else if (nextShuffle === at) {
        const count = trail.shuffleCount.at(shuffle++);
        this.#shuffle(plan, spill, count);
        spill += count;
      } else if (nextCatch === at) this.#keep(plan, caught++);
      else if (nextSite === at) this.#check(plan, site++);
      else {
        from = cutTo.at(cut++);
        while (cast < castAt.length && castAt.at(cast) <= from) cast++;
      }
    }
    this.#copy.copy(from, end);
  }

  /** A read or write of the local of a copy. */
  #copyTo(opcode: number, { spills }: Plan, copy: number): void {
    this.writer.u8(opcode);
    this.writer.u32(spills.localidx[spillOfCopy(copy)] ?? 0);
    if (opcode !== LOCAL_SET && copyLosesNonNull(copy)) this.writer.u8(REF_AS_NON_NULL);
  }

  /** Copies the operands on top of the stack, of which the deepest goes to the first spill. */
  #shuffle(plan: Plan, first: number, count: number): void {
    const { shuffleCopies } = plan.trail;
    for (let index = count - 1; index > 0; index--) this.#copyTo(LOCAL_SET, plan, shuffleCopies.at(first + index));
    this.#copyTo(LOCAL_TEE, plan, shuffleCopies.at(first));
    for (let index = 1; index < count; index++) this.#copyTo(LOCAL_GET, plan, shuffleCopies.at(first + index));
  }

  /** Keeps the exception of a part. */
  #keep({ trail, spills }: Plan, part: number): void {
    const level = trail.catchLevel.at(part);
    const tagidx = trail.catchTag.at(part);
    const kept = keepCaught(
      this.#module,
      tagidx < 0 ? undefined : tagidx,
      (tag) => tag,
      (slot) => spills.localidx[trail.caughtSpill(level, slot) ?? -1] ?? 0,
    );
    for (const each of kept) encodeInstruction(this.writer, each);
  }

  #check(plan: Plan, site: number): void {
    const { trail, grouping } = plan;
    const { settings, checked } = this.#context;
    const stub = grouping.stubOf.at(site);
    const id = grouping.siteCount.at(stub) > 1 ? siteId(plan, site) : undefined;
    // The old code stands in a block of its own, whose label is that of the body.
    writeCheck(this.writer, settings, checked, trail.siteKind.at(site), id, trail.siteDepth.at(site) + stub);
  }
}

/** Copies are noted where they are first needed, which is nearly in the order of the code. */
function sortTees({ teeAt, teeCopy }: Plan['trail']): void {
  for (let index = 1; index < teeAt.length; index++) {
    const at = teeAt.at(index);
    if (teeAt.at(index - 1) <= at) continue;
    const copy = teeCopy.at(index);
    let place = index;
    for (; place > 0 && teeAt.at(place - 1) > at; place--) {
      teeAt.data[place] = teeAt.at(place - 1);
      teeCopy.data[place] = teeCopy.at(place - 1);
    }
    teeAt.data[place] = at;
    teeCopy.data[place] = copy;
  }
}
