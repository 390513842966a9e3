import { validate } from '@wasm-checkpoint/wasm';
import { type SuiteModule, suiteModules, suitePath } from '../suite/modules.js';
import { generate } from './generated.js';

const path = suitePath();
const describeSuite = path === undefined ? describe.skip : describe;

describeSuite('every valid module of the core test suite (WASM_TESTSUITE)', () => {
  const modules: SuiteModule[] = [];
  beforeAll(async () => {
    for await (const module of suiteModules(path ?? '')) if (validate(module.bytes) === undefined) modules.push(module);
  });

  test('there are some', () => expect(modules.length).toBeGreaterThan(1000));

  // clause: inst-continuation, inst-refused
  test('is instrumented, and what is generated of it is valid: continuations of points all over it, accessors', () => {
    const findings: string[] = [];
    const refusals: string[] = [];
    let points = 0;
    for (const { file, line, bytes } of modules) {
      const made = generate(bytes, { poll: 'fuel', entries: 'all', calls: true });
      points += made.points;
      findings.push(...made.findings.map((finding) => `${file}:${line} ${finding}`));
      if (made.refusal !== undefined) refusals.push(`${file}:${line}`);
    }
    expect(findings).toEqual([]);
    expect(points).toBeGreaterThan(10_000);
    // Legacy exception handlers around safepoints.
    expect(refusals.filter((place) => !place.startsWith('legacy/'))).toEqual([]);
  });
});
