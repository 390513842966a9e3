import type { AddrType, Block, Checkpoint, Field, Global, Memory, Ref, Table, TableRun } from '@wasm-checkpoint/format';
import type { Random } from '../../fuzz/random.js';
import type { Subject } from '../subject.js';
import { anyIndex, changeItem, indexOf, type Mutation, replaced, spliced } from './mutation.js';
import { numberOf, otherField, otherRef, otherValue, refOf, text } from './values.js';

const globalValue: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'globals', random, (global: Global) => {
    const value = otherValue(subject, checkpoint, global.value, random);
    return [{ ...global, value }, `.value = ${text(value)}`];
  });

const globalType: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'globals', random, ({ type, value }: Global) =>
    random.oneIn(2)
      ? [{ type: { ...type, mutable: !type.mutable }, value }, '.type.mutable turned']
      : [{ type: { ...type, type: random.pick(['i32', 'i64', 'f32', 'f64'] as const) }, value }, '.type.type changed'],
  );

/** A run with entry `at` of it made another one. */
function runSplit(run: TableRun, at: bigint, ref: Ref): readonly TableRun[] {
  const rest = run.length - at - 1n;
  return [
    ...(at > 0n ? [{ ...run, length: at }] : []),
    { kind: 'ref', length: 1n, ref },
    ...(rest > 0n ? [{ ...run, length: rest }] : []),
  ];
}

/** Runs that are equal joined, as the format wants them. */
function joined(runs: readonly TableRun[]): readonly TableRun[] {
  const out: TableRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const same =
      last !== undefined &&
      last.kind === run.kind &&
      (run.kind === 'base' || (last.kind === 'ref' && text(last.ref) === text(run.ref)));
    if (same && last !== undefined) out[out.length - 1] = { ...last, length: last.length + run.length };
    else out.push(run);
  }
  return out;
}

const tableEntry: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'tables', random, (table: Table) => {
    const index = indexOf(table.runs, random);
    const run = index === undefined ? undefined : table.runs[index];
    if (index === undefined || run === undefined) return undefined;
    const ref =
      run.kind === 'ref'
        ? otherRef(subject, checkpoint, run.ref, random)
        : refOf(subject, checkpoint, 'func', true, random);
    const at = BigInt(random.integer(0, Math.min(1000, Number(run.length) - 1)));
    const runs = joined(spliced(table.runs, index, 1, ...runSplit(run, at, ref)));
    return [{ ...table, runs }, `.runs[${index}] at ${at} = ${text(ref)}`];
  });

const tableSize: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'tables', random, (table: Table) => {
    const { limits } = table.type;
    if (random.oneIn(4)) {
      const max = limits.max === undefined ? limits.min + 1n : limits.max + BigInt(random.pick([-1, 1]));
      return [{ ...table, type: { ...table.type, limits: { ...limits, max } } }, '.type.limits.max changed'];
    }
    const last = table.runs.at(-1);
    const by = BigInt(random.pick([1, 2, 10]));
    const ref = random.oneIn(2) && last?.kind === 'ref' ? last.ref : refOf(subject, checkpoint, 'func', true, random);
    const min = limits.min + by;
    const runs = joined([...table.runs, { kind: 'ref', length: by, ref }]);
    return [
      { ...table, type: { ...table.type, limits: { ...limits, min } }, runs },
      ` has ${by} entries more, ${text(ref)}`,
    ];
  });

const tableType: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'tables', random, (table: Table) => {
    const { element } = table.type;
    const next = random.oneIn(2)
      ? { ...element, nullable: !element.nullable }
      : { ...element, heap: random.pick(['func', 'extern', 'any', 'exn', 0, 1] as const) };
    return [{ ...table, type: { ...table.type, element: next } }, `.type.element = ${JSON.stringify(next)}`];
  });

const memorySize: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'memories', random, (memory: Memory) => {
    const { limits } = memory.type;
    if (random.oneIn(3)) {
      const max = limits.max === undefined ? limits.min + 3n : limits.max + BigInt(random.pick([-1, 1]));
      return [{ ...memory, type: { ...memory.type, limits: { ...limits, max } } }, '.type.limits.max changed'];
    }
    const min = limits.min + BigInt(random.pick([-1, 1, 1, 2, 7]));
    if (min < 0n) return undefined;
    return [{ ...memory, type: { ...memory.type, limits: { ...limits, min } } }, `.type.limits.min = ${min}`];
  });

const memoryType: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'memories', random, (memory: Memory) => {
    const { type } = memory;
    const address: AddrType = type.address === 'i32' ? 'i64' : 'i32';
    return random.oneIn(2)
      ? [{ ...memory, type: { ...type, shared: !type.shared } }, '.type.shared turned']
      : [{ ...memory, type: { ...type, address } }, '.type.address turned'];
  });

/** A block with some bytes of its data changed; the pages stay other than zero as a rule. */
function scribbled(block: Block, random: Random): Block {
  const { data } = block;
  if (data.coding !== 'raw') return block;
  const index = indexOf(data.views, random) ?? 0;
  const view = data.views[index];
  if (view === undefined) return block;
  const bytes = view.slice();
  for (let count = 0; count < 64; count++) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
  return { ...block, data: { ...data, views: replaced(data.views, index, bytes) } };
}

