import { type Module, type Valtype, valtypeText } from '@wasm-checkpoint/wasm';
import { refuse } from '../diagnostics.js';
import { hasPlaceholder } from '../stubs/placeholders.js';
import { LEGACY_EXCEPTIONS } from './survey.js';
import type { Trail } from './trail.js';

/** Throws CKPT4102 for a function with sites that this version cannot stop or resume at all of them. */
export function refuseUnsupported(module: Module, funcidx: number, traits: number, trail: Trail): void {
  const refusal = (reason: string): Error =>
    refuse('CKPT4102', { reason: `function ${funcidx} ${reason}` }, { offset: module.body(funcidx).start, funcidx });
  // clause: inst-refused
  if ((traits & LEGACY_EXCEPTIONS) !== 0) throw refusal('has safepoints beside legacy exception handlers');
  const check = (what: string, types: Iterable<Valtype>, fits: (type: Valtype) => boolean): void => {
    for (const type of types) if (!fits(type)) throw refusal(`has ${what} of type ${valtypeText(type)}`);
  };
  check('a result', trail.resultTypes, (type) => hasPlaceholder(module, type));
}
