import { type Instruction, type Module, opcodes } from '@wasm-checkpoint/wasm';
import { mutate } from '../fuzz/mutation.js';
import type { Random } from '../fuzz/random.js';
import { randomInstruction } from './instructions.js';
import { otherUnsigned, paddedUnsigned } from './leb.js';
import type { Sample } from './samples.js';
import { join, Subject, skipLeb } from './subject.js';

/** A changed module, and how it was changed. */
export interface Mutant {
  readonly sample: string;
  readonly how: string;
  readonly bytes: Uint8Array;
}

const ofShape = new Map<string, (typeof opcodes)[number][]>();
for (const row of opcodes) {
  const shape = row.immediates.join();
  const rows = ofShape.get(shape) ?? [];
  rows.push(row);
  ofShape.set(shape, rows);
}

const opcodeBytes = ({ prefix, opcode }: (typeof opcodes)[number]): number[] =>
  prefix === 0 ? [opcode] : [prefix, ...paddedUnsigned(opcode, 1)];

type Pieces = (Uint8Array | number[])[];
/** A change of a body given as its instructions' bytes; the locals are the first piece. */
const bodyChanges: Readonly<Record<string, (pieces: Pieces, at: number, random: Random, own: Instruction) => void>> = {
  'swap opcode': (pieces, at, random, own) => {
    const row = random.pick(ofShape.get(own.opcode.immediates.join()) ?? [own.opcode]);
    const piece = pieces[at] ?? [];
    pieces[at] = [...opcodeBytes(row), ...[...piece].slice(opcodeBytes(own.opcode).length)];
  },
  'change immediate': (pieces, at, random, own) => {
    const head = opcodeBytes(own.opcode);
    const tail = [...(pieces[at] ?? [])].slice(head.length);
    if (tail.length === 0) return;
    const from = random.integer(0, tail.length - 1);
    const until = skipLeb(Uint8Array.from(tail), from);
    const value = (tail[from] ?? 0) & 0x7f;
    pieces[at] = [...head, ...tail.slice(0, from), ...otherUnsigned(random, value), ...tail.slice(until)];
  },
  'delete instruction': (pieces, at) => void pieces.splice(at, 1),
  'repeat instruction': (pieces, at) => void pieces.splice(at, 0, pieces[at] ?? []),
  'swap neighbours': (pieces, at) => void pieces.splice(at, 2, pieces[at + 1] ?? [], pieces[at] ?? []),
  'move instruction': (pieces, at, random) => {
    const [moved = []] = pieces.splice(at, 1);
    pieces.splice(random.integer(1, pieces.length), 0, moved);
  },
  'insert instruction': (pieces, at, random) => void pieces.splice(at, 0, randomInstruction(random)),
  'insert common': (pieces, at, random) => {
    const common = [
      [0x00],
      [0x01],
      [0x0b],
      [0x05],
      [0x1a],
      [0x1b],
      [0x41, 0],
      [0x42, 0],
      [0x43, 0, 0, 0, 0],
      [0x0c, 0],
      [0x0d, 0],
      [0x0f],
      [0x02, 0x40],
      [0x03, 0x40],
      [0x04, 0x40],
      [0x02, 0x7f],
      [0x04, 0x7f],
      [0x03, 0x00],
      [0x02, 0x01],
      [0x0e, 1, 0, 0],
      [0x20, 0],
      [0x21, 0],
      [0x22, 0],
      [0xd0, 0x70],
      [0x06, 0x40],
      [0x07, 0x00],
      [0x19],
      [0x18, 0x00],
      [0x09, 0x00],
    ];
    pieces.splice(at, 0, random.pick(common));
  },
  'change a byte': (pieces, at, random) => {
    const piece = Uint8Array.from(pieces[at] ?? []);
    if (piece.length === 0) return;
    piece[random.integer(0, piece.length - 1)] = random.integer(0, 255);
    pieces[at] = piece;
  },
  'change locals': (pieces, _, random) => {
    const type = random.pick([
      [0x7f],
      [0x7e],
      [0x7d],
      [0x7c],
      [0x7b],
      [0x70],
      [0x6f],
      [0x63, 0],
      [0x64, 0],
      [0x6e],
      [0x40],
    ]);
    pieces[0] = [
      1,
      ...paddedUnsigned(random.pick([0, 1, 2, 100, 49_000, 50_000, 50_001, 2 ** 32 - 1]), random.pick([1, 5])),
      ...type,
    ];
  },
};
const bodyChangeNames = Object.keys(bodyChanges);

function mutateBody(subject: Subject, module: Module, random: Random): Mutant {
  const { sample } = subject;
  let index = random.integer(0, module.bodyCount - 1);
  // Slices have one body that is worth changing.
  for (let tries = 0; tries < 50 && bodyLength(module, index) < 4; tries++)
    index = random.integer(0, module.bodyCount - 1);
  if (bodyLength(module, index) < 4) {
    for (let each = 0; each < module.bodyCount; each++)
      if (bodyLength(module, each) > bodyLength(module, index)) index = each;
  }
  const instructions = subject.instructions(module, index);
  const { start, end } = module.body(module.imported.func + index);
  const first = instructions[0]?.offset ?? end;
  const pieces: Pieces = [
    sample.bytes.subarray(start, first),
    ...instructions.map(({ offset, size }) => sample.bytes.subarray(offset, offset + size)),
  ];
  const done: string[] = [];
  const shifted = [...instructions];
  for (let count = random.pick([1, 1, 1, 1, 2, 2, 3]); count > 0 && pieces.length > 1; count--) {
    const at = random.integer(1, pieces.length - 1);
    const own = shifted[at - 1];
    if (own === undefined) break;
    // After a change the instructions no longer stand where they stood: only changes that do not look at them may follow.
    const name = random.pick(
      done.length === 0
        ? bodyChangeNames
        : bodyChangeNames.filter((each) => each !== 'swap opcode' && each !== 'change immediate'),
    );
    bodyChanges[name]?.(pieces, at, random, own);
    done.push(name);
  }
  return {
    sample: sample.name,
    how: `body ${index}: ${done.join(', ')}`,
    bytes: subject.withBody(module, index, join(...pieces)),
  };
}