const memoryBytes: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'memories', random, (memory: Memory) => {
    const blocks = [...memory.image.blocks];
    const index = indexOf(blocks, random);
    const block = index === undefined ? undefined : blocks[index];
    if (index === undefined || block === undefined) return undefined;
    const next = random.oneIn(4) ? spliced(blocks, index, 1) : replaced(blocks, index, scribbled(block, random));
    return [{ ...memory, image: { ...memory.image, blocks: next } }, `.image.blocks[${index}] changed`];
  });

const memoryBase: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'memories', random, (memory: Memory) => {
    const base = random.oneIn(2)
      ? ({ kind: 'zeros' } as const)
      : ({ kind: 'module', instance: anyIndex(checkpoint.instances.length, random) } as const);
    return [{ ...memory, image: { ...memory.image, base } }, `.image.base = ${JSON.stringify(base)}`];
  });

const structField: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'structs', random, (struct) => {
    const index = indexOf(struct.fields, random);
    const field = index === undefined ? undefined : struct.fields[index];
    if (index === undefined || field === undefined || random.oneIn(12)) {
      const fields: readonly Field[] = random.oneIn(2)
        ? struct.fields.slice(1)
        : [...struct.fields, numberOf('i32', random)];
      return [{ ...struct, fields }, '.fields are more or fewer'];
    }
    const next = otherField(subject, checkpoint, field, random);
    return [{ ...struct, fields: replaced(struct.fields, index, next) }, `.fields[${index}] = ${text(next)}`];
  });

const structType: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'structs', random, (struct) => {
    const type = anyIndex(checkpoint.types.flat().length, random);
    return [{ ...struct, type }, `.type = ${type}`];
  });

const arrayElements: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'arrays', random, (array) => {
    const { elements } = array;
    if (random.oneIn(8)) {
      const type = anyIndex(checkpoint.types.flat().length, random);
      return [{ ...array, type }, `.type = ${type}`];
    }
    if (elements.storage === 'ref') {
      const { refs } = elements;
      const index = indexOf(refs, random);
      const ref = index === undefined ? undefined : refs[index];
      if (index === undefined || ref === undefined) return undefined;
      const next = random.oneIn(4)
        ? spliced(refs, index, random.pick([0, 1, 1]), ...(random.oneIn(2) ? [ref] : []))
        : replaced(refs, index, otherRef(subject, checkpoint, ref, random));
      return [{ ...array, elements: { ...elements, refs: next } }, `.elements.refs[${index}] changed`];
    }
    const bytes = elements.bytes.slice(0, Math.max(0, elements.bytes.length - random.pick([0, 0, 0, 1, 8])));
    if (bytes.length > 0) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
    const storage = random.oneIn(8) ? random.pick(['i8', 'i16', 'i32', 'i64', 'f64'] as const) : elements.storage;
    return [{ ...array, elements: { storage, bytes } }, `.elements: ${bytes.length} bytes of ${storage}`];
  });

const exception: Mutation = (subject, checkpoint, random) =>
  changeItem(checkpoint, 'exceptions', random, (exn) => {
    const index = indexOf(exn.args, random);
    const arg = index === undefined ? undefined : exn.args[index];
    if (index === undefined || arg === undefined || random.oneIn(3)) {
      const tag = anyIndex(checkpoint.tags.length, random);
      return [{ ...exn, tag }, `.tag = ${tag}`];
    }
    if (random.oneIn(6)) return [{ ...exn, args: spliced(exn.args, index, 1) }, `.args[${index}] taken out`];
    const next = otherValue(subject, checkpoint, arg, random);
    return [{ ...exn, args: replaced(exn.args, index, next) }, `.args[${index}] = ${text(next)}`];
  });

const tagType: Mutation = (_, checkpoint, random) =>
  changeItem(checkpoint, 'tags', random, () => {
    const type = anyIndex(checkpoint.types.flat().length, random);
    return [{ type }, `.type = ${type}`];
  });

/** One more object, a copy of one that there is: identities change, types do not. */
const copy: Mutation = (_: Subject, checkpoint: Checkpoint, random: Random) => {
  const key = random.pick(['structs', 'arrays', 'exceptions', 'hostRefs'] as const);
  const list: readonly unknown[] = checkpoint[key];
  const index = indexOf(list, random);
  if (index === undefined) return undefined;
  return { checkpoint: { ...checkpoint, [key]: [...list, list[index]] }, what: `${key}[${index}] copied` };
};

/** Changes of what is in the store. */
export const storeMutations: readonly Mutation[] = [
  ...[globalValue, globalValue, globalValue, globalType, tableEntry, tableEntry, tableEntry, tableSize, tableType],
  ...[memorySize, memorySize, memoryType, memoryBytes, memoryBase, structField, structField, structField, structType],
  ...[arrayElements, arrayElements, exception, exception, tagType, copy],
];
