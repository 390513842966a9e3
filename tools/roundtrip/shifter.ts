import {
  FUNCREF,
  I32,
  type ImportSyntax,
  type IndexSpace,
  type Module,
  Reencoder,
  type SectionContents,
} from '@wasm-checkpoint/wasm';

const TABLE = { limits: { min: 0n, max: undefined }, addrtype: 'i32' as const, element: FUNCREF };
const MEMORY = {
  limits: { min: 0n, max: undefined },
  addrtype: 'i32' as const,
  shared: false,
  pageSizeLog2: undefined,
};
const VOID = { final: true, supers: [], composite: { kind: 'func' as const, params: [], results: [] } };

/** Imports that take index 0 of their spaces. */
const imports: readonly (readonly [IndexSpace, ImportSyntax['type']])[] = [
  ['funcidx', { kind: 'func', typeidx: 0 }],
  ['tableidx', { kind: 'table', ...TABLE }],
  ['memidx', { kind: 'memory', ...MEMORY }],
  ['globalidx', { kind: 'global', type: I32, mutable: false }],
  ['tagidx', { kind: 'tag', typeidx: 0 }],
];

/** Puts one item in front of each of several index spaces, the type space always among them, so that every index moves. */
export class Shifter extends Reencoder {
  readonly #spaces: ReadonlySet<IndexSpace>;

  constructor(module: Module, spaces: Iterable<IndexSpace>) {
    super(module);
    this.#spaces = new Set(spaces).add('typeidx');
  }

  shift(space: IndexSpace, index: number): number {
    return this.#spaces.has(space) ? index + 1 : index;
  }
  override typeidx(index: number): number {
    return this.shift('typeidx', index);
  }
  override funcidx(index: number): number {
    return this.shift('funcidx', index);
  }
  override tableidx(index: number): number {
    return this.shift('tableidx', index);
  }
  override memidx(index: number): number {
    return this.shift('memidx', index);
  }
  override globalidx(index: number): number {
    return this.shift('globalidx', index);
  }
  override tagidx(index: number): number {
    return this.shift('tagidx', index);
  }
  override elemidx(index: number): number {
    return this.shift('elemidx', index);
  }
  override dataidx(index: number): number {
    return this.shift('dataidx', index);
  }

  override types({ types, groups }: SectionContents['type']): SectionContents['type'] {
    const moved = groups.map((group) => ({ ...group, first: group.first + 1 }));
    return { types: [VOID, ...types], groups: [{ first: 0, size: 1, explicit: false }, ...moved] };
  }
  override imports(old: readonly ImportSyntax[]): readonly ImportSyntax[] {
    const added = imports.flatMap(([space, type]) => (this.#spaces.has(space) ? [{ module: '', name: '', type }] : []));
    return [...added, ...old];
  }
  override elements(old: SectionContents['element']): SectionContents['element'] {
    if (!this.#spaces.has('elemidx')) return old;
    return [{ flags: 1, type: FUNCREF, mode: { kind: 'passive' }, items: { kind: 'funcidx', funcs: [] } }, ...old];
  }
  override data(old: SectionContents['data']): SectionContents['data'] {
    if (!this.#spaces.has('dataidx')) return old;
    return [{ flags: 1, mode: { kind: 'passive' }, bytes: new Uint8Array(0) }, ...old];
  }
}
