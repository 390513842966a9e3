import { F32, F64, I32, I64, type Opcode, readInstruction, readOpcode } from '@wasm-checkpoint/wasm';
import {
  BLOCK,
  beginFunction,
  ELSE as ELSE_FRAME,
  IF,
  LOOP,
  type ModuleContext,
  NO_TYPES,
  quickTable,
  skipImmediates,
  step,
} from '@wasm-checkpoint/wasm/checker';
import type { InstrumentSettings } from '../options.js';
import type { Calls } from './calls.js';
import { type Arms, Entries, FRESH, FROM_CONSTANT, FROM_LOCAL } from './entries.js';
import {
  BRANCH,
  BRANCH_IF,
  BRANCH_TABLE,
  ELSE,
  END,
  END_ELSE,
  END_IF,
  END_LOOP,
  EVENT_BITS,
  EXIT,
  GET,
  OPEN,
  OPEN_IF,
  OPEN_LOOP,
  SET,
  SITE,
} from './events.js';
import { readLeb, skipLeb } from './leb.js';
import { TrackedState } from './tracked.js';
import { CALL_SITE, ENTRY_SITE, INDIRECT_SITE, LOOP_SITE, Trail } from './trail.js';

const single = [F64, F32, I64, I32].map((type) => Int32Array.of(type));
const EMPTY_BLOCK = 0x40;
const LOOP_OPCODE = 0x03;
const IF_OPCODE = 0x04;
const LOCAL_TEE = 0x22;

/**
 * Goes once over a valid body with its types, and writes down its safepoints, what lies on the operand stack there, and what liveness
 * needs. Code that cannot be reached is passed over.
 */
export class Walk {
  readonly trail = new Trail();
  readonly #context: ModuleContext;
  readonly #state: TrackedState;
  readonly #entries: Entries;
  readonly #calls: Calls;
  readonly #settings: InstrumentSettings;
  /** By control depth: offset of the innermost loop around, or 0; number of the loop that it is. */
  readonly #loopAt: number[] = [];
  readonly #loopNumber: number[] = [];
  /** By control depth of the `if`. */
  readonly #arms = new Map<number, Arms>();

  constructor(context: ModuleContext, calls: Calls, settings: InstrumentSettings, explicit: boolean) {
    this.#context = context;
    this.#calls = calls;
    this.#settings = settings;
    this.#state = new TrackedState(context);
    this.#entries = new Entries(this.trail, explicit);
  }

  /** Walks over a function; the trail is valid until the next call. */
  walk(funcidx: number): Trail {
    const { trail } = this;
    const state = this.#state;
    trail.reset();
    beginFunction(state, funcidx);
    trail.localCount = state.localCount;
    trail.localTypes = state.locals;
    trail.resultTypes = state.results[0] ?? NO_TYPES;
    trail.first = state.reader.offset;
    this.#entries.reset(state.stack.length, state.localCount);
    this.#loopAt[0] = 0;
    this.#arms.clear();
    const index = funcidx - this.#context.module.imported.func;
    if (this.#calls.entries[index] === 1) this.#site(ENTRY_SITE, trail.first, -1, 0, 0);
    this.#body(state.reader.end);
    this.#entries.finish();
    return trail;
  }

  #event(kind: number, argument: number): void {
    this.trail.events.push((argument << EVENT_BITS) | kind);
  }

  /** A site at an offset, with the lowest `count` operands. */
  #site(kind: number, at: number, call: number, count: number, results: number): void {
    const { trail } = this;
    const state = this.#state;
    const loop = this.#loopAt[state.depth] ?? 0;
    this.#event(SITE, trail.siteAt.length);
    trail.siteAt.push(at);
    trail.siteCall.push(call);
    trail.siteKind.push(kind);
    trail.siteDepth.push(state.depth + 1);
    trail.siteOperands.push(trail.operands.length);
    trail.siteResults.push(results);
    for (let height = 0; height < count; height++)
      trail.operands.push(this.#entries.operand(height, state.stack[height] ?? 0, loop));
  }

