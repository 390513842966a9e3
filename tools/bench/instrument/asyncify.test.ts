import { kernelHost } from '../../programs/kernels.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import { asyncified } from './asyncify.js';
import { polls } from './polls.js';

/** States of Asyncify. */
const NORMAL = 0;
const UNWINDING = 1;

test('a kernel after Asyncify unwinds at a poll and goes on', async () => {
  const made = await asyncified(prebuiltModule('fib'));
  if (made === undefined) throw new Error('Binaryen did not finish');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(made.bytes), {
    ...kernelHost(() => undefined),
    [polls.module]: { [polls.import]: () => unwind() },
  });
  const func = (name: string) => exports[name] as (...args: number[]) => number;
  const request = exports[polls.request] as WebAssembly.Global;
  const view = new Int32Array((exports['memory'] as WebAssembly.Memory).buffer);
  // Its stack lies in the program's own memory, here where the kernel has nothing.
  const [data, start] = [1024, 1040];
  view.set([start, start + 8192], data / 4);
  let rewinding = false;
  function unwind(): void {
    if (rewinding) {
      func('asyncify_stop_rewind')();
      rewinding = false;
      request.value = 0;
    } else func('asyncify_start_unwind')(data);
  }
  request.value = 1;
  func('run')(10);
  expect(func('asyncify_get_state')()).toBe(UNWINDING);
  func('asyncify_stop_unwind')();
  rewinding = true;
  func('asyncify_start_rewind')(data);
  expect(func('run')(10)).toBe(55);
  expect(func('asyncify_get_state')()).toBe(NORMAL);
});
