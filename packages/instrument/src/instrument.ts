import { type Module, type OffsetMap, openModule, typeStateAt, typeStates } from '@wasm-checkpoint/wasm';
import { analyseCalls, type Calls } from './analyse/calls.js';
import { Planner, siteOfId } from './analyse/plan.js';
import { refuseMixed } from './analyse/refusals.js';
import { Survey } from './analyse/survey.js';
import { accessorModule } from './continuations/accessors.js';
import { continuationModule } from './continuations/continuations.js';
import { placeOf } from './continuations/place.js';
import { refuse } from './diagnostics.js';
import type { Instrumented } from './instrumented.js';
import type { Point, PointRecord, SideModule, SiteLayout } from './layout.js';
import { PREFIX, TAPE_MODULE } from './main/additions.js';
import { cellsOfModule } from './main/cells.js';
import { MainModule, POLL_MEMORY } from './main/module.js';
import { type InstrumentOptions, type InstrumentSettings, settingsOf } from './options.js';
import { siteLayout } from './safepoints/layout.js';
import type { CellType, TapeFunction } from './tape/imports.js';

function checkNames(module: Module): void {
  // clause: inst-prefix
  for (const { name, offset } of module.exports)
    if (name.startsWith(PREFIX)) throw refuse('CKPT4101', { kind: 'export', name }, { offset });
  for (const { module: from, name, offset } of module.imports)
    if (from === TAPE_MODULE) throw refuse('CKPT4101', { kind: 'import', name: `${from}.${name}` }, { offset });
}

class InstrumentedModule implements Instrumented {
  readonly module: Module;
  readonly settings: InstrumentSettings;
  readonly tape: readonly TapeFunction[];
  readonly bytes: Uint8Array;
  readonly #survey: Survey;
  readonly #calls: Calls;
  readonly #planner: Planner;
  readonly #cells: readonly CellType[];
  #explicit: Planner | undefined;
  readonly #main: MainModule;

  constructor(module: Module, settings: InstrumentSettings) {
    this.module = module;
    this.settings = settings;
    checkNames(module);
    this.#survey = new Survey(module);
    refuseMixed(this.#survey);
    this.#calls = analyseCalls(this.#survey, settings);
    this.#planner = new Planner(this.#survey, typeStates(module).context, this.#calls, settings, false);
    this.#cells = cellsOfModule(this.#survey);
    this.tape = ['frame', ...this.#cells.map((cell): TapeFunction => `put_${cell}`)];
    this.#main = new MainModule(this.#survey, this.#calls, this.#planner, settings, this.tape);
    this.bytes = this.#main.encode().bytes;
  }

  mainFuncidx(funcidx: number): number {
    return this.#main.funcidx(funcidx);
  }

  originalFuncidx(funcidx: number): number | undefined {
    const imported = this.module.imported.func;
    if (funcidx < imported) return funcidx;
    const old = funcidx - this.tape.length;
    return old >= imported && old < this.module.funcs.length ? old : undefined;
  }

  layout(funcidx: number, site: number): SiteLayout {
    const place = siteOfId(site);
    return siteLayout(this.module, this.#plannerOf(place.explicit).plan(funcidx), place.site);
  }

  layouts(funcidx: number): readonly SiteLayout[] {
    if (this.#calls.unwinds[funcidx - this.module.imported.func] !== 1) return [];
    const plan = this.#planner.plan(funcidx);
    return Array.from({ length: plan.trail.siteAt.length }, (_, site) => siteLayout(this.module, plan, site));
  }

  record(point: Point): PointRecord {
    return placeOf(this.module, point).record;
  }

  continuations(points: readonly Point[]): SideModule {
    return continuationModule(this.module, this.settings, this.#plannerOf(true), this.#cells, POLL_MEMORY, points);
  }

  catches(funcidx: number, offset: number): boolean {
    return typeStateAt(this.module, funcidx, offset).controls.some(
      ({ kind }) => kind === 'try' || kind === 'try_table',
    );
  }

  accessors(): SideModule | undefined {
    return accessorModule(this.module, this.#cells);
  }

  offsets(funcidx: number): OffsetMap {
    return this.#main.offsetsOf(funcidx);
  }

  #plannerOf(explicit: boolean): Planner {
    if (!explicit) return this.#planner;
    this.#explicit ??= new Planner(this.#survey, typeStates(this.module).context, this.#calls, this.settings, true);
    return this.#explicit;
  }
}

/**
 * Makes a module stoppable: see spec/appendix/instrumentation.md.
 *
 * The module is taken to be valid. Throws CKPT4101 and CKPT4102 for what cannot be instrumented, and whatever is wrong with the parts that
 * have to be read.
 */
export const instrument = (module: Uint8Array | Module, options: InstrumentOptions = {}): Instrumented =>
  new InstrumentedModule(module instanceof Uint8Array ? openModule(module) : module, settingsOf(options));
