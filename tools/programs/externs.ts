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
