import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  FUNCREF,
  I32,
  type ImportSyntax,
  type IndexSpace,
  indexSpaces,
  type Module,
  openModule,
  Reencoder,
  type SectionContents,
  validate,
} from '@wasm-checkpoint/wasm';
import { moduleCases } from './encode-modules.js';

const reencode = (bytes: Uint8Array): Uint8Array => new Reencoder(openModule(bytes)).encode().bytes;

describe('binary-module: without changes the module stays as it is, byte for byte', () => {
  test.each(moduleCases)('%s', (_, bytes) => {
    expect(reencode(bytes)).toEqual(bytes);
  });

  test('with integers in longer forms, custom and empty sections', () => {
    const bytes = Uint8Array.of(
      0,
      0x61,
      0x73,
      0x6d,
      1,
      0,
      0,
      0,
      0,
      2,
      1,
      0x78,
      1,
      0x86,
      0x80,
      0,
      1,
      0x60,
      0x80,
      0x80,
      0,
      0,
      2,
      1,
      0,
      0,
      2,
      1,
      0x78,
    );
    expect(reencode(bytes)).toEqual(bytes);
  });
});

const LONELY = {
  final: true,
  supers: [],
  composite: { kind: 'array' as const, field: { storage: I32, mutable: false } },
};
const TABLE = { limits: { min: 0n, max: undefined }, addrtype: 'i32' as const, element: FUNCREF };
const MEMORY = {
  limits: { min: 0n, max: undefined },
  addrtype: 'i32' as const,
  shared: false,
  pageSizeLog2: undefined,
};

