import { type Assembler, assemble } from '../../suite/assembler.js';
import type {
  Checkpoint,
  Correspondence,
  ExternType,
  FieldType,
  Frame,
  Import,
  Instance,
  Instr,
  Judgement,
  Manifest,
  Module,
  RefType,
  SubType,
  Thread,
  ValType,
} from '../gen/algorithm.js';
import { plainModule } from '../plain-module.js';

/** What is asked beside a checkpoint and its modules. */
export interface Asked {
  /** For judgement D. */
  host: Manifest;
  /** For judgement E, the images of the one module that is replaced. */
  images: Correspondence;
}

/** A checkpoint with one thing changed, and the clauses that this breaks: none where the change is allowed. */
export interface Change {
  readonly what: string;
  readonly clauses: readonly string[];
  /** A new version of the module in place of the one of the situation, for judgement E. */
  readonly version?: string;
  change(twin: Checkpoint, modules: readonly Assembled[], asked: Asked): void;
}

/** Modules, a checkpoint of them that is valid, and changes to it. */
export interface Situation {
  readonly name: string;
  /** Modules in the text format, in the order of the checkpoint. */
  readonly texts: readonly string[];
  /** wasm-tools by default. */
  readonly assembler?: Assembler;
  twin(modules: readonly Assembled[]): Checkpoint;
  /** C by default. */
  readonly judgement?: Judgement;
  readonly host?: Manifest;
  /** The new version of the first module, for judgement E, and its images. */
  readonly version?: string;
  readonly images?: Correspondence;
  readonly changes: readonly Change[];
}

/** A module by its bytes, with the offsets of its instructions. */
export class Assembled {
  readonly bytes: Uint8Array;
  readonly plain: Module;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.plain = plainModule(bytes);
  }

  /** The body offset of the nth instruction of a name. */
  offset(funcidx: number, op: string, nth = 0): number {
    const found = this.plain.body(funcidx).instrs.filter((instr: Instr) => instr.op === op)[nth];
    if (found === undefined) throw new Error(`function ${funcidx} has no ${op} ${nth}`);
    return found.offset;
  }

  /** What a checkpoint says of the module; types of imports are indices of the checkpoint. */
  stated(imports: Import[] = []): Checkpoint['modules'][number] {
    return { digest: this.plain.digest, length: String(this.plain.length), imports };
  }
}

export async function assembled(text: string, assembler: Assembler = 'wasm-tools'): Promise<Assembled> {
  const result = await assemble({ kind: 'text', text }, assembler);
  if ('refusal' in result) throw new Error(`${result.refusal}: ${text}`);
  return new Assembled(result.bytes);
}

/** The item of a list that is known to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no item ${index}`);
  return found;
}

const empty: Checkpoint = {
  ...{ features: [], types: [], modules: [], instances: [], hostFuncs: [], tables: [], memories: [], globals: [] },
  ...{ tags: [], structs: [], arrays: [], exceptions: [], hostRefs: [], threads: [], hostStates: [], producers: [] },
  digests: [],
};

export const checkpointOf = (parts: Partial<Checkpoint>): Checkpoint => ({ ...structuredClone(empty), ...parts });

/** A host that offers nothing. */
export const noHost: Manifest = {
  ...{ features: [], types: [], functions: [], memories: [], tables: [], globals: [], tags: [], hostStates: [] },
};

/** No image for anything. */
export const noImages: Correspondence = {
  ...{ types: [], funcs: [], tables: [], memories: [], globals: [], tags: [], elems: [], datas: [] },
};

export const instanceOf = (module: number, parts: Partial<Instance> = {}): Instance => ({
  ...{ module, funcs: [], tables: [], memories: [], globals: [], tags: [], elems: [], datas: [] },
  ...parts,
});

export const frameOf = (funcidx: number, offset: number, parts: Partial<Frame> = {}): Frame => ({
  ...{ instance: 0, funcidx, offset, locals: [], operands: [], caught: [] },
  ...parts,
});

export const threadOf = (...frames: Frame[]): Thread => ({ label: '', status: { kind: 'runnable' }, frames });

/** Types in the words of the twin. */
export const ref = (heap: RefType['heap']): RefType => ({ nullable: false, heap });
export const refNull = (heap: RefType['heap']): RefType => ({ nullable: true, heap });
export const final = (composite: SubType['composite'], ...supertypes: number[]): SubType => ({
  final: true,
  supertypes,
  composite,
});
export const open = (composite: SubType['composite'], ...supertypes: number[]): SubType => ({
  final: false,
  supertypes,
  composite,
});
export const func = (params: ValType[], results: ValType[]): SubType['composite'] => ({
  kind: 'func',
  params,
  results,
});
export const struct = (...fields: FieldType[]): SubType['composite'] => ({ kind: 'struct', fields });
export const array = (element: FieldType): SubType['composite'] => ({ kind: 'array', element });
export const mut = (storage: ValType): FieldType => ({ storage, mutable: true });
export const constant = (storage: ValType): FieldType => ({ storage, mutable: false });
export const imported = (module: string, name: string, type: ExternType): Import => ({ module, name, type });
