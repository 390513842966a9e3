import { type ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import type { Mnemonic } from '@wasm-checkpoint/tables';
import { readInstructions, readLocals } from '../decode/code.js';
import { readInstruction, readOpcode } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import { bodyOffset } from '../decode/offsets.js';
import { skipImmediates } from '../decode/skip.js';
import { type ImmediatesOf, instruction } from '../syntax/build.js';
import type { Instruction } from '../syntax/instruction.js';
import type { BodyRange } from '../syntax/module.js';
import type { InstructionSyntax, Locals } from '../syntax/module-syntax.js';
import { type Opcode, opcodes } from '../syntax/opcode.js';
import { encodeInstruction } from './immediates.js';
import { type IndexMaps, type IndexSpace, immediateMaps, mapInstruction, mapShared, mapValtype } from './indexmaps.js';
import { OffsetMap, OffsetMapBuilder } from './offsetmap.js';
import { writeLocals } from './sections.js';

/** The body of a function of the module that is re-encoded. */
export class BodySource {
  readonly module: Module;
  readonly funcidx: number;
  readonly range: BodyRange;

  constructor(module: Module, funcidx: number) {
    this.module = module;
    this.funcidx = funcidx;
    this.range = module.body(funcidx);
  }

  /** The local declarations as written, parameters not among them. */
  locals(): readonly Locals[] {
    return readLocals(this.reader(), this.module.scope);
  }

  /** The instructions in order, the last `end` included; offsets are module offsets. */
  *instructions(): Generator<Instruction, void, undefined> {
    const reader = this.reader();
    readLocals(reader, this.module.scope);
    yield* readInstructions(reader, this.module.scope);
  }

  /** A reader at the first byte of the local declarations. */
  reader(): ByteReader {
    return this.module.reader(this.range.start, this.range.end);
  }
}

/** Which opcodes name an index of a space that changes, by their place in the table. */
export function opcodesTouching(changed: ReadonlySet<IndexSpace>): readonly boolean[] {
  const touches = (row: Opcode): boolean =>
    row.immediates.some((kind) => immediateMaps[kind]?.spaces.some((space) => changed.has(space)));
  return opcodes.map(touches);
}

/** What all bodies of one re-encoding share. */
export interface BodyContext {
  /** Maps that leave alone what `changed` does not hold. */
  readonly maps: IndexMaps;
  readonly changed: ReadonlySet<IndexSpace>;
  /** `opcodesTouching(changed)`. */
  readonly touched: readonly boolean[];
}

/**
 * Writes the new body of a function and keeps account of where its instructions went.
 *
 * `copy` and `copyBody` take what is of the old module and map its indices; `emit` takes what is of the new one.
 */
export class BodyEmitter {
  readonly source: BodySource;
  readonly #context: BodyContext;
  readonly #offsets = new OffsetMapBuilder();
  /** Made by the first write, since most bodies of most modules stay as they are. */
  #lazyWriter: ByteWriter | undefined;
  #verbatim = false;

  constructor(source: BodySource, context: BodyContext) {
    this.source = source;
    this.#context = context;
  }

  get #writer(): ByteWriter {
    const { start, end } = this.source.range;
    this.#lazyWriter ??= new ByteWriter(end - start + 64);
    return this.#lazyWriter;
  }

  /** Body offset in the new body of what is written next. */
  get offset(): number {
    return this.#lazyWriter?.length ?? 0;
  }

  /** The local declarations, in the new type indices; to be written first. */
  locals(declarations: readonly Locals[]): void {
    writeLocals(this.#writer, declarations);
    this.#offsets.add(0, 0, 1);
  }

  /** Declarations of the old body in the new type indices. */
  mapLocals(declarations: readonly Locals[]): readonly Locals[] {
    return mapShared(declarations, (locals) => {
      const type = mapValtype(this.#context.maps, locals.type);
      return type === locals.type ? locals : { count: locals.count, type };
    });
  }

  /** An instruction of the old body with its indices mapped. */
  copy(old: Instruction): void {
    const mapped = this.#context.touched[old.opcode.index] === true ? mapInstruction(this.#context.maps, old) : old;
    if (mapped === old) this.copyBytes(old.offset, old.offset + old.size);
    else this.#copyAs(old, mapped);
  }

  /** A part of the old body as it is, from and to module offsets; for instructions without an index that changes. */
  copyBytes(start: number, end: number): void {
    if (end <= start) return;
    this.#offsets.add(bodyOffset(this.source.range, start), this.#writer.length, end - start);
    this.#writer.raw(this.source.module.bytes.subarray(start, end));
  }

  /** A new instruction, in new indices: `emit('call', 3)`. */
  emit<Name extends Mnemonic>(name: Name, ...immediates: ImmediatesOf<Name>): void {
    this.emitInstruction(instruction(name, ...immediates));
  }

  /** A new instruction, in new indices. */
  emitInstruction(added: InstructionSyntax): void {
    encodeInstruction(this.#writer, added);
  }

  /** Says that what is written next stands for the old instruction at a module offset. */
  mark(offset: number): void {
    this.#offsets.add(bodyOffset(this.source.range, offset), this.#writer.length, 1);
  }

  /** The whole old body with its indices mapped, and nothing else; bytes between changed instructions are copied as they are. */
  copyBody(): void {
    const { range, module } = this.source;
    if (this.#context.changed.size === 0) {
      this.#verbatim = true;
      return;
    }
    const reader = this.source.reader();
    const declarations = readLocals(reader, module.scope);
    const mapped = this.mapLocals(declarations);
    let copied = range.start;
    if (mapped !== declarations) {
      this.locals(mapped);
      copied = reader.offset;
    }
    while (!reader.atEnd) {
      const start = reader.offset;
      const opcode = readOpcode(reader);
      if (this.#context.touched[opcode.index] !== true) {
        skipImmediates(reader, opcode, module.scope);
        continue;
      }
      reader.offset = start;
      const old = readInstruction(reader, module.scope);
      const image = mapInstruction(this.#context.maps, old);
      if (image === old) continue;
      this.copyBytes(copied, start);
      this.#copyAs(old, image);
      copied = reader.offset;
    }
    this.#verbatim = copied === range.start;
    if (!this.#verbatim) this.copyBytes(copied, range.end);
  }

  /** Whether the new body is the old one, byte for byte. */
  get verbatim(): boolean {
    return this.#verbatim;
  }

  /** The new body without its size; valid until something is written. */
  view(): Uint8Array {
    const { start, end } = this.source.range;
    return this.#verbatim ? this.source.module.bytes.subarray(start, end) : this.#writer.view();
  }

  /** Where the old instructions are now; asked for when the body is complete. */
  offsetMap(): OffsetMap {
    const { start, end } = this.source.range;
    if (this.#verbatim) return OffsetMap.identity(end - start);
    this.#offsets.add(end - start, this.#writer.length, 1);
    return this.#offsets.finish();
  }

  #copyAs(old: Instruction, image: InstructionSyntax): void {
    const to = this.#writer.length;
    encodeInstruction(this.#writer, image);
    // Of equal size means that everything behind keeps its distance, so the run goes on.
    this.#offsets.add(
      bodyOffset(this.source.range, old.offset),
      to,
      this.#writer.length - to === old.size ? old.size : 1,
    );
  }
}
