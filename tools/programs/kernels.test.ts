import { kernelHost, kernels } from './kernels.js';
import { prebuiltModule } from './prebuilt.js';

/** Calls `run` of a new instance. */
function call(name: string, argument: number): { readonly result: unknown; readonly told: readonly number[] } {
  const told: number[] = [];
  const host = kernelHost((value) => told.push(value));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(prebuiltModule(name)), host);
  return { result: (exports['run'] as (argument: number) => unknown)(argument), told };
}

describe.each(kernels.map((kernel) => [kernel.name, kernel] as const))('%s', (name, { small, long, calls }) => {
  test('gives its results', () => {
    const first = call(name, small.argument);
    expect(first.result).toBe(small.result);
    expect(first.told.length > 0).toBe(calls);
    expect(call(name, long.argument).result).toBe(long.result);
  });

  test('imports nothing but the host of kernels', () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(prebuiltModule(name)));
    expect(imports.map(({ module }) => module).filter((module) => module !== 'env')).toEqual([]);
  });

  test('has the names of its functions', () => {
    const module = new WebAssembly.Module(prebuiltModule(name));
    expect(WebAssembly.Module.customSections(module, 'name')).toHaveLength(1);
    expect(WebAssembly.Module.customSections(module, '.debug_info')).toHaveLength(0);
  });
});
