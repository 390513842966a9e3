import type {
  Checkpoint,
  CompType,
  HostFunc,
  Instance,
  Module,
  RecType,
  SubType,
  ValType,
} from '@wasm-checkpoint/format';
import type { Random } from '../../fuzz/random.js';
import { moduleOf } from '../subject.js';
import { anyIndex, type Change, changeItem, indexOf, type Mutation, replaced, spliced } from './mutation.js';
import { funcRef, refOf } from './values.js';

const valtypes: readonly ValType[] = [
  ...(['i32', 'i64', 'f32', 'f64', 'v128'] as const),
  { nullable: true, heap: 'func' },
  { nullable: true, heap: 'extern' },
  { nullable: false, heap: 'func' },
  { nullable: true, heap: 0 },
];

function otherList(list: readonly ValType[], random: Random): readonly ValType[] {
  const index = random.integer(0, list.length);
  return spliced(list, index, random.integer(0, 1), ...(random.oneIn(3) ? [] : [random.pick(valtypes)]));
}

function otherComposite(type: CompType, random: Random): CompType {
  switch (type.kind) {
    case 'func':
      return random.oneIn(2)
        ? { ...type, params: otherList(type.params, random) }
        : { ...type, results: otherList(type.results, random) };
    case 'struct': {
      const index = indexOf(type.fields, random);
      const field = index === undefined ? undefined : type.fields[index];
      if (index === undefined || field === undefined) return type;
      if (random.oneIn(3)) return { ...type, fields: spliced(type.fields, index, 1) };
      const next = random.oneIn(2)
        ? { ...field, mutable: !field.mutable }
        : { ...field, storage: random.pick(valtypes) };
      return { ...type, fields: replaced(type.fields, index, next) };
    }
    case 'array':
      return random.oneIn(2)
        ? { ...type, element: { ...type.element, mutable: !type.element.mutable } }
        : { ...type, element: { ...type.element, storage: random.pick(valtypes) } };
  }
}

function otherSubtype(type: SubType, types: number, random: Random): SubType {
  if (random.oneIn(5)) return { ...type, final: !type.final };
  if (random.oneIn(5)) return { ...type, supertypes: random.oneIn(2) ? [] : [anyIndex(types, random)] };
  return { ...type, composite: otherComposite(type.composite, random) };
}

const types: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'types', random, (group: RecType) => {
    const index = indexOf(group, random);
    const type = index === undefined ? undefined : group[index];
    if (index === undefined || type === undefined) return undefined;
    const next = otherSubtype(type, checkpoint.types.flat().length, random);
    return [replaced(group, index, next), `[${index}] = ${JSON.stringify(next)}`];
  });

/** A function of the host with another type or other names: one more, since others may be bound to the one that there is. */
const hostFunc: Mutation = (_, checkpoint, random) => {
  const changed = changeItem(checkpoint, 'hostFuncs', random, (func: HostFunc) => {
    const type = anyIndex(checkpoint.types.flat().length, random);
    return random.oneIn(3)
      ? [{ ...func, name: `${func.name}'` }, '.name changed']
      : [{ ...func, type }, `.type = ${type}`];
  });
  if (changed === undefined || random.oneIn(2)) return changed;
  const added = changed.checkpoint.hostFuncs.find((func, index) => func !== checkpoint.hostFuncs[index]);
  if (added === undefined) return undefined;
  const grown = { ...checkpoint, hostFuncs: [...checkpoint.hostFuncs, added] };
  const address = checkpoint.hostFuncs.length;
  const table = changeItem(grown, 'tables', random, (each) => {
    const run = each.runs.findIndex(({ kind, length }) => kind === 'ref' || length === 1n);
    const old = each.runs[run];
    if (old === undefined) return undefined;
    return [
      {
        ...each,
        runs: replaced(each.runs, run, { kind: 'ref', length: old.length, ref: { kind: 'host-func', address } }),
      },
      '',
    ];
  });
  if (table !== undefined && random.oneIn(2)) return { ...table, what: `${changed.what}, in ${table.what}` };
  return bound(
    grown,
    random,
    (instance) => ({ funcs: instance.funcs.map((ref, index) => (index === 0 ? { kind: 'host-func', address } : ref)) }),
    changed.what,
  );
};

function bound(
  checkpoint: Checkpoint,
  random: Random,
  change: (instance: Instance) => Partial<Instance> | undefined,
  what: string,
): Change | undefined {
  return changeItem(checkpoint, 'instances', random, (instance: Instance) => {
    const changed = change(instance);
    return changed && [{ ...instance, ...changed }, ` ${what}`];
  });
}

