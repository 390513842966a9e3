import { statSync } from 'node:fs';
import { realModule, realModules } from './modules.js';

test.each(realModules.map((module) => [module.name, module] as const))(
  '%s is a module and names its package',
  (_, module) => {
    const bytes = module.bytes();
    expect([...bytes.subarray(0, 8)]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(module.package).toMatch(/^(@[\w-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/);
  },
);

test('they stand in order of size', () => {
  const sizes = realModules.map((module) => statSync(module.path).size);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
});

test('an unknown name is refused with those there are', () => {
  expect(() => realModule('emacs')).toThrow(/no real module emacs; there are lua, quickjs/);
});
