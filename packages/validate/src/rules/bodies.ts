import { reportModule } from './modules.js';
import type { RuleFamily } from './rule.js';

/**
 * The function bodies that judgement C asks for: those of frames, and those that tail calls lead through to a frame.
 *
 * They are looked at here, so that C takes them as valid.
 */
export const bodies: RuleFamily = {
  name: 'bodies',
  judgement: 'B',
  clauses: ['valid-module-valid'],
  run(context) {
    const seen = new Set<string>();
    const { links } = context;
    for (const { frames } of context.checkpoint.threads) {
      for (const [position, frame] of frames.entries()) {
        const view = context.instance(frame.instance)?.view;
        if (view?.defines(frame.funcidx) !== true) continue;
        const fault = view.bodyFault(frame.funcidx);
        const key = `${view.index}:${frame.funcidx}`;
        if (fault !== undefined && !seen.has(key)) reportModule(context, view.index, fault);
        seen.add(key);
        const caller = frames[position + 1];
        const call = caller === undefined ? undefined : links.callOf(caller);
        if (caller !== undefined && call !== undefined) links.explains(caller, call, frame);
      }
    }
    for (const [key, { view, fault }] of links.faults) {
      if (!seen.has(key)) reportModule(context, view.index, fault);
    }
  },
};
