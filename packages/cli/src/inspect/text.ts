import { printable, quoted } from '../text/printable.js';
import { addressText, bytesText, count, grouped, percent, ranges } from '../text/quantity.js';
import type { Style } from '../text/style.js';
import { listLines, tableLines } from '../text/table.js';
import type { FrameLine, ShownValue } from './frames.js';
import type { FileLine, GlobalLine, Inspection, InstanceLine, MemoryLine, TableLine, ThreadLine } from './lines.js';
import { glyphOf } from './memory-map.js';

/** How much of an inspection is shown to people. */
export interface TextOptions {
  /** Frames of each thread: the innermost ones, and some outermost. */
  readonly frames: number;
  readonly globals: number;
}

const shortDigest = (digest: string): string => `${digest.slice(0, 16)}…`;

/** An inspection for people. */
export function inspectionText(inspection: Inspection, style: Style, options: TextOptions): string[] {
  const { file, modules, instances, threads, memories, tables, globals, hostStates, sections } = inspection;
  const named = modules.some((module) => module.file !== undefined);
  return [
    ...fileText(file, style),
    '',
    style.heading('modules'),
    ...tableLines(
      ['', 'SHA-256', 'bytes', 'imports', ''],
      modules.map((line) => [
        line.module,
        line.file === undefined ? line.digest : shortDigest(line.digest),
        grouped(line.length),
        line.imports,
        line.file === undefined ? '' : `= ${printable(line.file)}`,
      ]),
    ),
    ...(named || modules.length === 0 ? [] : ['  (give the module too for names and instructions)']),
    ...section('instances', style, instances.map(instanceText)),
    ...threads.flatMap((thread) =>
      threadText(
        thread,
        inspection.frames.filter((frame) => frame.thread === thread.thread),
        style,
        options,
      ),
    ),
    ...(threads.length === 0 ? ['', `${style.heading('threads')}  none: the state is quiescent`] : []),
    ...memories.flatMap((memory) => memoryText(memory, style)),
    ...section('globals', style, globalTexts(globals, options, style)),
    ...section(
      'tables',
      style,
      tables.flatMap((table) => tableText(table, style)),
    ),
    ...section('store', style, storeTexts(inspection)),
    ...section(
      'host state',
      style,
      hostStates.flatMap((state) => [
        `${style.name(printable(state.name))} version ${quoted(state.version)}: ${state.policy}${state.required ? ', required' : ''}, ` +
          `${bytesText(state.bytes)}${state.instances.length === 0 ? '' : `, of instances ${ranges(state.instances)}`}`,
        ...(state.details ?? []).map((detail) => `  ${detail}`),
      ]),
    ),
    '',
    style.heading('file'),
    ...tableLines(
      ['section', 'count', 'bytes', 'share'],
      sections.map((line) => [line.name, line.count, grouped(line.bytes), percent(line.bytes, file.bytes)]),
    ),
  ];
}

