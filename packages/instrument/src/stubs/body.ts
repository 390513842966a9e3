import type { ByteWriter } from '@wasm-checkpoint/bytes';
import { encodeInstruction, F32, F64, type Valtype } from '@wasm-checkpoint/wasm';
import { type Plan, siteId } from '../analyse/plan.js';
import type { Placeholders } from './placeholders.js';
import { SavedValues } from './saved.js';
import type { Savers } from './savers.js';
import { carriers } from './values.js';

const CALL = 0x10;
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;
const I32_REINTERPRET_F32 = 0xbc;
const I64_REINTERPRET_F64 = 0xbd;
/** Engines on the web take functions of up to 1000 parameters. */
const MOST_VALUES = 900;

/**
 * Writes a stub: one call that puts a frame, and placeholders for results of the function that is written. The site is on the stack if the
 * stub has several.
 */
export function writeStub(
  writer: ByteWriter,
  savers: Savers,
  saved: SavedValues,
  plan: Plan,
  stub: number,
  results: readonly Valtype[],
  placeholders: Placeholders | undefined,
): void {
  const { trail, grouping, liveness, funcidx } = plan;
  const site = grouping.firstSite.at(stub);
  saved.collect(trail, liveness, site);
  if (grouping.siteCount.at(stub) === 1) {
    writer.u8(I32_CONST);
    writer.s32(siteId(plan, site));
  }
  writer.u8(I32_CONST);
  writer.s32(funcidx);
  const { values } = saved;
  if (values.length <= MOST_VALUES) {
    for (let index = 0; index < values.length; index++) writeValue(writer, plan, values.at(index));
    writer.u8(CALL);
    writer.u32(savers.funcidx(saved.arity, false));
  } else writeInParts(writer, savers, saved, plan);
  for (const type of results) for (const each of placeholders?.push(type) ?? []) encodeInstruction(writer, each);
}

function writeValue(writer: ByteWriter, { trail, spills }: Plan, value: number): void {
  writer.u8(LOCAL_GET);
  writer.u32(value < trail.localCount ? value : (spills.localidx[value - trail.localCount] ?? 0));
  const type = SavedValues.type(trail, value);
  if (type === F32) writer.u8(I32_REINTERPRET_F32);
  else if (type === F64) writer.u8(I64_REINTERPRET_F64);
}

/** Several calls in place of one. */
function writeInParts(writer: ByteWriter, savers: Savers, saved: SavedValues, plan: Plan): void {
  const left = [...saved.arity];
  for (let at = 0; at < saved.values.length; at += MOST_VALUES) {
    const end = Math.min(at + MOST_VALUES, saved.values.length);
    let room = end - at;
    const part = carriers.map((_, place) => {
      const count = Math.min(room, left[place] ?? 0);
      room -= count;
      left[place] = (left[place] ?? 0) - count;
      return count;
    });
    for (let index = at; index < end; index++) writeValue(writer, plan, saved.values.at(index));
    writer.u8(CALL);
    writer.u32(savers.funcidx(part, at > 0));
  }
}
