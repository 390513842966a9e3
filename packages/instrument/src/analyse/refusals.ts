import { type Module, type Valtype, valtypeText } from '@wasm-checkpoint/wasm';
import { refuse } from '../diagnostics.js';
import { hasPlaceholder } from '../stubs/placeholders.js';
import { EXCEPTIONS, LEGACY_EXCEPTIONS, type Survey } from './survey.js';
import type { Trail } from './trail.js';

/** Throws CKPT4102 for a module with exceptions of both kinds, which not all engines take. */
export function refuseMixed({ module, traits }: Survey): void {
  const legacy = traits.findIndex((trait) => (trait & LEGACY_EXCEPTIONS) !== 0);
  const present = traits.findIndex((trait) => (trait & EXCEPTIONS) !== 0);
  if (legacy < 0 || present < 0) return;
  const [one, other] = [legacy + module.imported.func, present + module.imported.func];
  const reason = `function ${one} has legacy exception handlers and function ${other} has try_table`;
  // clause: inst-refused
  throw refuse('CKPT4102', { reason }, { offset: module.body(other).start, funcidx: other });
}

/** Throws CKPT4102 for a function with sites that this version cannot stop or resume at all of them. */
export function refuseUnsupported(module: Module, funcidx: number, trail: Trail): void {
  const refusal = (reason: string): Error =>
    refuse('CKPT4102', { reason: `function ${funcidx} ${reason}` }, { offset: module.body(funcidx).start, funcidx });
  // clause: inst-refused
  const check = (what: string, types: Iterable<Valtype>, fits: (type: Valtype) => boolean): void => {
    for (const type of types) if (!fits(type)) throw refusal(`has ${what} of type ${valtypeText(type)}`);
  };
  check('a result', trail.resultTypes, (type) => hasPlaceholder(module, type));
}
