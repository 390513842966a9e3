import { validate } from '@wasm-checkpoint/wasm';
import { kernelHost, kernels } from '../../programs/kernels.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import { polls, withPolls } from './polls.js';

test.each(kernels.map(({ name, small }) => [name, small] as const))('%s with polls does the same', (name, small) => {
  const bytes = Uint8Array.from(withPolls(prebuiltModule(name)));
  expect(validate(bytes)).toBeUndefined();
  let asked = 0;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    ...kernelHost(() => undefined),
    [polls.module]: {
      [polls.import]: () => {
        asked += 1;
      },
    },
  });
  const run = exports['run'] as (argument: number) => unknown;
  expect(run(small.argument)).toBe(small.result);
  expect(asked).toBe(0);
  (exports[polls.request] as WebAssembly.Global).value = 1;
  expect(run(small.argument)).toBe(small.result);
  expect(asked).toBeGreaterThan(0);
});
