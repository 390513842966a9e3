import { BOTTOM, I32, isRef } from '../syntax/valtype.js';
import { quickTable } from './quick.js';
import { resultOnly } from './rules/rule.js';
import { BLOCK, type BodyState, IF, LOOP, NO_TYPES } from './state.js';
import { step } from './step.js';

const EMPTY_BLOCK = 0x40;
const LOOP_OPCODE = 0x03;
const IF_OPCODE = 0x04;

/**
 * Checks instructions from the reader's offset on, until an offset or the end of the body, by rules alone.
 *
 * The reference for `scan`, which must behave the same.
 */
export function scanByRules(state: BodyState, until: number): void {
  while (state.reader.offset < until && state.depth >= 0) step(state);
}

/** Whether the operands on top are exactly these types; false leaves the decision to the rule. */
function holds(stack: Int32Array, height: number, base: number, types: Int32Array): boolean {
  let at = height - types.length;
  if (at < base) return false;
  for (let index = 0; index < types.length; index++, at++) {
    if (stack[at] !== types[index]) return false;
  }
  return true;
}

/** Whether a br_table at `at` takes labels without operands only, all known; the offset behind it, or 0. */
function plainBranchTable(bytes: Uint8Array, at: number, until: number, state: BodyState): number {
  const { labels, depth } = state;
  const first = bytes[at] ?? 0x80;
  const second = bytes[at + 1] ?? 0x80;
  let next = at + (first < 0x80 ? 1 : 2);
  const count = first < 0x80 ? first : second < 0x80 ? (first & 0x7f) | (second << 7) : -1;
  // A longer table than fits, or than the limits allow, is for the rule to refuse. clause: binary-list
  if (count < 0 || next + count >= until || count > state.context.module.limits.brTableSize) return 0;
  for (let index = 0; index <= count; index++) {
    const labelidx = bytes[next++] ?? 0x80;
    if (labelidx >= 0x80 || labelidx > depth || labels[depth - labelidx]?.length !== 0) return 0;
  }
  return next;
}

/**
 * Checks instructions from the reader's offset on, until an offset or the end of the body.
 *
 * The cases below only ever accept: whatever is not the commonest form (long integers, unreachable code, subtyping,
 * anything wrong) is left to the instruction's rule, which alone decides and reports. The cases are numbered as in
 * `quickClasses`, by literals: V8 makes a jump table of these only, and named constants take half as long again.
 */
