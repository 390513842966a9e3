import { ByteReader } from '@wasm-checkpoint/bytes';
import type { CheckpointLimit } from '@wasm-checkpoint/tables';
import { checkpointFaults, fault } from '../faults.js';
import { checkLimit, type ReaderLimits, withLimits } from '../limits.js';
import { dumpSection, MODULE_HEADER, moduleSection } from './codes.js';
import { readGlobal, readMemType } from './constants.js';
import { type PendingSegment, placeSegments, readSegments } from './data.js';
import type { CoreDump, DumpFrame, DumpGlobal, DumpInstance, DumpMemory, DumpThread } from './syntax.js';
import { readValue } from './values.js';

export interface CoreDumpOptions {
  readonly limits?: Partial<ReaderLimits>;
}

/** What the sections gave so far. */
interface Parts {
  executable: string | undefined;
  modules: string[] | undefined;
  instances: DumpInstance[] | undefined;
  memories: DumpMemory['type'][] | undefined;
  globals: DumpGlobal[] | undefined;
  segments: PendingSegment[] | undefined;
  readonly threads: DumpThread[];
}

class DumpReader {
  readonly #limits: ReaderLimits;
  readonly #parts: Parts = {
    executable: undefined,
    modules: undefined,
    instances: undefined,
    memories: undefined,
    globals: undefined,
    segments: undefined,
    threads: [],
  };
  #frames = 0;

  constructor(limits: ReaderLimits) {
    this.#limits = limits;
  }

  read(bytes: Uint8Array): CoreDump {
    const reader = new ByteReader(bytes, checkpointFaults);
    // clause: dump-module
    if (MODULE_HEADER.some((byte, index) => bytes[index] !== byte)) throw fault('CKPT1200', {}, 0);
    reader.raw(MODULE_HEADER.length);
    while (!reader.atEnd) {
      const start = reader.offset;
      const id = reader.u8();
      const contents = reader.window(reader.u32());
      this.#section(id, contents, start);
    }
    return this.#finish();
  }

  #section(id: number, contents: ByteReader, start: number): void {
    switch (id) {
      case moduleSection.custom:
        this.#custom(contents, start);
        break;
      case moduleSection.import:
        // clause: dump-imports
        throw fault('CKPT1207', {}, start);
      case moduleSection.memory:
        this.#once('memories', 'memory', start);
        this.#parts.memories = this.#vec(contents, 'maxMemories', 2, 'memories', readMemType);
        this.#rest(contents, 'memory');
        break;
      case moduleSection.global:
        this.#once('globals', 'global', start);
        this.#parts.globals = this.#vec(contents, 'maxGlobals', 5, 'globals', readGlobal);
        this.#rest(contents, 'global');
        break;
      case moduleSection.data:
        this.#once('segments', 'data', start);
        this.#parts.segments = readSegments(contents);
        this.#rest(contents, 'data');
        break;
      default: // clause: dump-other: what is no part of a core dump is passed over
    }
  }

  #custom(contents: ByteReader, start: number): void {
    const name = contents.name();
    switch (name) {
      case dumpSection.core:
        this.#once('executable', name, start);
        this.#form(contents, 'core');
        this.#parts.executable = this.#name(contents, '');
        break;
      case dumpSection.modules:
        this.#once('modules', name, start);
        this.#parts.modules = this.#vec(contents, 'maxModules', 2, 'modules', (reader, path) => {
          this.#form(reader, path);
          return this.#name(reader, path);
        });
        break;
      case dumpSection.instances:
        this.#once('instances', name, start);
        this.#parts.instances = this.#vec(contents, 'maxInstances', 4, 'instances', (reader, path) =>
          this.#instance(reader, path),
        );
        break;
      case dumpSection.stack:
        checkLimit(this.#limits, 'maxThreads', this.#parts.threads.length + 1, start);
        this.#parts.threads.push(this.#thread(contents));
        break;
      default: // clause: dump-other
        return;
    }
    this.#rest(contents, name);
  }

  // clause: dump-once
  #once(part: keyof Parts, section: string, start: number): void {
    if (this.#parts[part] !== undefined) throw fault('CKPT1201', { section }, start);
  }

  // clause: dump-size
  #rest(contents: ByteReader, section: string): void {
    if (!contents.atEnd) throw fault('CKPT1206', { section, left: contents.remaining }, contents.offset);
  }

  /** The byte 0 in front of every item; another one would be a later form. */
  #form(reader: ByteReader, path: string): void {
    const at = reader.offset;
    const code = reader.u8();
    // clause: dump-form
    if (code !== 0) throw fault('CKPT1030', { what: 'form of a core dump item', code }, at, path);
  }

  #name(reader: ByteReader, path: string): string {
    const at = reader.offset;
    const size = reader.u32();
    checkLimit(this.#limits, 'maxNameBytes', size, at, path);
    reader.offset = at;
    return reader.name();
  }

  #vec<Item>(
    reader: ByteReader,
    limit: CheckpointLimit,
    minimum: number,
    path: string,
    item: (reader: ByteReader, path: string) => Item,
  ): Item[] {
    const at = reader.offset;
    const count = reader.count(minimum); // clause: conv-count
    checkLimit(this.#limits, limit, count, at, path);
    const items: Item[] = [];
    for (let index = 0; index < count; index++) items.push(item(reader, `${path}[${index}]`));
    return items;
  }

  #instance(reader: ByteReader, path: string): DumpInstance {
    this.#form(reader, path);
    const u32 = (inner: ByteReader): number => inner.u32();
    return {
      module: reader.u32(),
      memories: this.#vec(reader, 'maxIndexSpace', 1, `${path}.memories`, u32),
      globals: this.#vec(reader, 'maxIndexSpace', 1, `${path}.globals`, u32),
    };
  }

  #thread(reader: ByteReader): DumpThread {
    const path = `threads[${this.#parts.threads.length}]`;
    this.#form(reader, path);
    const name = this.#name(reader, path);
    const frames = this.#vec(reader, 'maxFrames', 6, `${path}.frames`, (inner, where) => this.#frame(inner, where));
    return { name, frames };
  }

  // clause: dump-stack
  #frame(reader: ByteReader, path: string): DumpFrame {
    this.#frames += 1;
    checkLimit(this.#limits, 'maxFrames', this.#frames, reader.offset, path);
    this.#form(reader, path);
    return {
      instance: reader.u32(),
      funcidx: reader.u32(),
      offset: reader.u32(),
      locals: this.#vec(reader, 'maxLocals', 1, `${path}.locals`, readValue),
      operands: this.#vec(reader, 'maxOperands', 1, `${path}.operands`, readValue),
    };
  }

  // clause: dump-index
  #check(space: string, index: number, count: number, path: string): void {
    if (index >= count) throw fault('CKPT1203', { space, index, count }, 0, path);
  }

  #finish(): CoreDump {
    const { executable, threads } = this.#parts;
    // clause: dump-core
    if (executable === undefined && threads.length === 0) throw fault('CKPT1202', { section: dumpSection.core }, 0);
    const memories = placeSegments(this.#parts.memories ?? [], this.#parts.segments ?? []);
    const globals = this.#parts.globals ?? [];
    // clause: dump-implied
    const modules = this.#parts.modules ?? [executable ?? ''];
    const instances = this.#parts.instances ?? [
      { module: 0, memories: [...memories.keys()], globals: [...globals.keys()] },
    ];
    for (const [at, instance] of instances.entries()) {
      const path = `instances[${at}]`;
      this.#check('module', instance.module, modules.length, path);
      for (const index of instance.memories) this.#check('memory', index, memories.length, path);
      for (const index of instance.globals) this.#check('global', index, globals.length, path);
    }
    for (const [at, thread] of threads.entries()) {
      for (const [depth, frame] of thread.frames.entries()) {
        this.#check('instance', frame.instance, instances.length, `threads[${at}].frames[${depth}]`);
      }
    }
    return { executable, modules, instances, memories, globals, threads };
  }
}

/**
 * Reads a core dump; the bytes of segments are views into `bytes`.
 *
 * Throws nothing but Diagnostics: CKPT1001 to CKPT1006, CKPT1030, CKPT1200 to CKPT1207, CKPT2009 to CKPT2011, CKPT9001.
 */
export function decodeCoreDump(bytes: Uint8Array, options: CoreDumpOptions = {}): CoreDump {
  return new DumpReader(withLimits(options.limits)).read(bytes);
}