const section = (title: string, style: Style, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', style.heading(title), ...lines.map((line) => `  ${line}`)];

function fileText(file: FileLine, style: Style): string[] {
  const { parent } = file;
  const entries: readonly (readonly [string, string])[] = [
    ['features', file.features.map(printable).join(', ')],
    ['parent', parent === undefined ? '' : `${parent.kind} ${parent.digest}`],
    ...file.producers.map(
      ({ field, name, version }) => [printable(field), `${printable(name)} ${printable(version)}`.trim()] as const,
    ),
    ...file.digests.map(({ kind, digest }) => [`${kind} digest`, `${digest} (as the file says)`] as const),
    ...file.customs.map(({ name, bytes }) => ['custom', `${quoted(name)}, ${bytesText(bytes)}`] as const),
    ['fingerprint', file.fingerprint],
  ];
  const shown = entries.filter(([, text]) => text !== '');
  const width = Math.max(...shown.map(([label]) => label.length));
  return [
    `${style.heading(printable(file.path))}: WebAssembly checkpoint, format 1, ${bytesText(file.bytes)}`,
    ...shown.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`),
  ];
}

function instanceText(line: InstanceLine): string {
  const parts = [
    count(line.funcs, 'imported function'),
    ...(['memories', 'tables', 'globals', 'tags'] as const).flatMap((space) =>
      line[space].length === 0
        ? []
        : [`${space} ${line[space].length > 12 ? line[space].length : ranges([...line[space]])}`],
    ),
    ...(line.droppedDatas.length === 0 ? [] : [`dropped data segments ${ranges(line.droppedDatas)}`]),
    ...(line.droppedElems.length === 0 ? [] : [`dropped element segments ${ranges(line.droppedElems)}`]),
  ];
  return `${line.instance}  module ${line.module}: ${parts.join('; ')}`;
}

/** How many of the frames left out stand for the outermost ones. */
const outermost = (frames: number): number => Math.floor(frames / 4);

function threadText(
  thread: ThreadLine,
  frames: readonly FrameLine[],
  style: Style,
  options: TextOptions,
): readonly string[] {
  const { status } = thread;
  const state =
    status.kind === 'runnable'
      ? 'runnable'
      : `waits on memory ${status.memory} at 0x${status.address.toString(16)}, ` +
        `${status.timeout < 0n ? 'without end' : `${status.timeout} ns left`}, place ${status.ticket} in the queue`;
  const title = `thread ${thread.thread}${thread.label === '' ? '' : ` ${quoted(thread.label)}`}`;
  const lines = ['', `${style.heading(title)}  ${state}, ${count(frames.length, 'frame')}`];
  const innermost = options.frames - outermost(options.frames);
  const hidden = frames.length - options.frames;
  for (const frame of frames) {
    if (hidden > 0 && frame.frame === innermost) {
      lines.push(`  … ${count(hidden, 'more frame')} (--frames all) …`);
    }
    if (hidden <= 0 || frame.frame < innermost || frame.frame >= innermost + hidden) {
      lines.push(...frameText(frame, frames.length, style));
    }
  }
  return lines;
}

function frameText(frame: FrameLine, depth: number, style: Style): string[] {
  const number = `#${frame.frame}`.padEnd(String(depth - 1).length + 1);
  const name = frame.name === undefined ? `func ${frame.funcidx}` : `${frame.name} (func ${frame.funcidx})`;
  const instance = frame.instance === 0 ? '' : ` of instance ${frame.instance}`;
  const place = frame.moduleOffset === undefined ? '' : style.faint(` at 0x${frame.moduleOffset.toString(16)}`);
  const code =
    frame.fault === undefined
      ? frame.instruction === undefined
        ? ''
        : `  ${frame.frame === 0 ? 'next' : 'in'}: ${frame.instruction}`
      : `  ${style.bad(frame.fault)}`;
  const indent = ' '.repeat(number.length + 4);
  return [
    `  ${number}  ${style.name(name)}${instance} +0x${frame.offset.toString(16)}${place}${code}`,
    ...listLines(`${indent}locals    `, valueItems(frame.locals), style.width),
    ...listLines(
      `${indent}operands  `,
      frame.operands.map(({ text }) => text),
      style.width,
    ),
    ...(frame.caught.length === 0 ? [] : [`${indent}caught    exceptions ${frame.caught.join(', ')}`]),
  ];
}

/** Locals with values, then those that are dead or unset, drawn together. */
function valueItems(values: readonly ShownValue[]): string[] {
  const without = (kind: 'dead' | 'unset'): string[] => {
    const indices = values.flatMap((value) => (value.kind === kind ? [value.index] : []));
    return indices.length === 0 ? [] : [`${kind}: ${ranges(indices)}`];
  };
  const items = values
    .filter(({ kind }) => kind !== 'dead' && kind !== 'unset')
    .map(({ index, name, text }) => `${index}${name === undefined ? '' : ` ${name}`} = ${text}`);
  return [...items, ...without('unset'), ...without('dead')];
}

function memoryText(memory: MemoryLine, style: Style): string[] {
  const { bytes, cells, dataPages, zeroPages, pages } = memory;
  const maximum =
    memory.maximum === undefined ? '' : ` of at most ${bytesText(memory.maximum * BigInt(memory.pageBytes))}`;
  const kinds = [
    memory.address === 'i64' ? '64-bit addresses' : '',
    memory.shared ? 'shared' : '',
    memory.pageBytes === 65536 ? '' : `pages of ${bytesText(memory.pageBytes)}`,
    `base: ${memory.base}`,
  ].filter((kind) => kind !== '');
  const compressed =
    memory.compressedBlocks === 0
      ? ''
      : `, ${bytesText(memory.storedBytes)} compressed (${(memory.dataBytes / memory.storedBytes).toFixed(1)}:1)`;
  const title = `memory ${memory.memory}${memory.name === undefined ? '' : ` ${memory.name}`}`;
  const lines = [
    '',
    `${style.heading(title)}  ${bytesText(bytes)}${maximum}; ${kinds.join('; ')}`,
    `  stored: ${count(dataPages, 'page')} of 4 KiB (${percent(dataPages, pages)} of the memory), ` +
      `${bytesText(memory.dataBytes)}${compressed}; ${grouped(zeroPages)} zero; ${grouped(pages - dataPages - zeroPages)} as in the base`,
  ];
  if (cells.length === 0) return lines;
  const map = cells.map(glyphOf).join('');
  const cellBytes = Number(bytes) / cells.length;
  return [
    ...lines,
    `  ${addressText(0, bytes)} ▕${map}▏ ${addressText(bytes, bytes)}   a cell: ${bytesText(cellBytes)}`,
  ];
}

function globalTexts(globals: readonly GlobalLine[], options: TextOptions, style: Style): string[] {
  const shown = globals.slice(0, options.globals);
  const rows = shown.map((line) => [line.global, line.name ?? '', line.mutable ? 'mut' : '', line.value]);
  const lines = tableLines(['', '', '', ''], rows, '').slice(1);
  if (globals.length > shown.length) lines.push(style.faint(`… ${globals.length - shown.length} more (--globals all)`));
  return lines;
}

/** Runs of a table that are shown. */
const RUNS = 8;

function tableText(table: TableLine, style: Style): string[] {
  const title = `${table.table}${table.name === undefined ? '' : ` ${table.name}`}`;
  const more = table.runs.length > RUNS ? [style.faint(`… ${table.runs.length - RUNS} more runs`)] : [];
  return [
    `${title}  ${count(table.size, 'entry', 'entries')}; base: ${table.base}`,
    ...[...table.runs.slice(0, RUNS), ...more].map((run) => `    ${run}`),
  ];
}

function storeTexts({ store }: Inspection): string[] {
  const parts = [
    count(store.types, 'type'),
    count(store.hostFuncs, 'host function'),
    ...(['tags', 'structs', 'arrays', 'exceptions', 'hostRefs'] as const).flatMap((kind) =>
      store[kind] === 0 ? [] : [`${store[kind]} ${kind === 'hostRefs' ? 'host references' : kind}`],
    ),
  ];
  return [parts.join(', ')];
}
