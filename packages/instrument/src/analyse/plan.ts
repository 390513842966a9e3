import type { ModuleContext } from '@wasm-checkpoint/wasm/checker';
import type { InstrumentSettings } from '../options.js';
import { StubGrouping } from '../stubs/grouping.js';
import { type SpillLocals, spillLocals } from '../stubs/spills.js';
import type { Calls } from './calls.js';
import { SiteLiveness } from './liveness.js';
import { refuseUnsupported } from './refusals.js';
import { EXCEPTIONS, LEGACY_EXCEPTIONS, type Survey } from './survey.js';
import type { Trail } from './trail.js';
import { Walk } from './walk.js';

/** What is to be done with one body; valid until the next one is planned. */
export interface Plan {
  readonly funcidx: number;
  readonly trail: Trail;
  /** What each site saves of the locals, those that stand for operands included. */
  readonly liveness: SiteLiveness;
  readonly grouping: StubGrouping;
  readonly spills: SpillLocals;
  /** Neither constants nor locals stand for operands, as in continuations. */
  readonly explicit: boolean;
}

/** The number by which a site of a plan is known to the host: clause inst-layout. */
export const siteId = (plan: Plan, site: number): number => (plan.explicit ? -1 - site : site);
/** The place of a site in its plan, and whether that is an explicit one. */
export const siteOfId = (id: number): { readonly site: number; readonly explicit: boolean } =>
  id < 0 ? { site: -1 - id, explicit: true } : { site: id, explicit: false };

/** Plans bodies one after the other. */
export class Planner {
  readonly #survey: Survey;
  readonly #walk: Walk;
  readonly #liveness = new SiteLiveness();
  readonly #grouping = new StubGrouping();

  readonly #explicit: boolean;

  constructor(survey: Survey, context: ModuleContext, calls: Calls, settings: InstrumentSettings, explicit: boolean) {
    this.#survey = survey;
    this.#explicit = explicit;
    this.#walk = new Walk(context, calls, settings, explicit);
  }

  plan(funcidx: number): Plan {
    const traits = this.#survey.traits[funcidx - this.#survey.module.imported.func] ?? 0;
    const trail = this.#walk.walk(funcidx, (traits & (EXCEPTIONS | LEGACY_EXCEPTIONS)) !== 0);
    const liveness = this.#liveness;
    const { module } = this.#survey;
    refuseUnsupported(module, funcidx, trail);
    liveness.solve(trail);
    this.#grouping.group(trail, liveness);
    return {
      funcidx,
      trail,
      liveness,
      grouping: this.#grouping,
      spills: spillLocals(trail.spillTypes, trail.localCount),
      explicit: this.#explicit,
    };
  }
}
