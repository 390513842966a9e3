import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Frame, Slot, Thread, Value } from '@wasm-checkpoint/format';
import { printFunction } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { orFault } from '../module-view.js';
import { demandedOperands, type Place } from '../place.js';
import { isValid, valueText } from '../values.js';
import { columns } from './columns.js';

/** Rows shown on either side of one that is wrong. */
const AROUND = 3;
/** Instructions shown on either side of a frame's. */
const INSTRUCTIONS = 4;

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly wrong: boolean;
}

/** The frame that a path leads to, and what of it. */
function frameAt(
  context: Context,
  path: string,
): { thread: Thread; frame: Frame; position: number; part: string } | undefined {
  const [, threadidx, frameidx, part = ''] = /^threads\[(\d+)\]\.frames\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
  const thread = context.checkpoint.threads[Number(threadidx)];
  const frame = thread?.frames[Number(frameidx)];
  return thread === undefined || frame === undefined ? undefined : { thread, frame, position: Number(frameidx), part };
}

const slotText = (context: Context, slot: Slot | undefined): string => {
  if (slot === undefined) return 'nothing';
  return slot.kind === 'dead' || slot.kind === 'unset' ? slot.kind : valueText(context, slot);
};

function localRows(context: Context, { locals }: Frame, place: Place): Row[] {
  const count = Math.max(locals.length, place.locals.length);
  return Array.from({ length: count }, (_, index): Row => {
    const type = place.locals[index];
    const slot = locals[index];
    const status = place.state.locals[index]?.initialised === false ? ' or unset' : '';
    const fits = (): boolean => {
      if (type === undefined || slot === undefined) return false;
      if (slot.kind === 'unset') return status !== '';
      return slot.kind === 'dead' ? place.live[index] !== 1 : isValid(context, slot, type);
    };
    return {
      name: `local ${index}`,
      expected: type === undefined ? 'nothing' : `${context.types.text(type)}${status}`,
      found: slotText(context, slot),
      wrong: !fits(),
    };
  });
}

function operandRows(context: Context, operands: readonly Value[], types: Place['operands']): Row[] {
  const count = Math.max(operands.length, types.length);
  return Array.from({ length: count }, (_, index): Row => {
    const type = types[index];
    const value = operands[index];
    return {
      name: `operand ${index}`,
      expected: type === undefined ? 'nothing' : context.types.text(type),
      found: slotText(context, value),
      wrong: type === undefined || value === undefined || !isValid(context, value, type),
    };
  });
}

/** The wrong rows and their neighbours. */
function shown(rows: readonly Row[]): readonly (readonly string[])[] {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ wrong }) => wrong),
  );
  const lines: string[][] = [];
  rows.forEach(({ name, expected, found, wrong }, index) => {
    if (near[index] === true) lines.push([wrong ? '>' : '', name, expected, found]);
    else if (near[index - 1] === true || index === 0) lines.push(['', '...', '', '']);
  });
  return lines;
}

/** Expected and found types of the part of a frame that a finding is about, side by side. */
function typeLines(context: Context, finding: Finding): readonly string[] {
  const at = frameAt(context, finding.path);
  if (at === undefined || (at.part !== 'locals' && at.part !== 'operands')) return [];
  const { frame, part, position, thread } = at;
  const place = context.instance(frame.instance)?.view.place(frame.funcidx, frame.offset);
  if (place === undefined || place instanceof Diagnostic) return [];
  const waiting = position === 0 && thread.status.kind === 'waiting';
  const demanded = demandedOperands(place, position === 0, waiting) ?? [];
  const rows = part === 'locals' ? localRows(context, frame, place) : operandRows(context, frame.operands, demanded);
  const lines = shown(rows);
  return lines.length === 0 ? [] : columns([['', '', 'expected', 'found'], ...lines]);
}

/** The instructions around the place that a finding names. */
function codeLines(context: Context, finding: Finding): readonly string[] {
  const { place } = finding;
  const view = place === undefined ? undefined : context.modules[place.moduleidx];
  if (place?.offset === undefined || view === undefined) return [];
  const text = orFault(() =>
    printFunction(view.module, place.funcidx, {
      offsets: 'body',
      around: place.offset ?? 0,
      lines: INSTRUCTIONS,
    }),
  );
  return text instanceof Diagnostic ? [] : text.trimEnd().split('\n');
}

/** What there is to show of the frame that a finding is about: its code, then its types. */
export function frameLines(context: Context, finding: Finding): readonly string[] {
  const code = codeLines(context, finding);
  const types = typeLines(context, finding);
  return code.length > 0 && types.length > 0 ? [...code, '', ...types] : [...code, ...types];
}