  /** A call that may unwind; `height` is that of the stack with the results. */
  #callSite(kind: number, at: number, call: number, height: number, results: number, kept: boolean): void {
    const all = kept || this.#settings.calls;
    this.#site(kind, at, call, all ? height : height - results, all ? results : -1);
  }

  /** Remembers what the innermost construct, just entered, is. */
  #entered(depth: number, at: number, loop: boolean): void {
    this.#loopAt[depth] = loop ? at : (this.#loopAt[depth - 1] ?? 0);
    if (!loop) return;
    this.#loopNumber[depth] = this.trail.loops;
    this.#event(OPEN_LOOP, this.trail.loops++);
  }

  #endEvent(depth: number): void {
    const kind = this.#state.kinds[depth];
    if (kind === LOOP) this.#event(END_LOOP, this.#loopNumber[depth] ?? 0);
    else this.#event(kind === IF ? END_IF : kind === ELSE_FRAME ? END_ELSE : END, 0);
  }

  /** Nothing reaches what follows; passes over it up to where the construct, or its part, ends. Gives that offset. */
  #skipDead(from: number): number {
    const { reader, context } = this.#state;
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

  /** The classes of instructions are numbered as in the quick path of the type-checker. */
  #body(until: number): void {
    const state = this.#state;
    const entries = this.#entries;
    const { bytes } = state.reader;
    const { context } = state;
    const { classes, outputs, widths } = quickTable(context.module.features);
    const { locals } = state;
    const { globalTypes, signatures } = context;
    const { funcs } = context.module;
    const imported = context.module.imported.func;
    const { unwinds, returnsRequested } = this.#calls;
    const { poll } = this.#settings;
    const { events } = this.trail;
    let { stack, height } = state;
    let { made, origin, detail } = entries;
    const { written } = entries;
    let pos = state.reader.offset;
    while (pos < until) {
      const opcode = bytes[pos] ?? 0;
      const next = pos + 1;
      switch (classes[opcode]) {
        case 3 /* LOCAL_GET */:
          {
            const localidx = readLeb(bytes, next);
            pos = localidx < 0x80 ? next + 1 : skipLeb(bytes, next);
            events.push((localidx << EVENT_BITS) | GET);
            made[height] = pos;
            origin[height] = FROM_LOCAL;
            detail[height] = localidx;
            stack[height++] = locals[localidx] ?? 0;
            continue;
          }
        case 4 /* LOCAL_SET */:
        case 5 /* LOCAL_TEE */:
          {
            const localidx = readLeb(bytes, next);
            if (state.anyUnset && state.unset[localidx] === 1) break;
            pos = localidx < 0x80 ? next + 1 : skipLeb(bytes, next);
            events.push((localidx << EVENT_BITS) | SET);
            written[localidx] = pos;
            if (opcode === LOCAL_TEE) {
              made[height - 1] = pos;
              origin[height - 1] = FROM_LOCAL;
              detail[height - 1] = localidx;
              stack[height - 1] = locals[localidx] ?? 0;
            } else height--;
            continue;
          }
        case 1 /* UNARY */:
          stack[height - 1] = outputs[opcode] ?? 0;
          made[height - 1] = next;
          origin[height - 1] = FRESH;
          pos = next;
          continue;
        case 2 /* BINARY */:
          height--;
          stack[height - 1] = outputs[opcode] ?? 0;
          made[height - 1] = next;
          origin[height - 1] = FRESH;
          pos = next;
          continue;
        case 6 /* CONST_32 */:
        case 7 /* CONST_64 */:
        case 8 /* CONST_FIXED */:
          {
            stack[height] = outputs[opcode] ?? 0;
            origin[height] = FROM_CONSTANT;
            detail[height] = pos;
            pos = classes[opcode] === 8 ? next + (widths[opcode] ?? 0) : skipLeb(bytes, next);
            made[height++] = pos;
            continue;
          }
        case 9 /* LOAD */:
          if ((bytes[next] ?? 0) >= 0x40) break;
          pos = skipLeb(bytes, next + 1);
          stack[height - 1] = outputs[opcode] ?? 0;
          made[height - 1] = pos;
          origin[height - 1] = FRESH;
          continue;
        case 10 /* STORE */:
          if ((bytes[next] ?? 0) >= 0x40) break;
          height -= 2;
          pos = skipLeb(bytes, next + 1);
          continue;
        case 11 /* ENTER */:
          {
            const type = bytes[next] ?? 0;
            if (type !== EMPTY_BLOCK && (type < 0x7c || type > 0x7f)) break;
            if (opcode === IF_OPCODE) height--;
            state.height = height;
            state.at = pos;
            state.enter(
              opcode === IF_OPCODE ? IF : opcode === LOOP_OPCODE ? LOOP : BLOCK,
              NO_TYPES,
              type === EMPTY_BLOCK ? NO_TYPES : (single[type - 0x7c] ?? NO_TYPES),
            );
            this.#entered(state.depth, pos, opcode === LOOP_OPCODE);
            if (opcode === LOOP_OPCODE) {
              if (poll !== 'none') this.#site(LOOP_SITE, next + 1, -1, height, 0);
            } else this.#event(opcode === IF_OPCODE ? OPEN_IF : OPEN, 0);
            pos = next + 1;
            continue;
          }
        case 12 /* END */:
          {
            const { depth } = state;
            if (state.anyUnset) break;
            this.#endEvent(depth);
            if (depth === 0) return;
            const base = state.bases[depth] ?? 0;
            const results = state.results[depth] ?? NO_TYPES;
            // An `if` with parameters and without `else` needs nothing else here: they are its results.
            height = base + results.length;
            if (results.length > 0) {
              state.height = base;
              state.pushAll(results);
              stack = state.stack;
              entries.reserve(stack.length);
              ({ made, origin, detail } = entries);
              entries.fresh(base, height, next, stack);
            }
            state.depth = depth - 1;
            state.base = state.bases[depth - 1] ?? 0;
            pos = next;
            continue;
          }
        case 13 /* BRANCH */:
          this.#event(BRANCH, readLeb(bytes, next));
          pos = this.#leave(skipLeb(bytes, next));
          height = state.height;
          continue;
        case 14 /* BRANCH_IF */:
          height--;
          events.push((readLeb(bytes, next) << EVENT_BITS) | BRANCH_IF);
          pos = skipLeb(bytes, next);
          continue;
        case 21 /* BRANCH_TABLE */:
          {
            const count = readLeb(bytes, next) + 1;
            let at = skipLeb(bytes, next);
            for (let index = 0; index < count; index++) {
              events.push(readLeb(bytes, at));
              at = skipLeb(bytes, at);
            }
            this.#event(BRANCH_TABLE, count);
            pos = this.#leave(at);
            height = state.height;
            continue;
          }
        case 20 /* RETURN */:
          this.#event(EXIT, 0);
          pos = this.#leave(next);
          height = state.height;
          continue;
        case 15 /* CALL */:
          {
            const callee = readLeb(bytes, next);
            const signature = signatures[funcs[callee] ?? -1];
            if (signature === undefined) break;
            const { params, results } = signature;
            const call = pos;
            pos = skipLeb(bytes, next);
            height -= params.length;
            if (results.length === 1) {
              made[height] = pos;
              origin[height] = FRESH;
              stack[height++] = results[0] ?? 0;
            } else if (results.length > 1) {
              pos = call;
              height += params.length;
              break;
            }
            const index = callee - imported;
            if (index >= 0 && unwinds[index] !== 1) continue;
            state.height = height;
            this.#callSite(CALL_SITE, pos, call, height, results.length, index < 0 || returnsRequested[index] === 1);
            continue;
          }
        case 16 /* GLOBAL_GET */:
          {
            const globalidx = readLeb(bytes, next);
            pos = skipLeb(bytes, next);
            made[height] = pos;
            origin[height] = FRESH;
            stack[height++] = globalTypes[globalidx] ?? 0;
            continue;
          }
        case 17 /* GLOBAL_SET */:
          height--;
          pos = skipLeb(bytes, next);
          continue;
        case 18 /* DROP */:
          height--;
          pos = next;
          continue;
        case 19 /* SELECT */:
          height -= 2;
          made[height - 1] = next;
          origin[height - 1] = FRESH;
          pos = next;
          continue;
      }
      state.height = height;
      pos = this.#uncommon(pos);
      if (pos < 0) return;
      ({ stack, height } = state);
      entries.reserve(stack.length);
      ({ made, origin, detail } = entries);
    }
  }

  /** Ends what can be reached of the innermost construct; gives the offset where the code goes on. */
  #leave(at: number): number {
    const state = this.#state;
    state.height = state.base;
    state.dead[state.depth] = 1;
    return this.#skipDead(at);
  }

  /** Takes an instruction by its rule; gives the offset where the code goes on, or -1 at the end of the body. */
  #uncommon(at: number): number {
    const state = this.#state;
    const { reader } = state;
    const { depth } = state;
    reader.offset = at;
    const opcode = readOpcode(reader);
    reader.offset = at;
    state.low = state.height;
    if (opcode.rule === 'end' || opcode.rule === 'delegate') {
      this.#endEvent(depth);
      if (depth === 0) return -1;
    }
    step(state);
    this.#entries.reserve(state.stack.length);
    const behind = reader.offset;
    switch (opcode.role) {
      case 'none':
      case 'segment':
      case 'drop':
      case 'wait':
        break;
      case 'local':
        this.#local(opcode, at, behind);
        return behind;
      case 'structure':
        if (this.#structure(opcode, at, depth)) return behind;
        break;
      case 'loop':
        this.#entries.fresh(state.low, state.height, behind, state.stack);
        this.#entered(state.depth, at, true);
        if (this.#settings.poll !== 'none') this.#site(LOOP_SITE, behind, -1, state.height, 0);
        return behind;
      case 'branch':
        this.#branch(at, opcode);
        if (state.dead[state.depth] === 1) return this.#skipDead(behind);
        break;
      case 'exit':
      case 'tail_call':
        this.#event(EXIT, 0);
        return this.#skipDead(behind);
      case 'call':
        this.#entries.fresh(state.low, state.height, behind, state.stack);
        this.#called(opcode, at, behind);
        return behind;
    }
    this.#entries.fresh(state.low, state.height, behind, state.stack);
    return behind;
  }

  #local(opcode: Opcode, at: number, behind: number): void {
    const localidx = readLeb(this.#state.reader.bytes, at + 1);
    this.#event(opcode.rule === 'local.get' ? GET : SET, localidx);
    if (opcode.rule === 'local.get')
      this.#entries.fresh(this.#state.height - 1, this.#state.height, behind, this.#state.stack);
    else this.#entries.written[localidx] = behind;
    if (opcode.rule === 'local.tee')
      this.#entries.fresh(this.#state.height - 1, this.#state.height, behind, this.#state.stack);
  }

  /** Whether the entries of the stack stay what they are. */
  #structure(opcode: Opcode, at: number, depth: number): boolean {
    const state = this.#state;
    const params = state.params[state.depth] ?? NO_TYPES;
    switch (opcode.rule) {
      case 'block':
      case 'try':
      case 'try_table':
      case 'if':
        this.#event(opcode.rule === 'if' ? OPEN_IF : OPEN, 0);
        this.#entered(state.depth, at, false);
        if (opcode.rule === 'if' && params.length > 0)
          this.#arms.set(state.depth, this.#entries.part(state.base, state.height));
        return true;
      case 'else': {
        this.#event(ELSE, 0);
        if (params.length === 0) return true;
        const arms = this.#arms.get(depth);
        if (arms !== undefined) this.#entries.restore(arms, state.base);
        return true;
      }
      default:
        return false;
    }
  }

  #branch(at: number, opcode: Opcode): void {
    const { module } = this.#context;
    const { immediates } = readInstruction(module.reader(at, this.#state.reader.end), module.scope);
    const labels = immediates.flatMap((each) =>
      each.kind === 'labelidx' ? [each.value] : each.kind === 'labelidx*' ? each.value : [],
    );
    const [first = 0] = labels;
    if (opcode.rule === 'br_table') {
      for (const label of labels) this.trail.events.push(label);
      this.#event(BRANCH_TABLE, labels.length);
    } else this.#event(opcode.rule === 'br' ? BRANCH : BRANCH_IF, first);
  }

  #called(opcode: Opcode, at: number, behind: number): void {
    const { module } = this.#context;
    const { funcs, imported } = module;
    const { immediates } = readInstruction(module.reader(at, this.#state.reader.end), module.scope);
    const [first] = immediates;
    const index = first?.kind === 'funcidx' ? first.value - imported.func : -1;
    if (index >= 0 && this.#calls.unwinds[index] !== 1) return;
    const typeidx = first?.kind === 'typeidx' ? first.value : (funcs[index + imported.func] ?? 0);
    const results = this.#context.signature(typeidx, at).results.length;
    const kept = opcode.rule !== 'call' || index < 0 || this.#calls.returnsRequested[index] === 1;
    this.#callSite(opcode.rule === 'call' ? CALL_SITE : INDIRECT_SITE, behind, at, this.#state.height, results, kept);
  }
}