/** Puts one item in front of an index space, so that every index of it moves by one. */
class Prepender extends Reencoder {
  readonly #space: IndexSpace;
  constructor(module: Module, space: IndexSpace) {
    super(module);
    this.#space = space;
  }
  #moved(space: IndexSpace, index: number): number {
    return space === this.#space ? index + 1 : index;
  }
  #import(space: IndexSpace, type: ImportSyntax['type']): readonly ImportSyntax[] {
    return space === this.#space ? [{ module: '', name: '', type }] : [];
  }
  override typeidx = (index: number): number => this.#moved('typeidx', index);
  override funcidx = (index: number): number => this.#moved('funcidx', index);
  override tableidx = (index: number): number => this.#moved('tableidx', index);
  override memidx = (index: number): number => this.#moved('memidx', index);
  override globalidx = (index: number): number => this.#moved('globalidx', index);
  override tagidx = (index: number): number => this.#moved('tagidx', index);
  override elemidx = (index: number): number => this.#moved('elemidx', index);
  override dataidx = (index: number): number => this.#moved('dataidx', index);
  override types(section: SectionContents['type']): SectionContents['type'] {
    if (this.#space !== 'typeidx') return section;
    const moved = section.groups.map((group) => ({ ...group, first: group.first + 1 }));
    return { types: [LONELY, ...section.types], groups: [{ first: 0, size: 1, explicit: false }, ...moved] };
  }
  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    const added = [
      ...this.#import('funcidx', { kind: 'func', typeidx: 0 }),
      ...this.#import('tableidx', { kind: 'table', ...TABLE }),
      ...this.#import('memidx', { kind: 'memory', ...MEMORY }),
      ...this.#import('globalidx', { kind: 'global', type: I32, mutable: false }),
      ...this.#import('tagidx', { kind: 'tag', typeidx: 0 }),
    ];
    return added.length === 0 ? imports : [...added, ...imports];
  }
  override elements(elements: SectionContents['element']): SectionContents['element'] {
    if (this.#space !== 'elemidx') return elements;
    return [{ flags: 1, type: FUNCREF, mode: { kind: 'passive' }, items: { kind: 'funcidx', funcs: [] } }, ...elements];
  }
  override data(data: SectionContents['data']): SectionContents['data'] {
    if (this.#space !== 'dataidx') return data;
    return [{ flags: 1, mode: { kind: 'passive' }, bytes: new Uint8Array(0) }, ...data];
  }
}

/** Everything by its identifier, so that the assembler gives each index anew when an item is put in front. */
const byIdentifier = (inserted: Partial<Record<IndexSpace, string>>): string => `(module $mod
  ${inserted.typeidx ?? ''} (type $v (func)) (rec (type $s (sub (struct (field $x (ref null $s))))) (type $t (sub $s (struct (field $x (ref null $t))))))
  (type $f (func (param (ref $s)) (result i32))) (type $a (array (mut i8))) (type $fs (array (mut funcref)))
  ${inserted.funcidx ?? ''}${inserted.tableidx ?? ''}${inserted.memidx ?? ''}${inserted.globalidx ?? ''}${inserted.tagidx ?? ''}
  (import "m" "f" (func $i (type $f))) (import "m" "t" (table $it 1 (ref null $f))) (import "m" "g" (global $ig (ref null $s)))
  (func $g (type $v)
    (block $b (result (ref $s)) (br_on_cast $b anyref (ref $s) (ref.null $t)) unreachable) (call $i) drop
    (block $h (try_table $tr (catch $e $h) (catch_all $h) (throw $e)))
    (loop $l (type $v)) (if (i32.const 0) (then (call_indirect $tb (type $v) (i32.const 0))))
    (drop (table.get $tb (i32.const 0))) (table.copy $tb $tc (i32.const 0) (i32.const 0) (i32.const 0)) (table.init $tb $el (i32.const 0) (i32.const 0) (i32.const 0)) (elem.drop $el)
    (i32.store $m (i32.const 0) (i32.load8_u $n offset=5 (i64.const 0))) (memory.init $n $d (i64.const 0) (i32.const 0) (i32.const 0)) (memory.copy $m $n (i32.const 0) (i64.const 0) (i32.const 0)) (data.drop $d)
    (drop (memory.size $n)) (global.set $gl (global.get $gl)) (drop (ref.func $g)) (drop (select (result (ref null $v)) (ref.null $v) (ref.func $g) (i32.const 0)))
    (drop (array.new_data $a $d (i32.const 0) (i32.const 0))) (drop (array.new_elem $fs $el (i32.const 0) (i32.const 0)))
    (drop (struct.get $t $x (ref.cast (ref $t) (ref.null any)))) (return_call_ref $v (ref.func $g)))
  (func $locals (type $f) (param $p (ref $s)) (result i32) (local $q (ref null $t)) (local i64) (i32.const 1))
  (table $tb 1 funcref) (table $tc 1 (ref null $v) (ref.func $g)) (memory $m 1) (memory $n i64 1) (tag $e (type $v))
  (global $gl (mut funcref) (ref.func $g)) (export "g" (func $g)) (export "m" (memory $m)) (export "gl" (global $gl)) (export "t" (table $tb)) (export "e" (tag $e)) (start $g)
  ${inserted.elemidx ?? ''} (elem $el func $g $locals) (elem $x (table $tb) (i32.const 0) funcref (ref.func $g) (ref.null func)) (elem declare func $g)
  ${inserted.dataidx ?? ''} (data $d "abc") (data $act (memory $n) (i64.const 0) "xyz"))`;

const insertions: Readonly<Record<IndexSpace, string>> = {
  typeidx: '(type (array i32))',
  funcidx: '(import "" "" (func (type 0)))',
  tableidx: '(import "" "" (table 0 funcref))',
  memidx: '(import "" "" (memory 0))',
  globalidx: '(import "" "" (global i32))',
  tagidx: '(import "" "" (tag (type 0)))',
  elemidx: '(elem func)',
  dataidx: '(data "")',
};

describe('binary-index: an item in front of an index space gives the module that the assembler makes of it', () => {
  test.each(indexSpaces)('%s', async (space) => {
    const before = openModule(await parse(byIdentifier({})));
    const after = await parse(byIdentifier({ [space]: insertions[space] }));
    const { bytes, dropped } = new Prepender(before, space).encode();
    expect(bytes).toEqual(after);
    expect(dropped).toEqual([]);
    expect(validate(bytes)).toBeUndefined();
  });
});
