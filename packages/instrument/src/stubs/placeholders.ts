import {
  absheaptype,
  F32,
  F64,
  type Functype,
  heapOf,
  I8,
  I16,
  I32,
  I64,
  type InstructionSyntax,
  instruction,
  isConcrete,
  isNullable,
  isRef,
  type Module,
  type Subtype,
  typeidxOf,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';

const ZEROS = new Uint8Array(16);

/** The module that placeholders are pushed in. */
export interface PlaceholderModule {
  /** Adds a function of a type of the original module, or of another one. */
  define(name: string, type: Functype | number, body: readonly InstructionSyntax[]): number;
  /** Lets `ref.func` refer to a function. */
  declare(funcidx: number): void;
  /** The index of a type that stands alone, added if there is none that is equal. */
  single(type: Subtype['composite']): number;
  /** The index of a tag without parameters. */
  emptyTag(): number;
}

const emptyFunction: Functype = { kind: 'func', params: [], results: [] };
const emptyStructure: Subtype['composite'] = { kind: 'struct', fields: [] };
const byteArray: Subtype['composite'] = { kind: 'array', field: { storage: I8, mutable: true } };

/**
 * Whether there is a value of a type that a module can make for itself: of all types but those that have no value, such as
 * `(ref none)` or a structure with a field of its own type that has no null.
 */
export function hasPlaceholder(module: Module, type: Valtype, within: readonly number[] = []): boolean {
  if (!isRef(type) || isNullable(type)) return true;
  const heap = heapOf(type);
  if (!isConcrete(heap)) return !(absheaptype(heap)?.name ?? 'none').startsWith('no');
  const typeidx = typeidxOf(heap);
  const composite = module.types[typeidx]?.composite;
  if (composite?.kind !== 'struct') return composite !== undefined;
  if (within.includes(typeidx)) return false;
  return composite.fields.every(({ storage }) => hasPlaceholder(module, storage, [...within, typeidx]));
}

/** Pushes values of whatever type, for functions that return while the stack unwinds, and for fields that are set later. */
export class Placeholders {
  readonly #module: Module;
  readonly #target: PlaceholderModule;
  readonly #functions = new Map<Valtype, number>();

  constructor(module: Module, target: PlaceholderModule) {
    this.#module = module;
    this.#target = target;
  }

  /** Instructions that push some value of a storage type; it must have one. */
  push(type: Valtype): readonly InstructionSyntax[] {
    switch (type) {
      case I32:
      case I8:
      case I16:
        return [instruction('i32.const', 0)];
      case I64:
        return [instruction('i64.const', 0n)];
      case F32:
        return [instruction('f32.const', 0)];
      case F64:
        return [instruction('f64.const', 0n)];
      case V128:
        return [instruction('v128.const', ZEROS)];
    }
    if (isNullable(type)) return [instruction('ref.null', heapOf(type))];
    return [instruction('call', this.#function(type))];
  }

  /** A function that returns a reference. */
  #function(type: Valtype): number {
    let funcidx = this.#functions.get(type);
    if (funcidx === undefined) {
      const body = [...this.#make(type), instruction('end')];
      const name = `placeholder ${this.#functions.size}`;
      funcidx = this.#target.define(name, { kind: 'func', params: [], results: [type] }, body);
      this.#functions.set(type, funcidx);
    }
    return funcidx;
  }

  #make(type: Valtype): readonly InstructionSyntax[] {
    const heap = heapOf(type);
    if (isConcrete(heap)) return this.#makeConcrete(typeidxOf(heap));
    const i31 = [instruction('i32.const', 0), instruction('ref.i31')];
    switch (absheaptype(heap)?.name) {
      case 'func':
        return this.#makeFunction(emptyFunction);
      case 'extern':
        return [...i31, instruction('extern.convert_any')];
      case 'any':
      case 'eq':
      case 'i31':
        return i31;
      case 'struct':
        return [instruction('struct.new', this.#target.single(emptyStructure))];
      case 'array':
        return [instruction('array.new_fixed', this.#target.single(byteArray), 0)];
      case 'exn':
        return this.#makeException(type);
    }
    throw new RangeError(`no value is of type ${type}`);
  }

  #makeConcrete(typeidx: number): readonly InstructionSyntax[] {
    const composite = this.#module.types[typeidx]?.composite;
    switch (composite?.kind) {
      case 'func':
        return this.#makeFunction(typeidx);
      case 'array':
        return [instruction('array.new_fixed', typeidx, 0)];
      case 'struct':
        return [...composite.fields.flatMap(({ storage }) => this.push(storage)), instruction('struct.new', typeidx)];
    }
    throw new RangeError(`there is no type ${typeidx}`);
  }

  #makeFunction(type: Functype | number): readonly InstructionSyntax[] {
    const body = [instruction('unreachable'), instruction('end')];
    const funcidx = this.#target.define('placeholder', type, body);
    this.#target.declare(funcidx);
    return [instruction('ref.func', funcidx)];
  }

  #makeException(type: Valtype): readonly InstructionSyntax[] {
    const catches = [{ kind: 'catch_all_ref' as const, tagidx: undefined, labelidx: 0 }];
    return [
      instruction('block', { kind: 'result', type }),
      instruction('try_table', { kind: 'empty' }, catches),
      instruction('throw', this.#target.emptyTag()),
      instruction('end'),
      instruction('unreachable'),
      instruction('end'),
    ];
  }
}
