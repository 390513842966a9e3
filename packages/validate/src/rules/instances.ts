import type { Instance } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import type { Context, InstanceView } from '../context.js';
import {
  type ClosedExtern,
  closeCheckpointExtern,
  closeModuleExtern,
  externText,
  matchesExtern,
} from '../externtype.js';
import type { RuleFamily } from './rule.js';

/** The index spaces that an instance holds whole. */
const spaces = ['tables', 'memories', 'globals', 'tags'] as const satisfies readonly (keyof Instance & keyof Module)[];

/** clause: valid-instance-spaces */
function checkSpaces(context: Context, { instance, view }: InstanceView, path: string): void {
  if (!context.on('valid-instance-spaces')) return;
  for (const space of spaces) {
    const found = instance[space].length;
    const expected = view.module[space].length;
    if (found !== expected) context.findings.add('CKPT3110', { space, found, expected }, `${path}.${space}`);
  }
}

/** The type of what the `index`-th import of a kind is bound to; undefined where that is nothing. */
export function boundType(
  context: Context,
  instance: Instance,
  kind: ClosedExtern['kind'],
  index: number,
): ClosedExtern | undefined {
  const { checkpoint, indices, types } = context;
  switch (kind) {
    case 'func': {
      const ref = instance.funcs[index];
      return ref === undefined ? undefined : { kind, type: context.funcType(ref) };
    }
    case 'tag': {
      const tag = checkpoint.tags[instance.tags[index] ?? -1];
      return tag === undefined ? undefined : { kind, type: indices[tag.type] };
    }
    case 'table': {
      const table = checkpoint.tables[instance.tables[index] ?? -1];
      return table && closeCheckpointExtern(types, indices, { kind, type: table.type });
    }
    case 'memory': {
      const memory = checkpoint.memories[instance.memories[index] ?? -1];
      return memory && closeCheckpointExtern(types, indices, { kind, type: memory.type });
    }
    case 'global': {
      const global = checkpoint.globals[instance.globals[index] ?? -1];
      return global && closeCheckpointExtern(types, indices, { kind, type: global.type });
    }
  }
}

const fields = { func: 'funcs', table: 'tables', memory: 'memories', global: 'globals', tag: 'tags' } as const;

/** clause: valid-instance-bindings */
function checkBindings(context: Context, { instance, view }: InstanceView, path: string): void {
  if (!context.on('valid-instance-bindings')) return;
  const { types } = context;
  const counts = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  for (const { module, name, type } of view.module.imports) {
    const index = counts[type.kind]++;
    const found = boundType(context, instance, type.kind, index);
    if (found === undefined) continue;
    const expected = closeModuleExtern(types, view.indices, type);
    if (matchesExtern(types, found, expected)) continue;
    const params = {
      name: `${JSON.stringify(module)} ${JSON.stringify(name)}`,
      expected: externText(types, expected),
      found: externText(types, found),
    };
    context.findings.add('CKPT3111', params, `${path}.${fields[type.kind]}[${index}]`);
  }
}

/** Instances: the length of their index spaces, and what their imports are bound to. */
export const instances: RuleFamily = {
  name: 'instances',
  judgement: 'B',
  clauses: ['valid-instance-spaces', 'valid-instance-bindings'],
  run(context) {
    for (const { index, ...each } of context.instances()) {
      checkSpaces(context, each, `instances[${index}]`);
      checkBindings(context, each, `instances[${index}]`);
    }
  },
};
