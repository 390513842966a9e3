import {
  type ElementSyntax,
  type ExportSyntax,
  elementFlags,
  FUNCREF,
  type FunctionDefinition,
  heaptypeOf,
  type ImportSyntax,
  instruction,
  type Memtype,
  type NamesSyntax,
  type NewBody,
  OffsetMap,
  type OffsetRun,
  Reencoder,
  reftype,
  type SectionContents,
  type TableSyntax,
  withTypes,
} from '@wasm-checkpoint/wasm';
import type { Calls } from '../analyse/calls.js';
import type { Planner } from '../analyse/plan.js';
import type { Survey } from '../analyse/survey.js';
import type { InstrumentSettings } from '../options.js';
import { type BodyContext, BodyWriter } from '../safepoints/body.js';
import { Placeholders } from '../stubs/placeholders.js';
import { Savers } from '../stubs/savers.js';
import type { TapeFunction } from '../tape/imports.js';
import { Additions, PREFIX } from './additions.js';
import { Segments } from './segments.js';

/** The memory that is polled: one page, shared. */
export const POLL_MEMORY: Memtype = {
  limits: { min: 1n, max: 1n },
  addrtype: 'i32',
  shared: true,
  pageSizeLog2: undefined,
};

/** Writes the main module: bodies with checks, and behind each section what the host contract adds. */
export class MainModule extends Reencoder {
  readonly additions: Additions;
  readonly #calls: Calls;
  readonly #planner: Planner;
  readonly #settings: InstrumentSettings;
  readonly #bodies: BodyWriter;
  readonly #context: BodyContext;
  readonly #segments: Segments;

  constructor(
    survey: Survey,
    calls: Calls,
    planner: Planner,
    settings: InstrumentSettings,
    tape: readonly TapeFunction[],
  ) {
    const { module } = survey;
    super(module);
    this.#calls = calls;
    this.#planner = planner;
    this.#settings = settings;
    const additions = new Additions(module, tape);
    this.additions = additions;
    const state = additions.flag('state');
    const instance = additions.flag('instance');
    const { poll } = settings;
    const polled = poll === 'request' || poll === 'fuel' ? additions.flag(poll) : undefined;
    this.#segments = new Segments(survey, additions);
    this.#context = {
      survey,
      settings,
      additions,
      savers: new Savers(additions, state, instance),
      placeholders: new Placeholders(module, additions),
      checked: { state, poll: polled, pollMemory: poll === 'memory' ? module.memories.length : undefined },
      dropped: (offset) => this.#segments.dropped(offset),
    };
    this.#bodies = new BodyWriter(this.#context);
  }

  /** Where the instructions of a function went. */
  offsetsOf(funcidx: number): OffsetMap {
    const runs: OffsetRun[] = [];
    this.#write(new BodyWriter(this.#context), funcidx, runs);
    const { start, end } = this.module.body(funcidx);
    return new OffsetMap(runs.length === 0 ? [{ from: 0, to: 0, size: end - start }] : runs);
  }

  #write(bodies: BodyWriter, funcidx: number, runs?: OffsetRun[]): void {
    if (this.#calls.unwinds[funcidx - this.module.imported.func] === 1)
      bodies.writePlanned(this.#planner.plan(funcidx), runs);
    else bodies.writePlain(funcidx, runs);
  }

  override newBody(funcidx: number): NewBody {
    const { writer } = this.#bodies;
    const start = writer.length;
    this.#write(this.#bodies, funcidx);
    const end = writer.length;
    const offsetsOf = (): OffsetMap => this.offsetsOf(funcidx);
    return {
      // The writer's array may still move.
      get bytes() {
        return writer.view().subarray(start, end);
      },
      get offsets() {
        return offsetsOf();
      },
    };
  }

  override funcidx(index: number): number {
    return this.additions.funcidx(index);
  }

  override types(section: SectionContents['type']): SectionContents['type'] {
    return withTypes(section, this.additions.types);
  }

  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    return [...imports, ...this.additions.imports];
  }

  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return [...functions, ...this.additions.functions];
  }

  /** A table of all functions in the order of the original module. */
  override tables(tables: readonly TableSyntax[]): readonly TableSyntax[] {
    const size = BigInt(this.module.funcs.length);
    return [
      ...tables,
      { type: { limits: { min: size, max: size }, addrtype: 'i32', element: FUNCREF }, init: undefined },
      ...this.additions.tables,
    ];
  }

  override elements(elements: readonly ElementSyntax[]): readonly ElementSyntax[] {
    const segment = {
      type: reftype(heaptypeOf('func'), false),
      mode: {
        kind: 'active' as const,
        index: this.module.tables.length,
        at: [instruction('i32.const', 0), instruction('end')],
      },
      items: { kind: 'funcidx' as const, funcs: Array.from(this.module.funcs, (_, index) => this.funcidx(index)) },
    };
    return [...elements, { flags: elementFlags(segment), ...segment }, ...this.additions.declaration];
  }

  override memories(memories: readonly Memtype[]): readonly Memtype[] {
    return this.#settings.poll === 'memory' ? [...memories, POLL_MEMORY] : memories;
  }

  override tags(tags: SectionContents['tag']): SectionContents['tag'] {
    return [...tags, ...this.additions.tags];
  }

  override globals(globals: SectionContents['global']): SectionContents['global'] {
    return [...globals, ...this.additions.globals];
  }

  override start(): undefined {
    return undefined;
  }

  override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    const { module } = this;
    const all = (kind: 'memory' | 'table' | 'global' | 'tag', count: number): ExportSyntax[] =>
      Array.from({ length: count }, (_, index) => ({ name: `${PREFIX}${kind}:${index}`, kind, index }));
    const added: ExportSyntax[] = [
      { name: `${PREFIX}functions`, kind: 'table', index: module.tables.length },
      ...all('memory', module.memories.length),
      ...all('table', module.tables.length),
      ...all('global', module.globals.length),
      ...all('tag', module.tags.length),
    ];
    if (module.start !== undefined)
      added.push({ name: `${PREFIX}start`, kind: 'func', index: this.funcidx(module.start) });
    if (this.#settings.poll === 'memory')
      added.push({ name: `${PREFIX}poll`, kind: 'memory', index: module.memories.length });
    return [...exports, ...this.additions.exports, ...added];
  }

  override names(names: NamesSyntax): NamesSyntax {
    // A module without names stays without.
    if (names.functions.size === 0) return names;
    const functions = new Map(names.functions);
    const { imported, funcs } = this.module;
    const { shift, functionNames, imports } = this.additions;
    imports.forEach(({ name }, index) => {
      functions.set(imported.func + index, PREFIX + name);
    });
    functionNames.forEach((name, index) => {
      functions.set(funcs.length + shift + index, name);
    });
    return { ...names, functions };
  }
}
