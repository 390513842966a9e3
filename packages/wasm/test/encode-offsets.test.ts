import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  type BodyEmitter,
  type BodySource,
  bodyOffset,
  type ImportSyntax,
  type Module,
  moduleOffset,
  namesOf,
  openModule,
  Reencoder,
  readInstructions,
  readLocals,
  validate,
} from '@wasm-checkpoint/wasm';
import { Instrumenter } from './encode-instrumenter.js';
import { moduleCases } from './encode-modules.js';

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
