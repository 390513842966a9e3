import { type Fieldtype, type Module, typeStates } from '@wasm-checkpoint/wasm';

/** A type of structures or arrays. Types that are equal stand for each other, the first for all. */
export interface ObjectType {
  readonly typeidx: number;
  readonly kind: 'struct' | 'array';
  /** Of a structure; of an array one, its element. */
  readonly fields: readonly Fieldtype[];
  /** The types that are declared to be directly below it. */
  readonly below: ObjectType[];
}

/** The types of a module's objects, as the trees that they make by their declared supertypes. */
export class ObjectTypes {
  readonly all: readonly ObjectType[];
  readonly roots: Readonly<Record<ObjectType['kind'], readonly ObjectType[]>>;
  readonly #canonical: Uint32Array;

  constructor(module: Module) {
    const { canonical } = typeStates(module).context.types;
    this.#canonical = canonical;
    const found = new Map<number, ObjectType>();
    const roots = { struct: [] as ObjectType[], array: [] as ObjectType[] };
    module.types.forEach(({ composite, supers }, typeidx) => {
      if (composite.kind === 'func' || canonical[typeidx] !== typeidx) return;
      const fields = composite.kind === 'struct' ? composite.fields : [composite.field];
      const type: ObjectType = { typeidx, kind: composite.kind, fields, below: [] };
      found.set(typeidx, type);
      const [above] = supers;
      const parent = above === undefined ? undefined : found.get(canonical[above] ?? above);
      (parent?.below ?? roots[composite.kind]).push(type);
    });
    this.all = [...found.values()];
    this.roots = roots;
  }

  /** The type that stands for one. */
  of(typeidx: number): ObjectType | undefined {
    const standing = this.#canonical[typeidx];
    return this.all.find((type) => type.typeidx === standing);
  }
}
