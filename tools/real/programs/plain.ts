import type { Guest, Host, HostFunctions, ImportName, MainCall, Num, RealProgram } from './program.js';

/** Is told of every call of the host, before the function is run. */
export type CallListener = (call: ImportName, args: readonly Num[]) => void;

/** A real program on an unmodified instance. */
export interface PlainRun {
  readonly program: RealProgram;
  readonly host: Host;
  readonly instance: WebAssembly.Instance;
  readonly main: MainCall;
  /** Makes the main call and gives the answer. */
  finish(): string;
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

/** Makes an instance of an unmodified real program and brings it to its main call. */
export function startPlain(program: RealProgram, script = program.script, listener?: CallListener): PlainRun {
  let instance: WebAssembly.Instance | undefined;
  const made = (): WebAssembly.Instance => {
    if (instance === undefined) throw new Error(`${program.name} has no instance yet`);
    return instance;
  };
  const { memory: given } = program;
  const own = given && new WebAssembly.Memory({ initial: given.initial, maximum: given.maximum });
  const memory = (): WebAssembly.Memory => {
    const found = own ?? Object.values(made().exports).find((value) => value instanceof WebAssembly.Memory);
    if (found === undefined) throw new Error(`${program.name} has no memory`);
    return found;
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
    call(name, ...args) {
      const found = made().exports[name];
      if (typeof found !== 'function') throw new Error(`${program.name} exports no function ${name}`);
      return found(...args) as Num | undefined;
    },
    callIndirect(index, ...args) {
      const table = Object.values(made().exports).find((value) => value instanceof WebAssembly.Table);
      const found = table?.get(index) as ((...args: readonly Num[]) => Num | undefined) | null | undefined;
      if (typeof found !== 'function') throw new Error(`${program.name} has no function ${index} in its table`);
      return found(...args);
    },
  };
  const host: Host = { guest, output: '' };
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const [module, names] of Object.entries(watched(program.functions(host), listener)))
    imports[module] = { ...names };
  if (given !== undefined && own !== undefined) imports[given.module] = { ...imports[given.module], [given.name]: own };
  instance = new WebAssembly.Instance(
    new WebAssembly.Module(program.module.bytes() as Uint8Array<ArrayBuffer>),
    imports,
  );
  const main = program.prepare(host, script);
  return {
    program,
    host,
    instance,
    main,
    finish: () => program.answer(host, main, guest.call(main.name, ...main.args)),
  };
}
