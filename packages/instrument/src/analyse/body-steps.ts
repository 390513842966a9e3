import { type Opcode, readInstruction, readOpcode } from '@wasm-checkpoint/wasm';
import {
  CATCH,
  CATCH_ALL,
  ELSE as ELSE_FRAME,
  IF,
  LOOP,
  type ModuleContext,
  NO_TYPES,
  skipImmediates,
  step,
  TRY,
  TRY_TABLE,
} from '@wasm-checkpoint/wasm/checker';
import type { InstrumentSettings } from '../options.js';
import type { Calls } from './calls.js';
import { type Catches, catchesAt } from './catches.js';
import { type Arms, Entries } from './entries.js';
import {
  BRANCH,
  BRANCH_IF,
  BRANCH_TABLE,
  DELEGATE,
  ELSE,
  END,
  END_ELSE,
  END_IF,
  END_LOOP,
  END_PARTS,
  END_TRY_TABLE,
  EVENT_BITS,
  EXIT,
  GET,
  OPEN,
  OPEN_IF,
  OPEN_LOOP,
  PART,
  SET,
  SITE,
  THROW,
} from './events.js';
import { readLeb } from './leb.js';
import { OpenParts } from './parts.js';
import { TrackedState } from './tracked.js';
import { CALL_SITE, INDIRECT_SITE, LOOP_SITE, Trail } from './trail.js';

/** Instructions whose exceptions meet the handlers around them, and behind which control does not go on. */
const throwing: ReadonlySet<string> = new Set(['throw', 'throw_ref', 'rethrow']);

/** What a walk over a body keeps, and what it does at all but the common instructions. */
export class BodySteps {
  readonly trail = new Trail();
  protected readonly context: ModuleContext;
  protected readonly state: TrackedState;
  protected readonly entries: Entries;
  protected readonly calls: Calls;
  protected readonly settings: InstrumentSettings;
  /** By control depth: offset of the innermost loop around, or 0; number of the loop that it is. */
  protected readonly loopAt: number[] = [];
  readonly #loopNumber: number[] = [];
  /** By control depth of the `if`. */
  protected readonly arms = new Map<number, Arms>();
  protected readonly parts = new OpenParts();
  /** Whether the function has handlers of exceptions. */
  protected handlers = false;
  /** By control depth of the `try_table`: labels of its handlers, and whether these take every exception. */
  readonly #catches = new Map<number, Catches>();

  constructor(context: ModuleContext, calls: Calls, settings: InstrumentSettings, explicit: boolean) {
    this.context = context;
    this.calls = calls;
    this.settings = settings;
    this.state = new TrackedState(context);
    this.entries = new Entries(this.trail, explicit);
  }

  protected event(kind: number, argument: number): void {
    this.trail.events.push((argument << EVENT_BITS) | kind);
  }

  /** A site at an offset, with the lowest `count` operands. */
  protected site(kind: number, at: number, call: number, count: number, results: number): void {
    const { trail } = this;
    const state = this.state;
    const loop = this.loopAt[state.depth] ?? 0;
    this.event(SITE, trail.siteAt.length);
    trail.siteAt.push(at);
    trail.siteCall.push(call);
    trail.siteKind.push(kind);
    trail.siteDepth.push(state.depth + 1);
    trail.siteOperands.push(trail.operands.length);
    trail.siteResults.push(results);
    trail.siteCaught.push(this.parts.keep(this.context.module, trail));
    for (let height = 0; height < count; height++)
      trail.operands.push(this.entries.operand(height, state.stack[height] ?? 0, loop));
  }

  /** A call that may unwind; `height` is that of the stack with the results. */
  protected callSite(kind: number, at: number, call: number, height: number, results: number, kept: boolean): void {
    const all = kept || this.settings.calls;
    this.site(kind, at, call, all ? height : height - results, all ? results : -1);
  }

  /** Remembers what the innermost construct, just entered, is. */
  protected entered(depth: number, at: number, loop: boolean): void {
    this.loopAt[depth] = loop ? at : (this.loopAt[depth - 1] ?? 0);
    if (!loop) return;
    this.#loopNumber[depth] = this.trail.loops;
    this.event(OPEN_LOOP, this.trail.loops++);
  }

