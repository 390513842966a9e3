import {
  dataFlags,
  elementFlags,
  encodeModule,
  F32,
  F64,
  FUNCREF,
  heapOf,
  I32,
  I64,
  type InstructionSyntax,
  instruction,
  type Locals,
  type ModuleSyntax,
  type SectionContents,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { random } from '../../fuzz/random.js';
import type { Program } from '../program.js';
import { writeBody } from './body.js';
import { type GeneratedFeature, generatedFeatures, Plan } from './plan.js';
import { BodyWriter } from './writer.js';

export interface GeneratorOptions {
  readonly features?: readonly GeneratedFeature[];
  /** Loop rounds and calls of one call from outside. */
  readonly fuel?: number;
  /** Instructions of one body, roughly. */
  readonly size?: number;
}

const zero = (type: Valtype): InstructionSyntax => {
  if (type === I32) return instruction('i32.const', 0);
  if (type === I64) return instruction('i64.const', 0n);
  if (type === F32) return instruction('f32.const', 0);
  if (type === F64) return instruction('f64.const', 0n);
  if (type === V128) return instruction('v128.const', new Uint8Array(16));
  return instruction('ref.null', heapOf(type));
};

const end = instruction('end');

/** The locals behind the parameters, as runs of one type. */
function declarations(locals: readonly Valtype[]): Locals[] {
  const runs: { count: number; type: Valtype }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ count: 1, type });
  }
  return runs;
}

/**
 * A random module that is valid and ends: it imports the host of programs and exports `run` [i32 i64] -> [number, i64].
 *
 * Loops and calls burn fuel, of which each call of `run` gets the same amount; NaNs of open payload are replaced, so that all
 * engines must agree on everything that it does.
 */
export function generatedModule(seed: number, options: GeneratorOptions = {}): Uint8Array<ArrayBuffer> {
  const plan = new Plan(random(seed), new Set(options.features ?? generatedFeatures));
  const fuel = options.fuel ?? 60;
  const code = plan.functions.map((type, index) => {
    const body = new BodyWriter(plan, type, options.size ?? 80);
    const isRun = index === plan.functions.length - 1;
    const instructions = writeBody(body, isRun ? fuel : undefined);
    return { locals: declarations(body.locals.slice(type.params.length)), body: instructions };
  });
  const tags = plan.tags.map((params) => ({ typeidx: plan.typeidx({ kind: 'func', params, results: [] }) }));
  const run = plan.imports.length + plan.functions.length - 1;
  const at = { kind: 'active', index: 0, at: [zero(I32), end] } as const;
  const element = { type: FUNCREF, mode: at, items: { kind: 'funcidx', funcs: plan.table } } as const;
  const data = { mode: { kind: 'passive' }, bytes: Uint8Array.from({ length: 16 }, (_, index) => index * 7) } as const;
  const imports: SectionContents['import'] = plan.imports.map(({ name, type }) => ({
    module: 'env',
    name,
    type: { kind: 'func', typeidx: plan.typeidx(type) },
  }));
  const functions = plan.functions.map((type) => plan.typeidx(type));
  const limits = (min: number, max: number) => ({ min: BigInt(min), max: BigInt(max) });
  // Last, when nothing asks for a further type.
  const types: SectionContents['type'] = {
    types: plan.types,
    groups: plan.types.map((_, first) => ({ first, size: 1, explicit: false })),
  };
  const module: ModuleSyntax = {
    sections: [
      { name: 'type', contents: types },
      { name: 'import', contents: imports },
      { name: 'function', contents: functions },
      {
        name: 'table',
        contents: [
          { type: { limits: limits(plan.table.length + 2, 20), addrtype: 'i32', element: FUNCREF }, init: undefined },
        ],
      },
      { name: 'memory', contents: [{ limits: limits(2, 5), addrtype: 'i32', shared: false, pageSizeLog2: undefined }] },
      ...(tags.length === 0 ? [] : [{ name: 'tag', contents: tags } as const]),
      {
        name: 'global',
        contents: plan.globals.map((type) => ({ type: { type, mutable: true }, init: [zero(type), end] })),
      },
      { name: 'export', contents: [{ name: 'run', kind: 'func', index: run }] },
      { name: 'element', contents: [{ flags: elementFlags(element), ...element }] },
      { name: 'data count', contents: 1 },
      { name: 'code', contents: code },
      { name: 'data', contents: [{ flags: dataFlags(data.mode), ...data }] },
    ],
  };
  return Uint8Array.from(encodeModule(module));
}

/** A generated module as a program: `run` is called three times. */
export function generatedProgram(seed: number, options: GeneratorOptions = {}): Program {
  const name = `generated-${seed}`;
  return {
    name,
    instances: [{ name, bytes: generatedModule(seed, options) }],
    calls: [
      { instance: name, export: 'run', args: [0, '1'] },
      { instance: name, export: 'run', args: [seed | 0, '-7'] },
      { instance: name, export: 'run', args: [-1, '123456789012'] },
    ],
  };
}
