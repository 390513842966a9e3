import type { ByteReader } from '@wasm-checkpoint/bytes';
import {
  type Blocktype,
  type Expr,
  type ImmediateKind,
  type IndexSpace,
  immediateReaders,
  opcodeOf,
  opcodes,
  readLocals,
  readOpcode,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { ModuleView } from '../module-view.js';
import type { Signatures, Tokens } from './tokens.js';

type Read = (reader: ByteReader, into: Tokens, source: Tokeniser) => void;

const u32: Read = (reader, into) => into.words.push(reader.u32());
const byte: Read = (reader, into) => into.words.push(reader.u8());
const bytes16: Read = (reader, into) => {
  for (let left = 4; left > 0; left--) into.words.push(reader.fixed32());
};
const list =
  (read: Read): Read =>
  (reader, into, source) => {
    const count = reader.count(1);
    into.words.push(count);
    for (let left = count; left > 0; left--) read(reader, into, source);
  };
const index =
  (space: IndexSpace): Read =>
  (reader, into) =>
    into.site(space, reader.u32());

/** Set in the flags of an access that states its memory. */
const STATES_MEMORY = 0x40;
/** Catch clauses below this code name a tag. */
const CATCH_ALL = 2;

/** Most static offsets take one or two bytes; a bigint costs as much as the rest of the instruction. */
const offset: Read = (reader, into) => {
  const first = reader.bytes[reader.offset] ?? 0x80;
  const second = reader.bytes[reader.offset + 1] ?? 0x80;
  const size = first < 0x80 ? 1 : 2;
  if ((size === 1 || second < 0x80) && reader.remaining >= size) {
    into.words.push(size === 1 ? first : (first & 0x7f) | (second << 7));
    into.words.push(0);
    reader.offset += size;
  } else into.wide(reader.u64());
};

/** How each kind of immediate becomes words; indices of the module become sites, types closed types. */
const readers: Readonly<Record<ImmediateKind, Read>> = {
  blocktype: (reader, into, source) => {
    into.words.push(source.blocktype(immediateReaders.blocktype(reader, source.view.module.scope)));
  },
  typeidx: (reader, into, { view }) => into.words.push(view.indices[reader.u32()] ?? -1),
  heaptype: (reader, into, { view }) => {
    into.words.push(view.types.closeHeap(view.indices, immediateReaders.heaptype(reader, view.module.scope)));
  },
  'valtype*': (reader, into, { view }) => {
    const types = immediateReaders['valtype*'](reader, view.module.scope);
    into.words.push(types.length);
    for (const type of types) into.words.push(view.types.close(view.indices, type));
  },
  funcidx: index('funcidx'),
  tableidx: index('tableidx'),
  memidx: index('memidx'),
  globalidx: index('globalidx'),
  tagidx: index('tagidx'),
  elemidx: index('elemidx'),
  dataidx: index('dataidx'),
  memarg: (reader, into, source) => {
    const flags = reader.u32();
    into.words.push(flags & ~STATES_MEMORY);
    into.site('memidx', (flags & STATES_MEMORY) === 0 ? 0 : reader.u32());
    offset(reader, into, source);
  },
  'catch*': list((reader, into) => {
    const code = reader.u8();
    into.words.push(code);
    if (code < CATCH_ALL) into.site('tagidx', reader.u32());
    into.words.push(reader.u32());
  }),
  localidx: u32,
  labelidx: u32,
  fieldidx: u32,
  u32,
  'labelidx*': list(u32),
  laneidx: byte,
  zero: byte,
  castflags: byte,
  'laneidx^16': bytes16,
  v128: bytes16,
  i32: (reader, into) => into.words.push(reader.s32()),
  i64: (reader, into) => into.wide(reader.s64()),
  f32: (reader, into) => into.words.push(reader.fixed32()),
  f64: (reader, into) => into.wide(reader.fixed64()),
};

/** The readers of the immediates of each opcode, by its place in the table. */
const readersOf: readonly (readonly Read[])[] = opcodes.map(({ immediates }) =>
  immediates.map((kind) => readers[kind]),
);

const REF_FUNC = opcodeOf('ref.func');
const END = opcodeOf('end');

/** Turns the bodies and constant expressions of one module into tokens; throws what reading them throws. */
export class Tokeniser {
  readonly view: ModuleView;
  readonly #signatures: Signatures;
  readonly #blocktypes: (number | undefined)[] = [];

  constructor(view: ModuleView, signatures: Signatures) {
    this.view = view;
    this.#signatures = signatures;
  }

  /** Replaces `into` by the body of a function that the module defines. */
  body(funcidx: number, into: Tokens): void {
    const { module, types, indices } = this.view;
    const range = module.body(funcidx);
    const reader = module.reader(range.start, range.end);
    into.clear();
    let last: { type: Valtype; count: number } | undefined;
    for (const { count, type } of readLocals(reader, module.scope)) {
      if (count === 0) continue;
      const closed = types.close(indices, type);
      if (last?.type === closed) last.count += count;
      else {
        if (last !== undefined) pushLocals(into, last);
        last = { type: closed, count };
      }
    }
    if (last !== undefined) pushLocals(into, last);
    into.words.push(0);
    this.#instructions(reader, into, range.start);
  }

  /** Replaces `into` by a constant expression. */
  expr({ start, end }: Expr, into: Tokens): void {
    into.clear();
    this.#instructions(this.view.module.reader(start, end), into, 0);
  }

  /** Replaces `into` by the constant expression `ref.func`. */
  refFunc(funcidx: number, into: Tokens): void {
    into.clear();
    into.starts.push(0);
    into.offsets.push(0);
    into.words.push(REF_FUNC.index);
    into.site('funcidx', funcidx);
    into.starts.push(into.words.length);
    into.offsets.push(0);
    into.words.push(END.index);
  }

  #instructions(reader: ByteReader, into: Tokens, base: number): void {
    const { words, starts, offsets } = into;
    while (!reader.atEnd) {
      starts.push(words.length);
      offsets.push(reader.offset - base);
      const { index: place } = readOpcode(reader);
      words.push(place);
      const immediates = readersOf[place];
      if (immediates !== undefined) for (const read of immediates) read(reader, into, this);
    }
  }

  /** The number of the signature that a block type stands for. */
  blocktype(type: Blocktype): number {
    const { types, indices } = this.view;
    switch (type.kind) {
      case 'empty':
        return this.#signatures.of([], []);
      case 'result':
        return this.#signatures.of([], [types.close(indices, type.type)]);
      case 'type': {
        const known = this.#blocktypes[type.typeidx];
        if (known !== undefined) return known;
        const composite = types.composite(indices[type.typeidx] ?? -1);
        const number = composite?.kind === 'func' ? this.#signatures.of(composite.params, composite.results) : -1;
        this.#blocktypes[type.typeidx] = number;
        return number;
      }
    }
  }
}

function pushLocals(into: Tokens, { type, count }: { readonly type: Valtype; readonly count: number }): void {
  into.words.push(count);
  into.words.push(type);
}
