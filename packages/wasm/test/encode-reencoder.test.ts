import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  type BodyEmitter,
  type BodySource,
  bodyOffset,
  customSections,
  type ExportSyntax,
  FUNCREF,
  type FunctionDefinition,
  I32,
  type ImportSyntax,
  type IndexSpace,
  indexSpaces,
  instruction,
  type Module,
  moduleOffset,
  namesOf,
  openModule,
  Reencoder,
  readInstructions,
  readLocals,
  type SectionContents,
  validate,
  withTypes,
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

const VOID = { final: true, supers: [], composite: { kind: 'func' as const, params: [], results: [] } };
const LONELY = {
  final: true,
  supers: [],
  composite: { kind: 'array' as const, field: { storage: I32, mutable: false } },
};
const ZERO = [instruction('i32.const', 0), instruction('end')];
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

const hinted = (imports: string): string => `(module
  (type $f (func (param i32) (result i32)))
  ${imports}
  (func $last (import "m" "last") (type $f))
  (func $one (type $f) (call $last (local.get 0)) (call $last)
    (@metadata.code.branch_hint "\\01") if (result i32) i32.const 1 else (call $last (i32.const 0)) (@metadata.code.branch_hint "\\00") if nop end i32.const 2 end)
  (func $none (type $f) (call $one (local.get 0)))
  (func $two (type $f) (block (call $last (i32.const 1)) (@metadata.code.branch_hint "\\01") br_if 0) (i32.const 1)))`;

/** Adds many imports of functions behind those that there are. */
class Importer extends Reencoder {
  readonly #count: number;
  constructor(module: Module, count: number) {
    super(module);
    this.#count = count;
  }
  override funcidx(index: number): number {
    return index < this.module.imported.func - 1 ? index : index + this.#count;
  }
  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    const added = Array.from(
      { length: this.#count },
      (): ImportSyntax => ({ module: 'n', name: 'n', type: { kind: 'func', typeidx: 0 } }),
    );
    return [...imports.slice(0, -1), ...added, ...imports.slice(-1)];
  }
}

test('binary-code: where indices grow longer, branch hints and offset maps follow', async () => {
  const before = openModule(await parse(hinted('')));
  const after = await parse(hinted('(import "n" "n" (func (type $f)))'.repeat(200)));
  const reencoded = new Importer(before, 200).encode();
  expect(reencoded.bytes).toEqual(after);
  expect(reencoded.dropped).toEqual([]);
  expectOffsets(before, openModule(after), reencoded.offsets, (funcidx) => funcidx + 200);
});

/** Every old instruction has the same opcode at its new offset, and the way back leads to it. */
function expectOffsets(
  before: Module,
  after: Module,
  offsets: (funcidx: number) => {
    toNew(offset: number): number | undefined;
    toOld(offset: number): number | undefined;
  },
  newFuncidx: (funcidx: number) => number,
): void {
  for (let funcidx = before.imported.func; funcidx < before.funcs.length; funcidx++) {
    const range = before.body(funcidx);
    const newRange = after.body(newFuncidx(funcidx));
    const map = offsets(funcidx);
    const opcodeAt = new Map(
      instructionsOf(after, newFuncidx(funcidx)).map(({ offset, opcode }) => [offset, opcode.name]),
    );
    for (const { offset, opcode } of instructionsOf(before, funcidx)) {
      const old = bodyOffset(range, offset);
      const to = map.toNew(old);
      if (to === undefined) throw new Error(`${opcode.name} at ${old} of function ${funcidx} is lost`);
      expect(opcodeAt.get(moduleOffset(newRange, to))).toBe(opcode.name);
      expect(map.toOld(to)).toBe(old);
    }
    expect(map.toNew(bodyOffset(range, range.end))).toBe(bodyOffset(newRange, newRange.end));
    expect(map.toNew(bodyOffset(range, range.end) + 1)).toBeUndefined();
    expect(map.toNew(0)).toBe(0);
  }
}

function instructionsOf(module: Module, funcidx: number) {
  const { start, end } = module.body(funcidx);
  const reader = module.reader(start, end);
  readLocals(reader, module.scope);
  return [...readInstructions(reader, module.scope)];
}

