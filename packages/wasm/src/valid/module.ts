import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Module, type OpenOptions, openModule } from '../decode/module.js';
import { diagnostic } from '../diagnostics.js';
import { checkConstant, checkFunction } from './body.js';
import { ModuleContext } from './context.js';
import { checkDeclarations } from './declarations.js';
import { checkElements, checkExports, checkSegments } from './segments.js';
import { BodyState } from './state.js';
import { checkSyntax } from './syntax.js';
import { typeStates } from './typestate.js';

function checkGlobals(state: BodyState): void {
  const { module } = state.context;
  module.definedGlobals.forEach((global, index) => {
    const visible = module.imported.global + (module.features.has('gc') ? index : 0);
    checkConstant(state, global.init, state.context.types.canon(global.type.type), visible);
  });
}

function checkStart(context: ModuleContext): void {
  const { start } = context.module;
  if (start === undefined) return;
  const offset = context.module.section('start')?.start ?? 0;
  const { params, results } = context.functionSignature(start, offset);
  // clause: valid-start
  if (params.length > 0 || results.length > 0) throw diagnostic('WASM2018', { funcidx: start }, { offset });
}

/** Checks an opened module in the order of its sections, with or without its functions; throws the first diagnostic. */
function check(context: ModuleContext, bodies: boolean): void {
  const { module } = context;
  const state = new BodyState(context);
  checkDeclarations(context, state);
  checkGlobals(state);
  checkExports(context);
  checkStart(context);
  checkElements(context, state);
  const { func } = module.imported;
  if (bodies) for (let index = 0; index < module.bodyCount; index++) checkFunction(state, func + index);
  checkSegments(context, state);
}

/** Checks an opened module in the order of its sections; throws the first diagnostic. */
export function checkModule(module: Module): ModuleContext {
  const context = new ModuleContext(module);
  check(context, true);
  return context;
}

/** Validates all of an opened module but its functions' bodies; returns the diagnostic, or undefined when it is valid. */
export function validateDeclarations(module: Module): Diagnostic | undefined {
  try {
    check(typeStates(module).context, false);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return fault;
  }
}

/**
 * Validates a module; returns the diagnostic, or undefined when the module is valid.
 *
 * The phase is exact: a module with faults of both kinds is malformed, as in the core specification, whatever comes first.
 */
export function validate(bytes: Uint8Array, options?: OpenOptions): Diagnostic | undefined {
  try {
    checkModule(openModule(bytes, options));
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return fault.phase === 'invalid' ? (checkSyntax(bytes, options) ?? fault) : fault;
  }
}
