import { heapOf } from '@wasm-checkpoint/wasm';
import type {
  GlobalState,
  HostStateSource,
  InstanceState,
  MemoryState,
  ProgramState,
  RefState,
  TableRunState,
  TableState,
  TagState,
  ThreadState,
} from '../capture/index.js';
import type { Engine, EngineGlobal, EngineMemory, EngineTable, EngineTag } from '../engine.js';
import { hierarchyOf } from '../modules/constants.js';
import { exceptionTable } from '../objects/exception-table.js';
import type { Instance } from '../store/instance.js';
import type { Thread } from '../store/thread.js';
import type { Waiting } from '../store/waiting.js';
import type { Tape } from '../tape/tape.js';
import { CellReader } from './cells.js';
import { FrameView } from './frames.js';
import { GlobalView } from './globals.js';
import { type DescribeHostRef, ObjectView } from './objects.js';
import { ReferenceView } from './references.js';

/** What the host adds to the state of a store. */
export interface HostView {
  /** In the order of restoring. */
  readonly hostStates?: readonly HostStateSource[];
  readonly describe?: DescribeHostRef;
}

/** A store as the builder of checkpoints sees it: the same objects for the same things in every capture. */
export class StoreView {
  readonly #engine: Engine;
  readonly #tape: Tape;
  readonly #instances: () => readonly Instance[];
  readonly #states = new WeakMap<Instance, InstanceState>();
  readonly #memories = new WeakMap<EngineMemory, MemoryState>();
  readonly #tables = new WeakMap<EngineTable, TableState>();
  readonly #globals = new WeakMap<EngineGlobal, GlobalState>();
  readonly #tags = new WeakMap<EngineTag, TagState>();
  readonly #objects: ObjectView;
  readonly #references: ReferenceView;
  readonly #cells: CellReader;
  readonly #frames: FrameView;
  readonly #values: GlobalView;

  constructor(engine: Engine, tape: Tape, instances: () => readonly Instance[]) {
    this.#instances = instances;
    this.#engine = engine;
    this.#tape = tape;
    const state = (instance: Instance): InstanceState => this.instance(instance);
    this.#objects = new ObjectView(
      engine,
      tape,
      instances,
      (cell, type) => this.#cells.put(cell, type),
      (instance, tagidx, tag) => this.#tag(instance, tagidx, tag),
    );
    this.#references = new ReferenceView(engine, instances, state, this.#objects);
    this.#cells = new CellReader(tape, this.#references, this.#objects);
    this.#frames = new FrameView(this.#cells, state, (instance, tagidx, tag) => this.#tag(instance, tagidx, tag));
    this.#values = new GlobalView(tape, this.#references, this.#cells);
  }

  /** The state as it is now; to be used before the program goes on. */
  program(threads: readonly Thread[], { hostStates = [], describe }: HostView): ProgramState {
    this.#objects.describe = describe;
    this.#values.clear();
    const instances = this.#instances().map((instance) => this.instance(instance));
    const waiting = threads.flatMap((thread) => thread.waiting ?? []).sort((one, other) => one.number - other.number);
    return {
      instances,
      threads: threads.map((thread) => this.#frames.thread(thread, this.#status(thread, waiting))),
      hostStates,
    };
  }

  #status({ waiting }: Thread, order: readonly Waiting[]): ThreadState['status'] {
    const memory = waiting === undefined ? undefined : this.#memories.get(waiting.place.memory);
    if (waiting === undefined || memory === undefined) return { kind: 'runnable' };
    const { address } = waiting.place;
    return { kind: 'waiting', memory, address, timeout: waiting.left, ticket: order.indexOf(waiting) };
  }

  instance(instance: Instance): InstanceState {
    return known(this.#states, instance, () => this.#make(instance));
  }

  memory(instance: Instance, memidx: number): MemoryState {
    const memory = item(instance.memories, memidx);
    return known(this.#memories, memory, () => ({
      type: item(instance.program.module.memories, memidx),
      bytes: () => memory.bytes(),
    }));
  }

  #make(instance: Instance): InstanceState {
    const { program, memories, tables, globals, tags } = instance;
    const { module } = program;
    return {
      module,
      funcs: instance.funcs.map((_, funcidx) => this.#references.definition(instance, funcidx)),
      memories: memories.map((_, memidx) => this.memory(instance, memidx)),
      tables: tables.map((table, tableidx) => known(this.#tables, table, () => this.#table(table, instance, tableidx))),
      globals: globals.map((global, globalidx) =>
        known(this.#globals, global, () => ({
          type: { module, type: item(module.globals, globalidx) },
          value: () => this.#values.value(instance, globalidx),
        })),
      ),
      tags: tags.map((tag, tagidx) => this.#tag(instance, tagidx, tag)),
      dataSegment: (index) => (instance.dropped('data', index) ? 'dropped' : 'kept'),
      elementSegment: (index) => (instance.dropped('elem', index) ? 'dropped' : 'kept'),
      elementContents: (index): readonly RefState[] => {
        const hierarchy = hierarchyOf(module, heapOf(item(module.elements, index).type));
        return instance.elementRefs(index).map((value) => this.#references.state(hierarchy, value));
      },
    };
  }

  /** Entries of a table that the host cannot hold. */
  *#exceptions(table: EngineTable): Generator<TableRunState> {
    const get = exceptionTable(this.#engine, this.#tape, table).export('get');
    if (get?.kind !== 'func') return;
    for (let index = 0n; index < table.length; index++) {
      const ref = this.#tape.scratch(() => {
        const cell = this.#tape.put.end;
        get.call([Number(index)], 0);
        return this.#cells.put(cell, 'exn');
      });
      yield { length: 1n, ref: ref as RefState };
    }
  }

  #tag({ program: { module } }: Instance, tagidx: number, tag: EngineTag): TagState {
    return known(this.#tags, tag, () => ({ type: { module, typeidx: item(module.tags, tagidx).typeidx } }));
  }

  #table(table: EngineTable, instance: Instance, tableidx: number): TableState {
    const { module } = instance.program;
    const type = item(module.tables, tableidx);
    const hierarchy = hierarchyOf(module, heapOf(type.element));
    const references = this.#references;
    if (hierarchy === 'exn') return { type: { module, type }, runs: () => this.#exceptions(table) };
    return {
      type: { module, type },
      *runs(): Generator<TableRunState> {
        for (let index = 0n; index < table.length; index++) {
          yield { length: 1n, ref: references.state(hierarchy, table.get(index)) };
        }
      },
    };
  }
}

function known<Key extends object, Value>(map: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function item<Item>(list: readonly Item[], index: number): Item {
  const found = list[index];
  if (found === undefined) throw new RangeError(`there is no item ${index}`);
  return found;
}