/** What an instrumenter does: new types, imports, globals, exports, functions, locals, and code before instructions. */
class Instrumenter extends Reencoder {
  get #state(): number {
    return this.module.globals.length;
  }
  override funcidx(index: number): number {
    return index < this.module.imported.func ? index : index + 1;
  }
  override types(section: SectionContents['type']): SectionContents['type'] {
    return withTypes(section, [VOID]);
  }
  override imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    return [
      ...imports,
      { module: 'checkpoint', name: 'hit', type: { kind: 'func', typeidx: this.module.types.length } },
    ];
  }
  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return [...functions, { kind: 'new', typeidx: this.module.types.length, code: Uint8Array.of(0, 0x0b) }];
  }
  override globals(globals: SectionContents['global']): SectionContents['global'] {
    return [...globals, { type: { type: I32, mutable: true }, init: ZERO }];
  }
  override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    return [...exports, { name: 'checkpoint:state', kind: 'global', index: this.#state }];
  }
  override start(): undefined {
    return undefined;
  }
  override body(source: BodySource, emitter: BodyEmitter): void {
    const hit = this.module.imported.func;
    emitter.locals([...emitter.mapLocals(source.locals()), { count: 1, type: I32 }]);
    for (const old of source.instructions()) {
      const isCall = old.opcode.role === 'call';
      if (isCall) emitter.emit('nop');
      emitter.copy(old);
      if (isCall || old.opcode.rule === 'loop') {
        emitter.emit('global.get', this.#state);
        emitter.emit('if', { kind: 'empty' });
        emitter.emit('call', hit);
        emitter.emit('end');
      }
    }
  }
  override names(names: Parameters<Reencoder['names']>[0]): ReturnType<Reencoder['names']> {
    return { ...names, globals: new Map([...names.globals, [this.#state, 'state']]) };
  }
}

describe('an instrumenter', () => {
  test.each(moduleCases)('changes %s and it stays valid, with every coordinate', (_, bytes) => {
    const before = openModule(bytes);
    const reencoded = new Instrumenter(before).encode();
    expect(validate(reencoded.bytes)).toBeUndefined();
    const after = openModule(reencoded.bytes);
    expectOffsets(before, after, reencoded.offsets, (funcidx) => funcidx + 1);
    expect(after.start).toBeUndefined();
    expect(after.exports.at(-1)).toMatchObject({
      name: 'checkpoint:state',
      kind: 'global',
      index: before.globals.length,
    });
    const names = namesOf(after);
    expect(names.of('globals').get(before.globals.length)).toBe('state');
    for (const [funcidx, name] of namesOf(before).of('functions')) {
      expect(names.of('functions').get(funcidx < before.imported.func ? funcidx : funcidx + 1)).toBe(name);
    }
  });

  test('label names follow their blocks', async () => {
    const before = openModule(
      await parse('(module (func $f (loop $l (block $b (call $f) (block $c (loop $m (br $l)))))))'),
    );
    const names = namesOf(openModule(new Instrumenter(before).encode().bytes));
    // Behind each loop and call stands an `if` of ours.
    expect([...names.inner('labels', 1)]).toEqual([
      [0, 'l'],
      [2, 'b'],
      [4, 'c'],
      [5, 'm'],
    ]);
  });

  test('sections that are missing come where the grammar wants them; what stood first and last still does', async () => {
    const before = await parse(
      '(module (@custom "dylink.0" (before first) "") (func $f) (@custom "producers" (after last) ""))',
    );
    const after = openModule(new Instrumenter(openModule(before)).encode().bytes);
    expect(after.sections.map(({ name, custom }) => custom?.name ?? name)).toEqual([
      'dylink.0',
      'type',
      'import',
      'function',
      'global',
      'export',
      'code',
      'producers',
      'name',
    ]);
  });
});

describe('custom sections whose offsets we cannot map', () => {
  const customs = [
    '.debug_info',
    'reloc.CODE',
    'linking',
    'external_debug_info',
    'sourceMappingURL',
    'target_features',
    'mine',
  ];
  const text = `(module (func $f call $f) ${customs.map((name) => `(@custom "${name}" "abc")`).join(' ')})`;
  const left = (bytes: Uint8Array): string[] =>
    customs.filter((name) => customSections(openModule(bytes), name).length > 0);

  test('are kept with the code that they speak of', async () => {
    const module = openModule(await parse(text));
    expect(left(new Reencoder(module).encode().bytes)).toEqual(customs);
    class Exporter extends Reencoder {
      override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
        return [...exports, { name: 'f', kind: 'func', index: 0 }];
      }
    }
    const { bytes, dropped } = new Exporter(module).encode();
    expect(left(bytes)).toEqual(['.debug_info', 'external_debug_info', 'sourceMappingURL', 'target_features', 'mine']);
    expect(dropped.map(({ name }) => name)).toEqual(['reloc.CODE', 'linking']);
  });

  test('are dropped and reported when it changes', async () => {
    const module = openModule(await parse(text));
    const { bytes, dropped } = new Instrumenter(module).encode();
    expect(left(bytes)).toEqual(['sourceMappingURL', 'target_features', 'mine']);
    expect(dropped.map(({ name, offset }) => [name, offset])).toEqual(
      module.sections.flatMap(({ custom, offset }) =>
        custom !== undefined && dropped.some(({ name }) => name === custom.name) ? [[custom.name, offset]] : [],
      ),
    );
    expect(dropped[0]?.reason).toBe('it holds offsets into code that changed');
  });

  test('broken names and code metadata are reported too', async () => {
    const bytes = await parse(
      '(module (@custom "name" "\\2a\\00\\01\\05\\01\\00\\01\\ff\\00") (@custom "metadata.code.branch_hint" "\\ff") (func))',
    );
    const { dropped } = new Instrumenter(openModule(bytes)).encode();
    expect(dropped.map(({ name, reason }) => [name, reason])).toEqual([
      ['name', 'its subsection 42 is unknown'],
      ['name', 'read in part: malformed UTF-8 encoding'],
      ['metadata.code.branch_hint', 'it cannot be read: unexpected end: 1 more bytes needed'],
    ]);
    expect(reencode(bytes)).toEqual(bytes);
  });

  test('a re-encoder may rewrite, leave out and add custom sections', async () => {
    class Customiser extends Reencoder {
      override custom(name: string, contents: Uint8Array): Uint8Array | undefined {
        return name === 'a' ? Uint8Array.of(...contents, 7) : name === 'b' ? undefined : contents;
      }
      override addedCustoms(): readonly SectionContents['custom'][] {
        return [{ name: 'd', bytes: Uint8Array.of(1) }];
      }
    }
    const module = openModule(await parse('(module (@custom "a" "\\05") (@custom "b" "") (@custom "c" "x"))'));
    const expected = await parse('(module (@custom "a" "\\05\\07") (@custom "c" "x") (@custom "d" "\\01"))');
    expect(new Customiser(module).encode().bytes).toEqual(expected);
  });
});

test('code copied twice has its first place, and both lead back', async () => {
  const module = openModule(await parse('(module (func nop (loop nop drop) nop))'));
  class Peeler extends Reencoder {
    override body(source: BodySource, emitter: BodyEmitter): void {
      const all = [...source.instructions()];
      emitter.locals(source.locals());
      for (const one of [...all.slice(0, 3), ...all.slice(2, 4), ...all.slice(3)]) emitter.copy(one);
    }
  }
  const map = new Peeler(module).encode().offsets(0);
  const olds = Array.from({ length: 10 }, (_, offset) => map.toOld(offset));
  // locals, nop, loop (2 bytes), nop, nop, drop, drop, end, nop, end
  expect(olds).toEqual([0, 1, 2, 3, 4, 4, 5, 5, 6, 7]);
  expect([4, 5, 6, 7].map((offset) => map.toNew(offset))).toEqual([4, 6, 8, 9]);
});

test('binary-code: body offsets count from the first byte of the local declarations', async () => {
  const module = openModule(await parse('(module (func (local i32) nop))'));
  const range = module.body(0);
  expect(bodyOffset(range, range.start)).toBe(0);
  expect(module.bytes.subarray(range.start, range.end)).toEqual(Uint8Array.of(1, 1, 0x7f, 1, 0x0b));
  expect(module.bytes[moduleOffset(range, 3)]).toBe(1);
  expect(bodyOffset(range, moduleOffset(range, 3))).toBe(3);
});
