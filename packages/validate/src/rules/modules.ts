import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Module as CheckpointModule } from '@wasm-checkpoint/format';
import { validateDeclarations, validate as validateModule } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import { closeCheckpointExtern, closeModuleExtern, equivalentExtern, externText } from '../externtype.js';
import { hex } from '../hex.js';
import { ModuleView, orFault } from '../module-view.js';
import type { RuleFamily } from './rule.js';

/** Bytes that were given, hashed when that is asked for. */
class Given {
  readonly bytes: Uint8Array;
  readonly #context: Context;
  #digest: string | undefined;

  constructor(context: Context, bytes: Uint8Array) {
    this.#context = context;
    this.bytes = bytes;
  }

  get digest(): string {
    this.#digest ??= hex(this.#context.settings.sha256.digest(this.bytes));
    return this.#digest;
  }

  is(module: CheckpointModule): boolean {
    return BigInt(this.bytes.length) === module.length && this.digest === hex(module.digest);
  }
}

/**
 * Which of the given modules stands for which of the checkpoint: by length and digest, and those that are left over one by
 * one, unless more were given than the checkpoint has.
 */
function assign(context: Context): readonly (Given | undefined)[] {
  const { modules } = context.checkpoint;
  const given = context.settings.modules.map((bytes) => new Given(context, bytes));
  const byLength = new Map<number, Given[]>();
  for (const each of given) {
    const alike = byLength.get(each.bytes.length);
    if (alike === undefined) byLength.set(each.bytes.length, [each]);
    else alike.push(each);
  }
  const found = modules.map((module) => byLength.get(Number(module.length))?.find((each) => each.is(module)));
  if (given.length > modules.length) return found;
  const used = new Set(found);
  const left = given.filter((each) => !used.has(each));
  return found.map((each) => each ?? left.shift());
}

const identity = (length: bigint, digest: string): string => `${length} bytes and SHA-256 ${digest}`;

/** The module given for one of the checkpoint, if it may be gone on with. */
function identified(context: Context, moduleidx: number, given: Given | undefined): Given | undefined {
  const module = context.checkpoint.modules[moduleidx];
  if (module === undefined) return undefined;
  const path = `modules[${moduleidx}]`;
  const digest = hex(module.digest);
  if (given === undefined) {
    // clause: valid-module-given
    if (context.on('valid-module-given')) {
      context.findings.add('CKPT3101', { module: moduleidx, length: module.length, digest }, path);
    }
    return undefined;
  }
  // clause: valid-module-identity
  if (!context.on('valid-module-identity') || given.is(module)) return given;
  const expected = identity(module.length, digest);
  const found = identity(BigInt(given.bytes.length), given.digest);
  context.findings.add('CKPT3102', { module: moduleidx, expected, found }, path);
  return undefined;
}

/** Reports what is wrong with a module, as a limit if that is what it is. */
export function reportModule(context: Context, moduleidx: number, fault: Diagnostic): void {
  const path = `modules[${moduleidx}]`;
  if (fault.phase === 'limit') {
    const { what, value, limit } = fault.params;
    context.limit(String(what), Number(value), Number(limit), path);
  }
  // clause: valid-module-valid
  if (!context.on('valid-module-valid')) return;
  const place = fault.funcidx === undefined ? {} : { place: { moduleidx, funcidx: fault.funcidx } };
  context.findings.add('CKPT3103', { module: moduleidx, error: fault.message }, path, place);
}

function open(context: Context, moduleidx: number, bytes: Uint8Array): ModuleView | undefined {
  const view = orFault(() => new ModuleView(moduleidx, bytes, context.types));
  if (view instanceof Diagnostic) {
    reportModule(context, moduleidx, view);
    return undefined;
  }
  const fault = context.settings.full ? validateModule(bytes) : validateDeclarations(view.module);
  if (fault !== undefined) reportModule(context, moduleidx, fault);
  if (!context.settings.full) {
    const reason = `function bodies of module ${moduleidx} without frames are left to the engine`;
    context.unchecked.push({ clause: 'valid-module-valid', reason });
  }
  return fault === undefined || !context.on('valid-module-valid') ? view : undefined;
}

const named = (module: string, name: string): string => `${JSON.stringify(module)} ${JSON.stringify(name)}`;

/** clause: valid-module-imports */
function checkImports(context: Context, moduleidx: number, view: ModuleView): void {
  if (!context.on('valid-module-imports')) return;
  const { findings, indices, types } = context;
  const stated = context.checkpoint.modules[moduleidx]?.imports ?? [];
  const { imports } = view.module;
  const path = `modules[${moduleidx}].imports`;
  if (stated.length !== imports.length) {
    findings.add('CKPT3104', { module: moduleidx, expected: imports.length, found: stated.length }, path);
    return;
  }
  for (const [index, own] of imports.entries()) {
    const entry = stated[index];
    if (entry === undefined) continue;
    const expectedName = named(own.module, own.name);
    const foundName = named(entry.module, entry.name);
    if (expectedName !== foundName) {
      findings.add('CKPT3105', { import: index, expected: expectedName, found: foundName }, `${path}[${index}]`);
      continue;
    }
    const expected = closeModuleExtern(types, view.indices, own.type);
    const found = closeCheckpointExtern(types, indices, entry.type);
    if (equivalentExtern(expected, found)) continue;
    const params = { name: expectedName, expected: externText(types, expected), found: externText(types, found) };
    findings.add('CKPT3106', params, `${path}[${index}].type`);
  }
}

/** The modules: given, the right ones, valid, with the imports that the checkpoint states. */
export const modules: RuleFamily = {
  name: 'modules',
  judgement: 'B',
  clauses: ['valid-module-given', 'valid-module-identity', 'valid-module-valid', 'valid-module-imports'],
  run(context) {
    for (const [moduleidx, given] of assign(context).entries()) {
      const module = identified(context, moduleidx, given);
      const view = module === undefined ? undefined : open(context, moduleidx, module.bytes);
      if (view === undefined) continue;
      context.modules[moduleidx] = view;
      checkImports(context, moduleidx, view);
    }
  },
};
