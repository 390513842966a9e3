import { type Module, readInstruction } from '@wasm-checkpoint/wasm';
import { caughtOf, openCatches } from '../analyse/caught.js';
import { type Plan, siteId } from '../analyse/plan.js';
import { ALIAS, CONSTANT, ENTRY_SITE, LOOP_SITE, OPERAND_BITS } from '../analyse/trail.js';
import type { OperandSource, SiteKind, SiteLayout } from '../layout.js';
import { StubGrouping } from '../stubs/grouping.js';
import { SavedValues } from '../stubs/saved.js';

const KIND = (1 << OPERAND_BITS) - 1;
const kinds: readonly SiteKind[] = ['entry', 'loop', 'call', 'call'];

/** What a site of a plan puts: clause inst-layout. */
export function siteLayout(module: Module, plan: Plan, site: number): SiteLayout {
  const { trail, funcidx } = plan;
  const { start, end } = module.body(funcidx);
  const saved = new SavedValues(module);
  saved.collect(trail, plan.liveness, site);
  const values = Array.from(saved.values.finish());
  const source = (code: number): OperandSource => {
    const argument = code >> OPERAND_BITS;
    if ((code & KIND) !== CONSTANT)
      return { kind: 'value', value: values.indexOf((code & KIND) === ALIAS ? argument : trail.localCount + argument) };
    return { kind: 'constant', instruction: readInstruction(module.reader(argument, end), module.scope) };
  };
  const range = StubGrouping.range(trail, site);
  const from = range.from + trail.siteCaught.at(site);
  const { to } = range;
  const operands = Array.from({ length: to - from }, (_, index) => source(trail.operands.at(from + index)));
  const results = trail.siteResults.at(site);
  const call = trail.siteCall.at(site);
  const kind = trail.siteKind.at(site);
  const parts = trail.catchAt.length === 0 ? [] : openCatches(module, funcidx, trail.siteAt.at(site));
  const pending = operands.length - Math.max(0, results);
  return {
    funcidx,
    site: siteId(plan, site),
    kind: kinds[kind] ?? 'call',
    innermost: results < 0 ? undefined : trail.siteAt.at(site) - start,
    caller: kind === ENTRY_SITE || kind === LOOP_SITE ? undefined : call - start,
    types: values.map((value) => SavedValues.type(trail, value)),
    locals: Array.from({ length: trail.localCount }, (_, localidx) => values.indexOf(localidx)),
    operands: operands.slice(0, pending),
    results: operands.slice(pending),
    caught: parts.map((part, level) =>
      caughtOf(module, part, (slot) => values.indexOf(trail.localCount + (trail.caughtSpill(level, slot) ?? -1))),
    ),
  };
}