const bodyLength = (module: Module, index: number): number => {
  const { start, end } = module.body(module.imported.func + index);
  return end - start;
};

/** Changes of the list of sections: each is its id and contents. */
interface Part {
  id: number;
  contents: Uint8Array;
  /** Extra bytes of the size, so that long forms occur. */
  padding: number;
}

const sectionChanges: Readonly<
  Record<string, (parts: Part[], at: number, random: Random, other: readonly Part[]) => void>
> = {
  'swap sections': (parts, at, random) => {
    const to = random.integer(0, parts.length - 1);
    const [one, two] = [parts[at], parts[to]];
    if (one !== undefined && two !== undefined) {
      parts[at] = two;
      parts[to] = one;
    }
  },
  'delete section': (parts, at) => void parts.splice(at, 1),
  'repeat section': (parts, at) => void parts.splice(at, 0, ...parts.slice(at, at + 1)),
  'insert custom section': (parts, at, random) => {
    const contents = random.pick([
      [0],
      [1, 0x61],
      [2, 0x61],
      [],
      [1, 0xff],
      [5, 0x6e, 0x61, 0x6d, 0x65, 1, 200],
      [3, 0xe2, 0x82, 0xac, 0],
    ]);
    parts.splice(at, 0, { id: 0, contents: Uint8Array.from(contents), padding: 1 });
  },
  'change section id': (parts, at, random) => {
    const part = parts[at];
    if (part !== undefined) parts[at] = { ...part, id: random.integer(0, 14) };
  },
  'section of another module': (parts, at, random, other) => {
    const part = parts[at];
    const same = other.filter(({ id }) => id === part?.id);
    const taken = same[0] ?? (other.length === 0 ? undefined : random.pick(other));
    if (taken !== undefined) parts[at] = taken;
  },
  'pad section size': (parts, at, random) => {
    const part = parts[at];
    if (part !== undefined) parts[at] = { ...part, padding: random.pick([2, 5, 6]) };
  },
  'change integer in section': (parts, at, random) => {
    const part = parts[at];
    if (part === undefined || part.contents.length === 0) return;
    const from = random.oneIn(4) ? 0 : random.integer(0, part.contents.length - 1);
    const until = Math.min(part.contents.length, skipLeb(part.contents, from));
    const changed = otherUnsigned(random, (part.contents[from] ?? 0) & 0x7f);
    parts[at] = { ...part, contents: join(part.contents.subarray(0, from), changed, part.contents.subarray(until)) };
  },
  'change bytes in section': (parts, at, random, other) => {
    const part = parts[at];
    if (part !== undefined)
      parts[at] = { ...part, contents: mutate(part.contents, random, other[0]?.contents ?? part.contents) };
  },
};
const sectionChangeNames = Object.keys(sectionChanges);
const weighted = [
  ...sectionChangeNames,
  ...Array.from({ length: 8 }, () => 'change integer in section'),
  ...Array.from({ length: 8 }, () => 'change bytes in section'),
];

const partsOf = ({ sample, module }: Subject): Part[] =>
  (module?.sections ?? []).map(({ id, start, end }) => ({
    id,
    contents: sample.bytes.subarray(start, end),
    padding: 1,
  }));

function mutateSections(subject: Subject, random: Random, other: Subject): Mutant {
  const parts = partsOf(subject);
  const others = partsOf(other);
  const done: string[] = [];
  for (let count = random.pick([1, 1, 1, 2, 2, 3]); count > 0 && parts.length > 0; count--) {
    const name = random.pick(weighted);
    const at = random.integer(0, parts.length - 1);
    done.push(`${name} ${parts[at]?.id}`);
    sectionChanges[name]?.(parts, at, random, others);
  }
  const bytes = join(
    subject.sample.bytes.subarray(0, 8),
    ...parts.flatMap(({ id, contents, padding }) => [[id], paddedUnsigned(contents.length, padding), contents]),
  );
  return { sample: subject.sample.name, how: done.join(', '), bytes };
}

/** Makes changed modules out of samples; what it makes follows from the random choices alone. */
export class Mutator {
  readonly #subjects: readonly Subject[];

  constructor(samples: readonly Sample[]) {
    this.#subjects = samples.map((sample) => new Subject(sample));
  }

  mutant(random: Random): Mutant {
    const subject = random.pick(this.#subjects);
    const other = random.pick(this.#subjects);
    const { module, sample } = subject;
    const way = random.integer(0, 9);
    if (module !== undefined && module.bodyCount > 0 && way < 5) return mutateBody(subject, module, random);
    if (module !== undefined && way < 8) return mutateSections(subject, random, other);
    return { sample: sample.name, how: 'bytes', bytes: mutate(sample.bytes, random, other.sample.bytes) };
  }
}
