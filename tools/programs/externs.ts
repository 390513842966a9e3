import { type Externtype, FUNCREF, type Module, valtypeText } from '@wasm-checkpoint/wasm';

type HostExtern = Extract<WebAssembly.ImportValue, object>;

/** A tag, which the type library of the DOM does not know yet. */
declare namespace Engine {
  const Tag: new (type: { parameters: readonly string[] }) => HostExtern;
}

const engine = (): typeof Engine => WebAssembly as unknown as typeof Engine;

const size = (limit: bigint, address: 'i32' | 'i64'): number | bigint => (address === 'i64' ? limit : Number(limit));

/** A memory, table, global or tag of a type, as a host makes one. A global of a number type begins with the length of its name. */
export function hostExtern(module: Module, type: Externtype, name: string): HostExtern {
  switch (type.kind) {
    case 'memory':
    case 'table': {
      const { min, max } = type.limits;
      const limits = {
        initial: size(min, type.addrtype),
        ...(max === undefined ? {} : { maximum: size(max, type.addrtype) }),
        ...(type.addrtype === 'i64' ? { address: 'i64' } : {}),
      } as WebAssembly.MemoryDescriptor;
      if (type.kind === 'memory') return new WebAssembly.Memory({ ...limits, shared: type.shared });
      return new WebAssembly.Table({ ...limits, element: type.element === FUNCREF ? 'anyfunc' : 'externref' });
    }
    case 'global': {
      const value = valtypeText(type.type) as WebAssembly.ValueType;
      const start = value === 'i64' ? BigInt(name.length) : value === 'externref' ? null : name.length;
      return new WebAssembly.Global({ value, mutable: type.mutable }, start as never);
    }
    case 'tag': {
      const composite = module.types[type.typeidx]?.composite;
      const params = composite?.kind === 'func' ? composite.params : [];
      return new (engine().Tag)({ parameters: params.map((param) => valtypeText(param)) });
    }
    case 'func':
      throw new Error(`host.${name}: functions come from env`);
  }
}

/** The functions of `spectest`, which tell their arguments. */
export const spectestFunctions = [
  'print',
  'print_i32',
  'print_i64',
  'print_f32',
  'print_f64',
  'print_i32_f32',
  'print_f64_f64',
] as const;

const constant = (value: WebAssembly.ValueType, number: number | bigint): HostExtern =>
  new WebAssembly.Global({ value, mutable: false }, number as never);

const spectest: Readonly<Record<string, () => HostExtern>> = {
  global_i32: () => constant('i32', 666),
  global_i64: () => constant('i64', 666n),
  global_f32: () => constant('f32', 666.6),
  global_f64: () => constant('f64', 666.6),
  memory: () => new WebAssembly.Memory({ initial: 1, maximum: 2 }),
  table: () => new WebAssembly.Table({ initial: 10, maximum: 20, element: 'anyfunc' }),
};

/** A memory, table or global of `spectest`, by its name; undefined where there is none. */
export const spectestExtern = (name: string): HostExtern | undefined => spectest[name]?.();
