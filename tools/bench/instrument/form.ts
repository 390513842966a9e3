import type { HostFunctions, RealProgram } from '../../real/programs/index.js';

/** A real program whose module is another form of it, with what that imports besides. */
export function inForm(program: RealProgram, bytes: Uint8Array, imports: WebAssembly.Imports): RealProgram {
  return {
    ...program,
    module: { ...program.module, bytes: () => bytes },
    functions: (host) => ({ ...program.functions(host), ...(imports as unknown as HostFunctions) }),
  };
}