  protected endEvent(depth: number): void {
    const kind = this.state.kinds[depth];
    this.parts.leave(depth);
    if (kind === LOOP) this.event(END_LOOP, this.#loopNumber[depth] ?? 0);
    else if (kind === TRY_TABLE) this.#endTryTable(depth);
    else if (kind === CATCH || kind === CATCH_ALL) this.event(END_PARTS, kind === CATCH_ALL ? 1 : 0);
    else this.event(kind === IF ? END_IF : kind === ELSE_FRAME ? END_ELSE : END, 0);
  }

  #endTryTable(depth: number): void {
    const { labels, all } = this.#catches.get(depth) ?? { labels: [], all: false };
    for (const label of labels) this.trail.events.push(label);
    this.event(END_TRY_TABLE, 2 * labels.length + (all ? 1 : 0));
  }

  /** Nothing reaches what follows; passes over it up to where the construct, or its part, ends. Gives that offset. */
  #skipDead(from: number): number {
    const { reader, context } = this.state;
    reader.offset = from;
    let open = 0;
    let at = from;
    for (; at < reader.end; at = reader.offset) {
      const opcode: Opcode = readOpcode(reader);
      if (opcode.rule === 'end' || opcode.rule === 'delegate') {
        if (open === 0) break;
        open--;
      } else if (open === 0 && (opcode.rule === 'else' || opcode.rule === 'catch' || opcode.rule === 'catch_all'))
        break;
      else if (opcode.immediates[0] === 'blocktype') open++;
      skipImmediates(reader, opcode, context.module.scope);
    }
    if (at > from) {
      this.trail.cutFrom.push(from);
      this.trail.cutTo.push(at);
    }
    return at;
  }

  /** Ends what can be reached of the innermost construct; gives the offset where the code goes on. */
  protected leave(at: number): number {
    const state = this.state;
    state.height = state.base;
    state.dead[state.depth] = 1;
    return this.#skipDead(at);
  }

  /** Takes an instruction by its rule; gives the offset where the code goes on, or -1 at the end of the body. */
  protected uncommon(at: number): number {
    const state = this.state;
    const { reader } = state;
    const { depth } = state;
    reader.offset = at;
    const opcode = readOpcode(reader);
    reader.offset = at;
    state.low = state.height;
    const kind = state.kinds[depth];
    if (opcode.rule === 'delegate') this.event(DELEGATE, readLeb(reader.bytes, at + 1));
    else if (opcode.rule === 'end') {
      this.endEvent(depth);
      if (depth === 0) return -1;
    } else if (opcode.rule === 'catch' || opcode.rule === 'catch_all') this.event(PART, kind === TRY ? 1 : 0);
    const { height } = state;
    const before = opcode.immediates[0] === 'blocktype' ? state.stack.slice(state.base, height) : undefined;
    const base = state.base;
    step(state);
    this.entries.reserve(state.stack.length);
    const behind = reader.offset;
    switch (opcode.role) {
      case 'none':
        if (opcode.rule === 'ref.null' || opcode.rule === 'ref.func') {
          this.entries.constant(state.height - 1, at, behind);
          return behind;
        }
        break;
      case 'segment':
      case 'drop':
      case 'wait':
        break;
      case 'local':
        this.#local(opcode, at, behind);
        return behind;
      case 'structure':
        if (this.#structure(opcode, at, depth, before?.subarray(state.base - base))) return behind;
        break;
      case 'loop':
        this.entries.fresh(state.low, state.height, behind, state.stack);
        this.entered(state.depth, at, true);
        if (this.settings.poll !== 'none') this.site(LOOP_SITE, behind, -1, state.height, 0);
        return behind;
      case 'branch':
        this.#branch(at, opcode);
        if (state.dead[state.depth] === 1) return this.#skipDead(behind);
        break;
      case 'exit':
      case 'tail_call':
        if (this.handlers && throwing.has(opcode.rule)) this.event(THROW, 0);
        this.event(EXIT, 0);
        return this.#skipDead(behind);
      case 'call':
        this.entries.fresh(state.low, state.height, behind, state.stack);
        this.#called(opcode, at, behind);
        if (this.handlers) this.event(THROW, 0);
        return behind;
    }
    this.entries.fresh(state.low, state.height, behind, state.stack);
    return behind;
  }

  #local(opcode: Opcode, at: number, behind: number): void {
    const localidx = readLeb(this.state.reader.bytes, at + 1);
    this.event(opcode.rule === 'local.get' ? GET : SET, localidx);
    if (opcode.rule === 'local.get')
      this.entries.fresh(this.state.height - 1, this.state.height, behind, this.state.stack);
    else this.entries.written[localidx] = behind;
    if (opcode.rule === 'local.tee')
      this.entries.fresh(this.state.height - 1, this.state.height, behind, this.state.stack);
  }

  /** Whether the entries of the stack stay what they are; `before` are the types that parameters had. */
  #structure(opcode: Opcode, at: number, depth: number, before: Int32Array | undefined): boolean {
    const state = this.state;
    const params = state.params[state.depth] ?? NO_TYPES;
    const { offset } = state.reader;
    switch (opcode.rule) {
      case 'block':
      case 'try':
      case 'try_table':
      case 'if':
        this.event(opcode.rule === 'if' ? OPEN_IF : OPEN, 0);
        if (opcode.rule === 'try_table')
          this.#catches.set(state.depth, catchesAt(this.context.module, at, state.reader.end));
        this.entered(state.depth, at, false);
        this.arms.delete(state.depth);
        if (params.some((type, index) => type !== before?.[index])) {
          // They are of another type from here on, so that a copy made in front would not be of theirs.
          this.entries.fresh(state.base, state.height, offset, state.stack);
        } else if (opcode.rule === 'if' && params.length > 0)
          this.arms.set(state.depth, this.entries.part(state.base, state.height));
        return true;
      case 'else': {
        this.event(ELSE, 0);
        if (params.length === 0) return true;
        const arms = this.arms.get(depth);
        if (arms !== undefined) this.entries.restore(arms, state.base);
        else this.entries.fresh(state.base, state.height, offset, state.stack);
        return true;
      }
      case 'catch':
      case 'catch_all':
        this.parts.enter(
          state.depth,
          offset,
          opcode.rule === 'catch' ? readLeb(state.reader.bytes, at + 1) : undefined,
        );
        return false;
      default:
        return false;
    }
  }

  #branch(at: number, opcode: Opcode): void {
    const { module } = this.context;
    const { immediates } = readInstruction(module.reader(at, this.state.reader.end), module.scope);
    const labels = immediates.flatMap((each) =>
      each.kind === 'labelidx' ? [each.value] : each.kind === 'labelidx*' ? each.value : [],
    );
    const [first = 0] = labels;
    if (opcode.rule === 'br_table') {
      for (const label of labels) this.trail.events.push(label);
      this.event(BRANCH_TABLE, labels.length);
    } else this.event(opcode.rule === 'br' ? BRANCH : BRANCH_IF, first);
  }

  #called(opcode: Opcode, at: number, behind: number): void {
    const { module } = this.context;
    const { funcs, imported } = module;
    const { immediates } = readInstruction(module.reader(at, this.state.reader.end), module.scope);
    const [first] = immediates;
    const index = first?.kind === 'funcidx' ? first.value - imported.func : -1;
    if (index >= 0 && this.calls.unwinds[index] !== 1) return;
    const typeidx = first?.kind === 'typeidx' ? first.value : (funcs[index + imported.func] ?? 0);
    const results = this.context.signature(typeidx, at).results.length;
    const kept = opcode.rule !== 'call' || index < 0 || this.calls.returnsRequested[index] === 1;
    this.callSite(opcode.rule === 'call' ? CALL_SITE : INDIRECT_SITE, behind, at, this.state.height, results, kept);
  }
}
