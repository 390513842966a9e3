import type { ByteWriter } from '@wasm-checkpoint/bytes';
import { CALL_SITE, INDIRECT_SITE } from '../analyse/trail.js';
import type { InstrumentSettings } from '../options.js';

const BR_IF = 0x0d;
const DROP = 0x1a;
const GLOBAL_GET = 0x23;
const GLOBAL_SET = 0x24;
const I32_LOAD = 0x28;
const I32_CONST = 0x41;
const I32_LT_S = 0x48;
const I32_SUB = 0x6b;
const I32_OR = 0x72;
const MULTI_MEMORY = 0x40;
const WORD = 2;

/** The indices, in the module that is being written, of what checks look at. */
export interface CheckedState {
  readonly state: number;
  /** `request` or `fuel`. */
  readonly poll: number | undefined;
  readonly pollMemory: number | undefined;
}

function get(writer: ByteWriter, globalidx: number): void {
  writer.u8(GLOBAL_GET);
  writer.u32(globalidx);
}

function constant(writer: ByteWriter, value: number): void {
  writer.u8(I32_CONST);
  writer.s32(value);
}

/** Pushes whether a poll fires. */
function poll(writer: ByteWriter, settings: InstrumentSettings, at: CheckedState): void {
  if (settings.poll === 'memory') {
    const memidx = at.pollMemory ?? 0;
    constant(writer, 0);
    writer.u8(I32_LOAD);
    writer.u8(memidx === 0 ? WORD : WORD | MULTI_MEMORY);
    if (memidx !== 0) writer.u32(memidx);
    writer.u8(0);
    return;
  }
  const globalidx = at.poll ?? 0;
  get(writer, globalidx);
  if (settings.poll !== 'fuel') return;
  constant(writer, 1);
  writer.u8(I32_SUB);
  writer.u8(GLOBAL_SET);
  writer.u32(globalidx);
  get(writer, globalidx);
  constant(writer, 0);
  writer.u8(I32_LT_S);
}

/** Whether the check of a site looks at `state`, as all behind calls do. */
const checksState = (kind: number): boolean => kind === CALL_SITE || kind === INDIRECT_SITE;

/** Whether the check of a site polls: all but those behind direct calls, which do with `calls`. */
const checksPoll = (kind: number, settings: InstrumentSettings): boolean =>
  settings.poll !== 'none' && (kind !== CALL_SITE || settings.calls);

/** Writes a check: branches to a label when the site fires. `id` is pushed for a stub of several sites, undefined for one of its own. */
export function writeCheck(
  writer: ByteWriter,
  settings: InstrumentSettings,
  at: CheckedState,
  kind: number,
  id: number | undefined,
  label: number,
): void {
  const state = checksState(kind);
  const polled = checksPoll(kind, settings);
  if (id !== undefined) constant(writer, id);
  if (state) get(writer, at.state);
  if (polled) poll(writer, settings, at);
  if (polled && state) writer.u8(I32_OR);
  writer.u8(BR_IF);
  writer.u32(label);
  if (id !== undefined) writer.u8(DROP);
}
