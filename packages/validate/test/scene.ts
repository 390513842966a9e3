import { createHash } from 'node:crypto';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  type Checkpoint,
  emptyCheckpoint,
  type Frame,
  type FuncType,
  type Import,
  type Instance,
  type RecType,
  type Slot,
  type SubType,
  type Thread,
  usedByState,
  type ValType,
  type Value,
} from '@wasm-checkpoint/format';
import { openModule, typeStateAt, typeStates, type Module as WasmModule } from '@wasm-checkpoint/wasm';

export const i32 = (value: number): Value => ({ kind: 'i32', value });
export const i64 = (value: bigint): Value => ({ kind: 'i64', value });
export const f32 = (bits: number): Value => ({ kind: 'f32', bits });
export const nullOf = (hierarchy: 'any' | 'func' | 'extern' | 'exn') => ({ kind: 'null', hierarchy }) as const;
export const func = (funcidx: number, instance = 0) => ({ kind: 'func', instance, funcidx }) as const;
export const dead = { kind: 'dead' } as const;
export const unset = { kind: 'unset' } as const;

export const subtype = (composite: SubType['composite'], more: Partial<SubType> = {}): SubType => ({
  final: true,
  supertypes: [],
  composite,
  ...more,
});
export const functype = (params: readonly ValType[], results: readonly ValType[] = []): RecType => [
  subtype({ kind: 'func', params, results } satisfies FuncType),
];
export const structtype = (...fields: readonly (readonly [ValType | 'i8' | 'i16', 'const' | 'var'])[]): RecType => [
  subtype({ kind: 'struct', fields: fields.map(([storage, kind]) => ({ storage, mutable: kind === 'var' })) }),
];
export const arraytype = (storage: ValType | 'i8' | 'i16', kind: 'const' | 'var' = 'var'): RecType => [
  subtype({ kind: 'array', element: { storage, mutable: kind === 'var' } }),
];
export const ref = (heap: number | 'any' | 'eq' | 'i31' | 'func' | 'extern' | 'exn' | 'none' | 'struct' | 'array') => ({
  nullable: false,
  heap,
});
export const nullable = (heap: Parameters<typeof ref>[0]) => ({ nullable: true, heap });

const modules = new Map<string, Promise<Uint8Array>>();

/** The bytes of a module in the text format. */
export function assembled(text: string): Promise<Uint8Array> {
  const known = modules.get(text) ?? parse(text).then((bytes) => Uint8Array.from(bytes));
  modules.set(text, known);
  return known;
}

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** Every instance's index spaces as far as tests care; numbers count up from 0 as long as nothing is given. */
type InstanceParts = Partial<Instance>;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The parts of a checkpoint, and of its first instance. */
export type Parts = Partial<Checkpoint> & {
  readonly instance?: InstanceParts;
  readonly imports?: readonly Import[];
  readonly more?: readonly string[];
};

/** A checkpoint with the features that its contents use, and more if they are given. */
export function withFeatures(checkpoint: Checkpoint, more: readonly string[] = []): Checkpoint {
  return { ...checkpoint, features: [...new Set([...usedByState(checkpoint), ...more])].sort() };
}

/** A module, and checkpoints of one instance of it. */
export class Scene {
  readonly bytes: Uint8Array;
  readonly module: WasmModule;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.module = openModule(bytes);
  }

  static async of(text: string): Promise<Scene> {
    return new Scene(await assembled(text));
  }

  /** The module as a checkpoint states it. */
  stated(imports: readonly Import[] = []): Checkpoint['modules'][number] {
    return { digest: sha256(this.bytes), length: BigInt(this.bytes.length), imports };
  }

  instance(parts: InstanceParts = {}): Instance {
    const { tables, memories, globals, tags } = this.module;
    return {
      module: 0,
      funcs: [],
      tables: upTo(tables.length),
      memories: upTo(memories.length),
      globals: upTo(globals.length),
      tags: upTo(tags.length),
      elems: [],
      datas: [],
      ...parts,
    };
  }

  /** A checkpoint of one instance, with the features that it uses. */
  checkpoint({ instance, imports, more, ...parts }: Parts = {}): Checkpoint {
    return withFeatures(
      {
        ...emptyCheckpoint,
        modules: [this.stated(imports)],
        instances: [this.instance(instance)],
        ...parts,
      },
      more,
    );
  }

  /** The body offset of the `nth` instruction of a name in a function. */
  offset(funcidx: number, name: string, nth = 0): number {
    let left = nth;
    for (const offset of typeStates(this.module).offsets(funcidx)) {
      if (typeStateAt(this.module, funcidx, offset).instruction.opcode.name === name && left-- === 0) return offset;
    }
    throw new RangeError(`function ${funcidx} has no ${name} ${nth}`);
  }

  /** The body offset of the first instruction of a function. */
  first(funcidx: number): number {
    const [offset = 0] = typeStates(this.module).offsets(funcidx);
    return offset;
  }

  frame(
    funcidx: number,
    offset: number,
    locals: readonly Slot[] = [],
    operands: readonly Value[] = [],
    more: Partial<Frame> = {},
  ): Frame {
    return { instance: 0, funcidx, offset, locals, operands, caught: [], ...more };
  }
}

/** A runnable thread, innermost frame first. */
export const thread = (...frames: readonly Frame[]): Thread => ({ label: '', status: { kind: 'runnable' }, frames });
