import {
  bodyOffset,
  type IndexSpace,
  type Module,
  moduleOffset,
  openModule,
  Reencoder,
  readInstructions,
  readLocals,
  validate,
} from '@wasm-checkpoint/wasm';
import { type RealModule, realModules } from '../real/modules.js';
import { type Padding, paddingOf } from './canonical.js';
import { Shifter } from './shifter.js';

/** What is not in its shortest form: Go's linker writes every section size in five bytes, and some calls in one too many. */
const padding: Readonly<Record<string, Padding>> = {
  lua: {},
  quickjs: {},
  sqlite: {},
  'wasm-tools': {},
  esbuild: { 'section size': 11, call: 2404 },
  ruby: {},
};

const modules = realModules.map((module) => [module.name, module] as const);

test.each(modules)(
  'binary-module: %s: each part decoded then encoded gives the input, but for what is padded',
  (name, real: RealModule) => {
    expect(paddingOf(openModule(real.bytes()))).toEqual(padding[name]);
  },
);

test.each(modules)('binary-module: %s: re-encoded without changes it is the same, byte for byte', (_, real) => {
  const bytes = real.bytes();
  const { bytes: again, dropped } = new Reencoder(openModule(bytes)).encode();
  expect(Buffer.compare(again, bytes)).toBe(0);
  expect(dropped).toEqual([]);
});

/** Spaces that can be shifted in a module that V8 shall accept without flags; a second memory is not for every V8. */
const spaces: readonly IndexSpace[] = ['typeidx', 'funcidx', 'tableidx', 'globalidx', 'elemidx', 'dataidx'];

test.each(modules)(
  'binary-index: %s: with every index shifted it is valid, to V8 too, and offset maps lead to the instructions',
  (_, real) => {
    const before = openModule(real.bytes());
    const { bytes, offsets, dropped } = new Shifter(before, spaces).encode();
    expect(dropped).toEqual([]);
    expect(validate(bytes)).toBeUndefined();
    expect(WebAssembly.validate(Buffer.from(bytes))).toBe(true);
    const after = openModule(bytes);
    // Every hundredth function: the map of each is made in the same way.
    for (let funcidx = before.imported.func; funcidx < before.funcs.length; funcidx += 100) {
      const range = before.body(funcidx);
      const newRange = after.body(funcidx + 1);
      const map = offsets(funcidx);
      const mapped = offsetsOf(before, funcidx).map((offset) => map.toNew(bodyOffset(range, offset)));
      expect(mapped).toEqual(offsetsOf(after, funcidx + 1).map((offset) => bodyOffset(newRange, offset)));
      expect(map.toNew(bodyOffset(range, range.end))).toBe(bodyOffset(newRange, newRange.end));
      expect(moduleOffset(newRange, map.toNew(0) ?? -1)).toBe(newRange.start);
    }
  },
);

/** Module offsets of a function's instructions. */
function offsetsOf(module: Module, funcidx: number): number[] {
  const { start, end } = module.body(funcidx);
  const reader = module.reader(start, end);
  readLocals(reader, module.scope);
  return Array.from(readInstructions(reader, module.scope), ({ offset }) => offset);
}
