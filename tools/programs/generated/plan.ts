import {
  concrete,
  EXNREF,
  EXTERNREF,
  F32,
  F64,
  type Fieldtype,
  FUNCREF,
  type Functype,
  I32,
  I64,
  reftype,
  type Subtype,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';

/** What beyond WebAssembly 2.0 a generated module may use. */
export const generatedFeatures = ['exceptions', 'tail-calls', 'gc'] as const;
export type GeneratedFeature = (typeof generatedFeatures)[number];

/** A function that a module imports from `env`. */
export interface PlannedImport {
  readonly name: string;
  readonly type: Functype;
}

/** The declarations of a module, drawn before its bodies. Function indices count the imports first. */
export class Plan {
  readonly random: Random;
  readonly features: ReadonlySet<GeneratedFeature>;
  readonly types: Subtype[] = [];
  readonly imports: readonly PlannedImport[];
  readonly functions: readonly Functype[];
  /** The first is the fuel. */
  readonly globals: readonly Valtype[];
  /** Parameters of each tag. */
  readonly tags: readonly (readonly Valtype[])[];
  /** Function indices in the first entries of the one table, then nulls. */
  readonly table: readonly number[];
  /** `(struct (mut i32) (mut (ref null $self)) (mut i64))`, where there is GC. */
  readonly struct: number | undefined;

  constructor(random: Random, features: ReadonlySet<GeneratedFeature>) {
    this.random = random;
    this.features = features;
    this.struct = features.has('gc') ? this.#structtype() : undefined;
    this.imports = [
      { name: 'log', type: functype([I32], []) },
      { name: 'log64', type: functype([I64], []) },
      { name: 'add', type: functype([I32], [I32]) },
      { name: 'host', type: functype([I32], [EXTERNREF]) },
      { name: 'number', type: functype([EXTERNREF], [I32]) },
    ];
    const inner = Array.from({ length: random.integer(1, 5) }, () => this.#signature());
    this.functions = [...inner, functype([I32, I64], [random.pick([I32, I64]), I64])];
    this.globals = [I32, ...Array.from({ length: random.integer(1, 6) }, () => this.valtype())];
    this.tags = features.has('exceptions') ? [[I32], [this.number(), this.valtype()], []] : [];
    this.table = Array.from({ length: random.integer(2, 6) }, () => random.integer(2, this.callable - 1));
  }

  /** Functions that may be called from within: all but the last, which gives the fuel out anew. */
  get callable(): number {
    return this.imports.length + this.functions.length - 1;
  }

  /** The index of a function type; interned. */
  typeidx(type: Functype): number {
    const text = (each: Functype): string => `${each.params.join()}>${each.results.join()}`;
    const found = this.types.findIndex(({ composite }) => composite.kind === 'func' && text(composite) === text(type));
    if (found >= 0) return found;
    this.types.push({ final: true, supers: [], composite: type });
    return this.types.length - 1;
  }

  /** The type of a function by its index. */
  functype(funcidx: number): Functype {
    const type = this.imports[funcidx]?.type ?? this.functions[funcidx - this.imports.length];
    if (type === undefined) throw new RangeError(`no function ${funcidx}`);
    return type;
  }

  number(): Valtype {
    return this.random.pick([I32, I64, F32, F64]);
  }

  /** The type of references to the struct. */
  get structref(): Valtype | undefined {
    return this.struct === undefined ? undefined : reftype(concrete(this.struct), true);
  }

  /** A type of locals, parameters, globals. */
  valtype(): Valtype {
    const { random, structref } = this;
    if (!random.oneIn(3)) return this.number();
    const exn = this.features.has('exceptions') ? [EXNREF] : [];
    return random.pick([
      V128,
      V128,
      FUNCREF,
      EXTERNREF,
      ...exn,
      ...(structref === undefined ? [] : [structref, structref]),
    ]);
  }

  #signature(): Functype {
    const types = (most: number): Valtype[] =>
      Array.from({ length: this.random.integer(0, most) }, () => this.valtype());
    return functype(types(4), types(3));
  }

  #structtype(): number {
    const index = this.types.length;
    const field = (storage: Valtype): Fieldtype => ({ storage, mutable: true });
    const fields = [field(I32), field(reftype(concrete(index), true)), field(I64)];
    this.types.push({ final: true, supers: [], composite: { kind: 'struct', fields } });
    return index;
  }
}

export const functype = (params: readonly Valtype[], results: readonly Valtype[]): Functype => ({
  kind: 'func',
  params,
  results,
});
