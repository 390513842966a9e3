import type { Checkpoint } from '@wasm-checkpoint/format';
import { spaceOf } from '../../host/bindings.js';
import type { ObjectKind } from '../../host/offers.js';
import type { Draft } from './draft.js';

/** The objects of a kind that something of a checkpoint refers to. */
function usedOf(checkpoint: Checkpoint, kind: ObjectKind): ReadonlySet<number> {
  const used = new Set<number>();
  for (const instance of checkpoint.instances) for (const address of instance[spaceOf[kind]]) used.add(address);
  if (kind === 'memory') {
    for (const { status } of checkpoint.threads) if (status.kind === 'waiting') used.add(status.memory);
  }
  if (kind === 'tag') for (const { tag } of checkpoint.exceptions) used.add(tag);
  return used;
}

/** For each address the new one, when those that are not kept go. */
function renumbering(count: number, isKept: (address: number) => boolean): readonly number[] {
  let next = 0;
  return Array.from({ length: count }, (_, address) => (isKept(address) ? next++ : -1));
}

/** Leaves out the memories, tables, globals and tags to which the update took the last reference. */
export function prune(before: Checkpoint, draft: Draft): void {
  const move = (kind: ObjectKind): ((address: number) => number) => {
    const was = usedOf(before, kind);
    const is = usedOf(draft, kind);
    const isKept = (address: number): boolean => is.has(address) || !was.has(address);
    const space = spaceOf[kind];
    const places = renumbering(draft[space].length, isKept);
    const moved = (address: number): number => places[address] ?? address;
    for (const instance of draft.instances) instance[space] = instance[space].map(moved);
    return moved;
  };
  const keep = <Item>(items: readonly Item[], moved: (address: number) => number): Item[] =>
    items.filter((_, address) => moved(address) >= 0);
  draft.tables = keep(draft.tables, move('table'));
  draft.globals = keep(draft.globals, move('global'));
  const memory = move('memory');
  draft.memories = keep(draft.memories, memory);
  draft.threads = draft.threads.map((thread) => {
    const { status } = thread;
    return status.kind === 'waiting' ? { ...thread, status: { ...status, memory: memory(status.memory) } } : thread;
  });
  const tag = move('tag');
  draft.tags = keep(draft.tags, tag);
  draft.exceptions = draft.exceptions.map((exception) => ({ ...exception, tag: tag(exception.tag) }));
}

/** Makes one of modules that are now the same. Clause syn-module-distinct. */
export function mergeModules(draft: Draft): void {
  const known = new Map<string, number>();
  const places: number[] = [];
  draft.modules = draft.modules.filter(({ digest }) => {
    const key = digest.join();
    const first = known.get(key);
    const place = first ?? known.size;
    known.set(key, place);
    places.push(place);
    return first === undefined;
  });
  for (const instance of draft.instances) instance.module = places[instance.module] ?? instance.module;
}
