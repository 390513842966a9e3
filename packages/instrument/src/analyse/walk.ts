import { F32, F64, I32, I64, isDefaultable, readInstruction } from '@wasm-checkpoint/wasm';
import { BLOCK, beginFunction, IF, LOOP, NO_TYPES, quickTable } from '@wasm-checkpoint/wasm/checker';
import { BodySteps } from './body-steps.js';
import { FRESH, FROM_CONSTANT, FROM_LOCAL } from './entries.js';
import { BRANCH, BRANCH_IF, BRANCH_TABLE, EVENT_BITS, EXIT, GET, OPEN, OPEN_IF, SET, THROW } from './events.js';
import { readLeb, skipLeb } from './leb.js';
import { CALL_SITE, ENTRY_SITE, LOOP_SITE, type Trail } from './trail.js';

const single = [F64, F32, I64, I32].map((type) => Int32Array.of(type));
const EMPTY_BLOCK = 0x40;
const LOOP_OPCODE = 0x03;
const IF_OPCODE = 0x04;
const LOCAL_TEE = 0x22;

/** Whether the operands below a height are of exactly these types. */
function endsWith(stack: Int32Array, height: number, types: Int32Array): boolean {
  const base = height - types.length;
  for (let index = 0; index < types.length; index++) if (stack[base + index] !== types[index]) return false;
  return true;
}

/**
 * Goes once over a valid body with its types, and writes down its safepoints, what lies on the operand stack there, and what liveness
 * needs. Code that cannot be reached is passed over.
 */
export class Walk extends BodySteps {
  /** Walks over a function, with handlers of exceptions or without; the trail is valid until the next call. */
  walk(funcidx: number, handlers: boolean): Trail {
    this.handlers = handlers;
    const { trail } = this;
    const state = this.state;
    trail.reset();
    beginFunction(state, funcidx);
    trail.localCount = state.localCount;
    trail.localTypes = state.locals;
    trail.resultTypes = state.results[0] ?? NO_TYPES;
    trail.first = state.reader.offset;
    this.entries.reset(state.stack.length, state.localCount);
    this.loopAt[0] = 0;
    this.arms.clear();
    this.parts.clear();
    const index = funcidx - this.context.module.imported.func;
    const { module } = this.context;
    trail.paramCount = this.context.signature(module.funcs[funcidx] ?? 0, 0).params.length;
    if (state.anyUnset) this.#casts(funcidx);
    if (this.calls.entries[index] === 1) this.site(ENTRY_SITE, trail.first, -1, 0, 0);
    this.#body(state.reader.end);
    this.entries.finish();
    return trail;
  }

  /** Where declared locals are read that have no default. */
  #casts(funcidx: number): void {
    const { module } = this.context;
    const { localTypes, paramCount, castAt, first } = this.trail;
    const reader = module.reader(first, module.body(funcidx).end);
    while (!reader.atEnd) {
      const { opcode, immediates } = readInstruction(reader, module.scope);
      const [local] = immediates;
      if ((opcode.rule !== 'local.get' && opcode.rule !== 'local.tee') || local?.kind !== 'localidx') continue;
      if (local.value >= paramCount && !isDefaultable(localTypes[local.value] ?? 0)) castAt.push(reader.offset);
    }
  }

  /** The classes of instructions are numbered as in the quick path of the type-checker. */
  #body(until: number): void {
    const state = this.state;
    const entries = this.entries;
    const { bytes } = state.reader;
    const { context } = state;
    const { classes, outputs, widths } = quickTable(context.module.features);
    const { locals } = state;
    const { globalTypes, signatures } = context;
    const { funcs } = context.module;
    const imported = context.module.imported.func;
    const { unwinds, returnsRequested } = this.calls;
    const { poll } = this.settings;
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
            this.entered(state.depth, pos, opcode === LOOP_OPCODE);
            if (opcode === LOOP_OPCODE) {
              if (poll !== 'none') this.site(LOOP_SITE, next + 1, -1, height, 0);
            } else this.event(opcode === IF_OPCODE ? OPEN_IF : OPEN, 0);
            pos = next + 1;
            continue;
          }
        case 12 /* END */:
          {
            const { depth } = state;
            if (state.anyUnset) break;
            this.endEvent(depth);
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
          this.event(BRANCH, readLeb(bytes, next));
          pos = this.leave(skipLeb(bytes, next));
          height = state.height;
          continue;
        case 14 /* BRANCH_IF */:
          {
            const types = state.labels[state.depth - readLeb(bytes, next)] ?? NO_TYPES;
            // What is left becomes of the types of the label.
            if (types.length > 0 && !endsWith(stack, height - 1, types)) break;
          }
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
            this.event(BRANCH_TABLE, count);
            pos = this.leave(at);
            height = state.height;
            continue;
          }
        case 20 /* RETURN */:
          this.event(EXIT, 0);
          pos = this.leave(next);
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
            if (index < 0 || unwinds[index] === 1) {
              state.height = height;
              this.callSite(CALL_SITE, pos, call, height, results.length, index < 0 || returnsRequested[index] === 1);
            }
            if (this.handlers) this.event(THROW, 0);
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
      pos = this.uncommon(pos);
      if (pos < 0) return;
      ({ stack, height } = state);
      entries.reserve(stack.length);
      ({ made, origin, detail } = entries);
    }
  }
}
