import type { ModuleView } from '../module-view.js';
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
    const seen = new Map<ModuleView, Set<number>>();
    const look = (view: ModuleView, funcidx: number): void => {
      let functions = seen.get(view);
      if (functions === undefined) {
        functions = new Set();
        seen.set(view, functions);
      }
      if (functions.has(funcidx)) return;
      functions.add(funcidx);
      const fault = view.bodyFault(funcidx);
      if (fault !== undefined) reportModule(context, view.index, fault);
    };
    const { links, checkpoint, modules } = context;
    for (const { frames } of checkpoint.threads) {
      for (const [position, frame] of frames.entries()) {
        const view = modules[checkpoint.instances[frame.instance]?.module ?? -1];
        if (view?.defines(frame.funcidx) !== true) continue;
        look(view, frame.funcidx);
        const caller = frames[position + 1];
        const call = caller === undefined ? undefined : links.callOf(caller);
        if (caller !== undefined && call !== undefined) links.explains(caller, call, frame);
      }
    }
    for (const { view, funcidx } of links.faults.values()) look(view, funcidx);
  },
};