const importedFunc: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'instances', random, (instance: Instance) => {
    const index = indexOf(instance.funcs, random);
    if (index === undefined) return undefined;
    const other = funcRef(subject, checkpoint, random);
    const ref = random.oneIn(2) ? (instance.funcs[random.integer(0, instance.funcs.length - 1)] ?? other) : other;
    return [{ ...instance, funcs: replaced(instance.funcs, index, ref) }, `.funcs[${index}] = ${JSON.stringify(ref)}`];
  });

const space: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'instances', random, (instance: Instance) => {
    const key = random.pick(['tables', 'memories', 'globals', 'tags'] as const);
    const list = instance[key];
    const index = indexOf(list, random);
    if (index === undefined) return undefined;
    const next = random.oneIn(6)
      ? spliced(list, index, random.integer(0, 1), ...(random.oneIn(2) ? [0] : []))
      : replaced(list, index, anyIndex(checkpoint[key].length, random));
    return [{ ...instance, [key]: next }, `.${key} = ${JSON.stringify(next)}`];
  });

const segments: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'instances', random, (instance: Instance, index) => {
    const module = moduleOf(subject, checkpoint, index);
    if (random.oneIn(2)) {
      const segment = anyIndex(module?.dataSegments ?? 1, random);
      const datas = instance.datas.includes(segment)
        ? instance.datas.filter((each) => each !== segment)
        : [...instance.datas, segment].sort((a, b) => a - b);
      return [{ ...instance, datas }, `.datas = ${JSON.stringify(datas)}`];
    }
    const segment = anyIndex(module?.elements.length ?? 1, random);
    const others = instance.elems.filter((each) => each.index !== segment);
    const dropped = { kind: 'dropped', index: segment } as const;
    const contents = {
      kind: 'contents',
      index: segment,
      refs: [refOf(subject, checkpoint, 'func', true, random)],
    } as const;
    const added = others.length < instance.elems.length ? [] : [random.oneIn(4) ? contents : dropped];
    const elems = [...others, ...added].sort((a, b) => a.index - b.index);
    return [{ ...instance, elems }, `.elems = ${JSON.stringify(elems)}`];
  });

const instances: Mutation = (_, checkpoint, random) => {
  const index = indexOf(checkpoint.instances, random);
  const instance = index === undefined ? undefined : checkpoint.instances[index];
  if (index === undefined || instance === undefined) return undefined;
  const list = checkpoint.instances;
  const next = random.oneIn(2)
    ? replaced(list, index, { ...instance, module: anyIndex(checkpoint.modules.length, random) })
    : random.oneIn(2)
      ? [...list, instance]
      : [...list].reverse();
  return { checkpoint: { ...checkpoint, instances: next }, what: `instances near ${index} changed` };
};

const module: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'modules', random, (each: Module) => {
    const { imports, digest, length } = each;
    const index = indexOf(imports, random);
    const found = index === undefined ? undefined : imports[index];
    if (index === undefined || found === undefined || random.oneIn(4)) {
      return random.oneIn(2)
        ? [{ ...each, length: length + 1n }, '.length + 1']
        : [{ ...each, digest: digest.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) }, '.digest changed'];
    }
    if (random.oneIn(3)) return [{ ...each, imports: spliced(imports, index, 1) }, `.imports[${index}] taken out`];
    if (random.oneIn(2))
      return [{ ...each, imports: replaced(imports, index, { ...found, name: 'another' }) }, `.imports[${index}].name`];
    const type = { kind: 'func', type: anyIndex(checkpoint.types.flat().length, random) } as const;
    return [{ ...each, imports: replaced(imports, index, { ...found, type }) }, `.imports[${index}].type`];
  });

const features: Mutation = (_, checkpoint, random) => {
  const index = indexOf(checkpoint.features, random);
  if (index === undefined) return undefined;
  return {
    checkpoint: { ...checkpoint, features: spliced(checkpoint.features, index, 1) },
    what: `features without ${checkpoint.features[index]}`,
  };
};

/** Changes of types, modules and of what instances are bound to. */
export const linkingMutations: readonly Mutation[] = [
  ...[types, types, types, hostFunc, hostFunc, importedFunc, importedFunc, space, space, space, segments, segments],
  ...[instances, module, features],
];
