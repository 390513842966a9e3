import type { Guest, Host, HostFunctions, ImportName, Num, RealProgram } from './program.js';

/** Is told of every call of the host, before the function is run. */
export type CallListener = (call: ImportName, args: readonly Num[]) => void;

/** A host, and what it gives its instance. */
export interface HostAndImports {
  readonly host: Host;
  readonly imports: Readonly<Record<string, Readonly<Record<string, WebAssembly.ImportValue>>>>;
}

/** The functions with a listener in front of each. */
function watched(functions: HostFunctions, listener: CallListener | undefined): HostFunctions {
  if (listener === undefined) return functions;
  return Object.fromEntries(
    Object.entries(functions).map(([module, names]) => [
      module,
      Object.fromEntries(
        Object.entries(names).map(([name, run]) => [
          name,
          (...args: Num[]) => {
            listener({ module, name }, args);
            return run(...args);
          },
        ]),
      ),
    ]),
  );
}

/** The host of an instance whose exports there may not be yet. */
export function hostOf(
  program: RealProgram,
  exported: () => Readonly<Record<string, unknown>>,
  listener?: CallListener,
): HostAndImports {
  const { memory: given } = program;
  const own = given && new WebAssembly.Memory({ initial: given.initial, maximum: given.maximum });
  const memory = (): WebAssembly.Memory => {
    const found = own ?? Object.values(exported()).find((value) => value instanceof WebAssembly.Memory);
    if (found === undefined) throw new Error(`${program.name} has no memory`);
    return found as WebAssembly.Memory;
  };
  const called = (found: unknown, what: string, args: readonly Num[]): Num | undefined => {
    if (typeof found !== 'function') throw new Error(`${program.name} has no function ${what}`);
    return found(...args) as Num | undefined;
  };
  const guest: Guest = {
    memory: () => new Uint8Array(memory().buffer),
    grow(pages) {
      try {
        memory().grow(pages);
        return true;
      } catch {
        return false;
      }
    },
    call: (name, ...args) => called(exported()[name], name, args),
    callIndirect(index, ...args) {
      const table = Object.values(exported()).find((value) => value instanceof WebAssembly.Table);
      return called((table as WebAssembly.Table | undefined)?.get(index), `${index} in its table`, args);
    },
  };
  const host: Host = { guest, output: '' };
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const [module, names] of Object.entries(watched(program.functions(host), listener)))
    imports[module] = { ...names };
  if (given !== undefined && own !== undefined) imports[given.module] = { ...imports[given.module], [given.name]: own };
  return { host, imports };
}
