import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, fault, type ModuleBases, type PageSource } from '@wasm-checkpoint/format';
import { type Engine, EngineRefusal } from '../engine.js';
import type { Program } from '../programs/program.js';
import type { Store } from '../store/store.js';
import { adoptObjects } from './adoption.js';
import { fillStore } from './contents.js';
import { Heap } from './heap.js';
import { HeapPlan } from './heap-plan.js';
import { obtainHostStates, type RestoreHost } from './host.js';
import { Linker } from './linker.js';
import { Maker } from './maker.js';
import type { Before } from './memories.js';
import { StoreObjects } from './objects.js';
import { ReferenceMaker } from './references.js';
import { dropSegments, segmentsAsBefore } from './segments.js';
import { beginWaits, type StackImage, stackImages } from './stacks.js';
import { keepHostObjects, Undo } from './undo.js';

/** A checkpoint with all that restoring it takes besides a host: looked at once, restored as often as wanted. */
export interface SnapshotParts {
  readonly engine: Engine;
  readonly checkpoint: Checkpoint;
  /** Of the modules of the checkpoint, by index. */
  readonly programs: readonly Program[];
  /** The contents of memories, resolved, by address. */
  readonly sources: readonly PageSource[];
  readonly bases: ModuleBases;
  newStore(): Store;
}

/** What a store was restored with, so that it can be set back. */
interface Restored {
  readonly objects: StoreObjects;
  readonly references: ReferenceMaker;
}

/**
 * A checkpoint that is ready to be restored, any number of times.
 *
 * Clauses exec-restore-atomic, exec-restore-start.
 */
export class Snapshot {
  readonly checkpoint: Checkpoint;
  readonly #parts: SnapshotParts;
  /** The program of each instance. */
  readonly #programs: readonly Program[];
  readonly #stacks: readonly StackImage[];
  readonly #heap: HeapPlan;
  readonly #restored = new WeakMap<Store, Restored>();

  constructor(parts: SnapshotParts) {
    this.checkpoint = parts.checkpoint;
    this.#parts = parts;
    this.#programs = parts.checkpoint.instances.map(({ module }) => {
      const program = parts.programs[module];
      if (program === undefined) throw new RangeError(`there is no module ${module}`);
      return program;
    });
    this.#stacks = stackImages(parts.engine, parts.checkpoint, this.#programs);
    this.#compileContinuations();
    this.#heap = new HeapPlan(parts.engine, parts.checkpoint);
  }

  /** Compiles what the frames go on with, so that what the engine does not take is refused before anything runs. */
  #compileContinuations(): void {
    this.checkpoint.threads.forEach(({ frames }, thread) => {
      frames.forEach(({ instance, funcidx, offset }, frame) => {
        try {
          this.#programs[instance]?.continuation(funcidx, offset, frame === 0 ? 'run' : 'return');
        } catch (error) {
          if (!(error instanceof EngineRefusal)) throw error;
          // clause: exec-restore-engine
          const what = `the code that goes on at offset ${offset} of function ${funcidx}`;
          throw fault('CKPT4030', { what, reason: error.message }, 0, `threads[${thread}].frames[${frame}]`);
        }
      });
    });
  }

  /**
   * A store with the instances and threads of the checkpoint; nothing has run in it.
   *
   * Errors: CKPT3151 to CKPT3158 for what the host does not offer, CKPT4030, CKPT4032, CKPT4033, CKPT9003. Then nothing is left
   * of the attempt, but that memories and tables of the host may have grown.
   */
  restore(host: RestoreHost = {}): Store {
    const undo = new Undo();
    try {
      return this.#restore(host, undo);
    } catch (error) {
      undo.run();
      throw refusal(error);
    }
  }

  /**
   * Sets a store that this snapshot was restored to back to it, which is faster than another restore; false, and nothing done,
   * where it cannot be: a memory or table has grown, a segment was dropped since, or a thread is running.
   *
   * What the host holds is not set back, but for memories, tables and globals that instances import.
   */
  reset(store: Store): boolean {
    const restored = this.#restored.get(store);
    if (restored === undefined || !this.#fits(store, restored.objects)) return false;
    this.#fill(store, restored.objects, restored.references, 'anything');
    return true;
  }

  #restore(host: RestoreHost, undo: Undo): Store {
    const { checkpoint } = this;
    const { engine, newStore } = this.#parts;
    const { imports = {}, hostStates = [] } = host;
    const modules = this.#programs.map(({ module }) => module);
    const store = newStore();
    const objects = new StoreObjects(checkpoint);
    const references = new ReferenceMaker(checkpoint, store.instances, host);
    objects.offer(engine, modules, host);
    keepHostObjects(checkpoint, modules, objects, undo);
    for (const { kind, address } of objects.hosts) objects.grow(kind, address);
    const linker = new Linker(checkpoint, store, objects, imports);
    this.#programs.forEach((program, index) => {
      const instance = store.link(program, linker.bind(program, index));
      objects.define(instance, index);
      dropSegments(checkpoint, instance, index);
    });
    references.obtainHostRefs();
    undo.add(obtainHostStates(checkpoint, hostStates));
    this.#fill(store, objects, references, 'fresh');
    this.#restored.set(store, { objects, references });
    return store;
  }

  #fill(store: Store, objects: StoreObjects, references: ReferenceMaker, before: Before): void {
    const { engine, checkpoint, sources, bases } = this.#parts;
    store.refill((tape) => {
      const { instances } = store;
      if (this.#heap.maker !== undefined) {
        const heap = new Heap(new Maker(engine, this.#heap, tape, objects, (ref) => references.place(tape, ref)));
        references.heap = heap;
        adoptObjects(engine, checkpoint, instances, tape, heap);
        heap.make();
      }
      fillStore({ engine, checkpoint, sources, bases, objects, references, instances, tape, before });
      const threads = this.#stacks.map((stack) => stack.thread(instances, tape, references));
      beginWaits(engine, this.#stacks, threads, objects);
      return threads;
    });
  }

  /** Whether nothing has happened to a store that filling does not set back. */
  #fits(store: Store, objects: StoreObjects): boolean {
    const { memories, tables, instances } = this.checkpoint;
    return (
      !store.busy &&
      store.instances.length === instances.length &&
      memories.every(
        (_, address) => !objects.has('memory', address) || objects.excess('memory', address) === undefined,
      ) &&
      tables.every((_, address) => !objects.has('table', address) || objects.excess('table', address) === undefined) &&
      store.instances.every((instance, index) => segmentsAsBefore(this.checkpoint, instance, index))
    );
  }
}

/** What the engine refuses as a diagnostic. */
function refusal(error: unknown): unknown {
  // clause: exec-restore-engine
  if (error instanceof EngineRefusal) return fault('CKPT4030', { what: 'an instance', reason: error.message }, 0);
  // clause: exec-restore-resources
  if (error instanceof RangeError && !(error instanceof Diagnostic)) {
    return fault('CKPT9003', { what: `an instance: ${error.message}` }, 0);
  }
  return error;
}
