import { kernelHost, kernels } from '../../programs/kernels.js';
import type { Candidate } from '../harness.js';

/** A kernel's long call, on an instance of one form of its module; its result is compared each time. */
export function kernelCandidate(
  subject: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  imports: WebAssembly.Imports,
): Candidate {
  const kernel = kernels.find((each) => each.name === subject);
  if (kernel === undefined) throw new Error(`no kernel ${subject}`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    ...kernelHost(() => undefined),
    ...imports,
  });
  const called = exports['run'] as (argument: number) => unknown;
  return {
    name,
    run() {
      const result = called(kernel.long.argument);
      if (result !== kernel.long.result) throw new Error(`${subject}, ${name}: ${result}`);
      return result;
    },
  };
}
