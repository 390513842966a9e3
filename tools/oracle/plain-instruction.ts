import { type Immediate, type ImmediateValue, type Instruction, type Opcode, opcodes } from '@wasm-checkpoint/wasm';
import type { HeapType, Instr, Value } from './gen/algorithm.js';
import { plainHeap, plainType } from './plain-types.js';

/** The words between two brackets of a type in the table: parentheses hold together what stands in them. */
const words = (text: string): readonly string[] => text.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()])+/g) ?? [];

/** Operands and results of an opcode as written in the table, cut into words. */
export function wordsOf({ type, name }: Opcode): { readonly from: readonly string[]; readonly to: readonly string[] } {
  const [, from, to] = /^\[(.*)\] -> \[(.*)\]$/.exec(type) ?? [];
  if (from === undefined || to === undefined) throw new Error(`${name} has no type`);
  return { from: words(from), to: words(to) };
}

const types = opcodes.map(wordsOf);
const none: readonly never[] = Object.freeze([]);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<Instr> & { heaps: HeapType[]; flags: ImmediateValue<'castflags'> | undefined };

const hexadecimal = (value: bigint | number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

/** The lowest byte of a vector stands last. */
const vectorBits = (bytes: Uint8Array): string =>
  hexadecimal(BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`), 32);

const constant: { readonly [Kind in 'i32' | 'i64' | 'f32' | 'f64' | 'v128']: (value: ImmediateValue<Kind>) => Value } =
  {
    i32: (value) => ({ kind: 'i32', value }),
    i64: (value) => ({ kind: 'i64', value: String(value) }),
    f32: (bits) => ({ kind: 'f32', bits: hexadecimal(bits, 8) }),
    f64: (bits) => ({ kind: 'f64', bits: hexadecimal(bits, 16) }),
    v128: (bytes) => ({ kind: 'v128', bits: vectorBits(bytes) }),
  };

function addBlocktype(draft: Draft, type: ImmediateValue<'blocktype'>): void {
  if (type.kind === 'type') draft.block = { type: type.typeidx };
  else draft.block = { results: type.kind === 'empty' ? [] : [plainType(type.type)] };
}

function add(draft: Draft, { align }: Opcode, immediate: Immediate): void {
  switch (immediate.kind) {
    case 'blocktype':
      addBlocktype(draft, immediate.value);
      return;
    case 'labelidx':
      draft.labels = [...draft.labels, immediate.value];
      return;
    case 'labelidx*':
      draft.labels = immediate.value;
      return;
    case 'memarg': {
      const { memidx, offset, align: given } = immediate.value;
      draft.uses = [{ space: 'memory', index: memidx }];
      draft.memarg = { align: given, offset, natural: align, atomic: draft.op.includes('.atomic.') };
      return;
    }
    case 'laneidx':
      draft.lanes = [immediate.value];
      return;
    case 'laneidx^16':
      draft.lanes = [...immediate.value];
      return;
    case 'u32':
      draft.count = immediate.value;
      return;
    case 'zero':
      return;
    case 'i32':
      draft.value = constant.i32(immediate.value);
      return;
    case 'i64':
      draft.value = constant.i64(immediate.value);
      return;
    case 'f32':
      draft.value = constant.f32(immediate.value);
      return;
    case 'f64':
      draft.value = constant.f64(immediate.value);
      return;
    case 'v128':
      draft.value = constant.v128(immediate.value);
      return;
    case 'heaptype':
      draft.heaps.push(plainHeap(immediate.value));
      return;
    case 'castflags':
      draft.flags = immediate.value;
      return;
    case 'valtype*':
      draft.types = immediate.value.map(plainType);
      return;
    case 'catch*':
      draft.catches = immediate.value.map(({ kind, tagidx, labelidx }) => ({
        kind,
        tag: tagidx ?? -1,
        label: labelidx,
      }));
      return;
    case 'memidx':
      draft.uses = [...draft.uses, { space: 'memory', index: immediate.value }];
      return;
    default:
      draft.uses = [...draft.uses, { space: immediate.kind.replace(/idx$/, ''), index: immediate.value }];
  }
}

/** An instruction in the form that the algorithm takes, with an offset from `start`. */
export function plainInstruction({ opcode, immediates, offset }: Instruction, start: number): Instr {
  const { from, to } = types[opcode.index] ?? wordsOf(opcode);
  const draft: Draft = {
    ...{ offset: offset - start, op: opcode.name, from, to },
    ...{ uses: none, labels: none, block: undefined, catches: none, refs: none, types: none, memarg: undefined },
    ...{ lanes: none, laneCount: opcode.lanes, count: 0, value: undefined, heaps: [], flags: undefined },
  };
  for (const immediate of immediates) add(draft, opcode, immediate);
  const { heaps, flags, ...instr } = draft;
  if (heaps.length === 0) return instr;
  const nullable =
    flags === undefined ? [!/^ref\.(test|cast)$/.test(opcode.name)] : [flags.sourceNullable, flags.targetNullable];
  return { ...instr, refs: heaps.map((heap, index) => ({ nullable: nullable[index] === true, heap })) };
}
