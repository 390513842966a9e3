import { decodeModule, encodeModule, indexSpaces, openModule, Reencoder, validate } from '@wasm-checkpoint/wasm';
import { type SuiteModule, suiteModules, suitePath } from '../suite/modules.js';
import { paddingOf } from './canonical.js';
import { Shifter } from './shifter.js';

const path = suitePath();
const describeSuite = path === undefined ? describe.skip : describe;

/** Spaces that V8 lets have one more item without a flag. */
const spacesForV8 = ['typeidx', 'funcidx', 'tableidx', 'globalidx', 'elemidx', 'dataidx'] as const;
const place = ({ file, line }: SuiteModule): string => `${file}:${line}`;

describeSuite('every valid module of the core test suite (WASM_TESTSUITE)', () => {
  const modules: SuiteModule[] = [];
  beforeAll(async () => {
    for await (const module of suiteModules(path ?? '')) if (validate(module.bytes) === undefined) modules.push(module);
  });

  test('there are some', () => expect(modules.length).toBeGreaterThan(1000));

  test('binary-module: decoded then encoded gives the input unless it is padded, which only binary modules are', () => {
    const wrong = modules.filter(({ bytes }) => Buffer.compare(encodeModule(decodeModule(bytes)), bytes) !== 0);
    const unexplained = wrong.filter(({ bytes }) => Object.keys(paddingOf(openModule(bytes))).length === 0);
    expect(unexplained.map(place)).toEqual([]);
    expect(wrong.filter(({ form }) => form !== 'binary').map(place)).toEqual([]);
    // What is padded comes out canonical, and as the same tree.
    for (const { bytes } of wrong) {
      const shortest = encodeModule(decodeModule(bytes));
      expect(paddingOf(openModule(shortest))).toEqual({});
      expect(encodeModule(decodeModule(shortest))).toEqual(shortest);
    }
  });

  test('binary-module: re-encoded without changes it is the same, byte for byte', () => {
    const wrong = modules.filter(
      ({ bytes }) => Buffer.compare(new Reencoder(openModule(bytes)).encode().bytes, bytes) !== 0,
    );
    expect(wrong.map(place)).toEqual([]);
  });

  test('binary-index: with every index of every space shifted it is valid', () => {
    const faults = modules.flatMap((module) => {
      const fault = validate(new Shifter(openModule(module.bytes), indexSpaces).encode().bytes);
      return fault === undefined ? [] : [`${place(module)}: ${fault.message}`];
    });
    expect(faults).toEqual([]);
  });

  test('binary-index: with every index shifted V8 accepts what it accepted', () => {
    const accepted = modules.filter(({ bytes }) => WebAssembly.validate(Buffer.from(bytes)));
    const refused = accepted.filter(
      ({ bytes }) => !WebAssembly.validate(Buffer.from(new Shifter(openModule(bytes), spacesForV8).encode().bytes)),
    );
    expect(accepted.length).toBeGreaterThan(500);
    expect(refused.map(place)).toEqual([]);
  });
});