export function scan(state: BodyState, until: number): void {
  const { reader, context } = state;
  const { bytes } = reader;
  const { classes, inputs, outputs, widths } = quickTable(context.module.features);
  const { locals, localCount, unset, anyUnset } = state;
  const { globalTypes, globalMutable, signatures } = context;
  const { funcs } = context.module;
  const memory32 = context.memoryAddress[0] === I32;
  let { stack, height, base } = state;
  let pos = reader.offset;
  while (pos < until) {
    const opcode = bytes[pos] ?? 0;
    const next = pos + 1;
    switch (classes[opcode]) {
      case 3 /* LOCAL_GET */:
        {
          let localidx = bytes[next] ?? 0x80;
          let end = next + 1;
          if (localidx >= 0x80) {
            const second = bytes[end++] ?? 0x80;
            if (second >= 0x80) break;
            localidx = (localidx & 0x7f) | (second << 7);
          }
          if (localidx >= localCount || (anyUnset && unset[localidx] !== 0)) break;
          stack[height++] = locals[localidx] ?? BOTTOM;
          pos = end;
          continue;
        }
      case 4 /* LOCAL_SET */:
        {
          let localidx = bytes[next] ?? 0x80;
          let end = next + 1;
          if (localidx >= 0x80) {
            const second = bytes[end++] ?? 0x80;
            if (second >= 0x80) break;
            localidx = (localidx & 0x7f) | (second << 7);
          }
          if (localidx >= localCount || (anyUnset && unset[localidx] !== 0)) break;
          if (height <= base || stack[height - 1] !== locals[localidx]) break;
          height--;
          pos = end;
          continue;
        }
      case 5 /* LOCAL_TEE */:
        {
          const localidx = bytes[next] ?? 0x80;
          if (localidx >= 0x80 || localidx >= localCount || (anyUnset && unset[localidx] !== 0)) break;
          if (height <= base || stack[height - 1] !== locals[localidx]) break;
          pos = next + 1;
          continue;
        }
      case 1 /* UNARY */:
        {
          if (height <= base || stack[height - 1] !== inputs[opcode]) break;
          stack[height - 1] = outputs[opcode] ?? BOTTOM;
          pos = next;
          continue;
        }
      case 2 /* BINARY */:
        {
          const type = inputs[opcode];
          if (height - base < 2 || stack[height - 1] !== type || stack[height - 2] !== type) break;
          height--;
          stack[height - 1] = outputs[opcode] ?? BOTTOM;
          pos = next;
          continue;
        }
      case 6 /* CONST_32 */:
        {
          let end = next;
          while ((bytes[end++] ?? 0) >= 0x80);
          const last = bytes[end - 1] ?? 0;
          if (end - next > 5 || (end - next === 5 && last >= 0x08 && last < 0x78)) break;
          stack[height++] = outputs[opcode] ?? BOTTOM;
          pos = end;
          continue;
        }
      case 7 /* CONST_64 */:
        {
          let end = next;
          while ((bytes[end++] ?? 0) >= 0x80);
          if (end - next >= 10) break;
          stack[height++] = outputs[opcode] ?? BOTTOM;
          pos = end;
          continue;
        }
      case 8 /* CONST_FIXED */:
        {
          stack[height++] = outputs[opcode] ?? BOTTOM;
          pos = next + (widths[opcode] ?? 0);
          continue;
        }
      case 9 /* LOAD */:
        {
          if (!memory32 || (bytes[next] ?? 0x80) > (widths[opcode] ?? 0) || height <= base || stack[height - 1] !== I32)
            break;
          let end = next + 1;
          while ((bytes[end++] ?? 0) >= 0x80);
          if (end - next > 6 || (end - next === 6 && (bytes[end - 1] ?? 0) >= 0x10)) break;
          stack[height - 1] = outputs[opcode] ?? BOTTOM;
          pos = end;
          continue;
        }
      case 10 /* STORE */:
        {
          if (!memory32 || (bytes[next] ?? 0x80) > (widths[opcode] ?? 0) || height - base < 2) break;
          if (stack[height - 1] !== inputs[opcode] || stack[height - 2] !== I32) break;
          let end = next + 1;
          while ((bytes[end++] ?? 0) >= 0x80);
          if (end - next > 6 || (end - next === 6 && (bytes[end - 1] ?? 0) >= 0x10)) break;
          height -= 2;
          pos = end;
          continue;
        }
      case 11 /* ENTER */:
        {
          const type = bytes[next] ?? 0;
          if (type !== EMPTY_BLOCK && (type < 0x7c || type > 0x7f)) break;
          if (opcode === IF_OPCODE) {
            if (height <= base || stack[height - 1] !== I32) break;
            height--;
          }
          state.height = height;
          state.at = pos;
          state.enter(
            opcode === IF_OPCODE ? IF : opcode === LOOP_OPCODE ? LOOP : BLOCK,
            NO_TYPES,
            type === EMPTY_BLOCK ? NO_TYPES : resultOnly(type).results,
          );
          base = height;
          pos = next + 1;
          continue;
        }
      case 12 /* END */:
        {
          const { depth } = state;
          const results = state.results[depth] ?? NO_TYPES;
          if (depth === 0 || state.anyUnset || (state.kinds[depth] === IF && results.length > 0)) break;
          if (
            state.params[depth] !== NO_TYPES ||
            height - base !== results.length ||
            !holds(stack, height, base, results)
          ) {
            // Behind a branch nothing is left, and the results are whatever the construct says.
            if (state.dead[depth] !== 1 || height !== base || state.params[depth] !== NO_TYPES) break;
            stack.set(results, height);
            height += results.length;
          }
          state.depth = depth - 1;
          base = state.bases[depth - 1] ?? 0;
          state.base = base;
          pos = next;
          continue;
        }
      case 13 /* BRANCH */:
        {
          const labelidx = bytes[next] ?? 0x80;
          const { depth } = state;
          if (labelidx >= 0x80 || labelidx > depth) break;
          const types = state.labels[depth - labelidx] ?? NO_TYPES;
          if (types.length > 0 && !holds(stack, height, base, types)) break;
          height = base;
          state.dead[depth] = 1;
          pos = next + 1;
          continue;
        }
      case 14 /* BRANCH_IF */:
        {
          const labelidx = bytes[next] ?? 0x80;
          const { depth } = state;
          if (labelidx >= 0x80 || labelidx > depth || height <= base || stack[height - 1] !== I32) break;
          const types = state.labels[depth - labelidx] ?? NO_TYPES;
          if (types.length > 0 && !holds(stack, height - 1, base, types)) break;
          height--;
          pos = next + 1;
          continue;
        }
      case 21 /* BRANCH_TABLE */:
        {
          if (height <= base || stack[height - 1] !== I32) break;
          const end = plainBranchTable(bytes, next, until, state);
          if (end === 0) break;
          height = base;
          state.dead[state.depth] = 1;
          pos = end;
          continue;
        }
      case 20 /* RETURN */:
        {
          const results = state.results[0] ?? NO_TYPES;
          if (results.length > 0 && !holds(stack, height, base, results)) break;
          height = base;
          state.dead[state.depth] = 1;
          pos = next;
          continue;
        }
      case 15 /* CALL */:
        {
          let end = next;
          let funcidx = 0;
          let shift = 0;
          let byte = bytes[end++] ?? 0;
          while (byte >= 0x80 && shift < 21) {
            funcidx |= (byte & 0x7f) << shift;
            shift += 7;
            byte = bytes[end++] ?? 0;
          }
          if (byte >= 0x80) break;
          funcidx |= byte << shift;
          if (funcidx >= funcs.length) break;
          const signature = signatures[funcs[funcidx] ?? -1];
          if (signature === undefined || signature.results.length > 1 || !holds(stack, height, base, signature.params))
            break;
          height -= signature.params.length;
          if (signature.results.length === 1) stack[height++] = signature.results[0] ?? BOTTOM;
          pos = end;
          continue;
        }
      case 16 /* GLOBAL_GET */:
        {
          const globalidx = bytes[next] ?? 0x80;
          if (globalidx >= 0x80 || globalidx >= globalTypes.length) break;
          stack[height++] = globalTypes[globalidx] ?? BOTTOM;
          pos = next + 1;
          continue;
        }
      case 17 /* GLOBAL_SET */:
        {
          const globalidx = bytes[next] ?? 0x80;
          if (
            globalidx >= 0x80 ||
            globalMutable[globalidx] !== 1 ||
            height <= base ||
            stack[height - 1] !== globalTypes[globalidx]
          )
            break;
          height--;
          pos = next + 1;
          continue;
        }
      case 18 /* DROP */:
        {
          if (height <= base) break;
          height--;
          pos = next;
          continue;
        }
      case 19 /* SELECT */:
        {
          if (height - base < 3 || stack[height - 1] !== I32) break;
          const type = stack[height - 2] ?? BOTTOM;
          if (type === BOTTOM || type !== stack[height - 3] || isRef(type)) break;
          height -= 2;
          pos = next;
          continue;
        }
    }
    reader.offset = pos;
    state.height = height;
    step(state);
    stack = state.stack;
    height = state.height;
    base = state.base;
    pos = reader.offset;
    if (state.depth < 0) break;
  }
  reader.offset = pos;
  state.height = height;
}
