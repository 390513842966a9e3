import { existsSync } from 'node:fs';
import { emptyManifest, type Manifest, type OfferedFunction } from '@wasm-checkpoint/validate';
import { type Module, openModule, type Valtype, valtypeText } from '@wasm-checkpoint/wasm';
import { WitFault } from './fault.js';
import { interfaceNames, Mangling } from './names.js';

/** A WIT package, and which of its worlds; `world` may be left out where there is one. */
export type WitSource = { readonly world?: string } & (
  | { readonly source: string }
  /** A file or a folder, by its path. */
  | { readonly path: string }
);

/** Core types of lowered functions; the canonical ABI knows no others. */
function coreType(type: Valtype): 'i32' | 'i64' | 'f32' | 'f64' {
  const text = valtypeText(type);
  if (text !== 'i32' && text !== 'i64' && text !== 'f32' && text !== 'f64') {
    throw new WitFault(`a lowered function has a parameter or result of type ${text}`);
  }
  return text;
}

/** The functions that a module imports. */
function importedFunctions(module: Module): readonly OfferedFunction[] {
  return module.imports.flatMap(({ module: from, name, type }) => {
    if (type.kind !== 'func') return [];
    const composite = module.types[type.typeidx]?.composite;
    if (composite?.kind !== 'func') return [];
    const { params, results } = composite;
    return [{ module: from, name, type: { params: params.map(coreType), results: results.map(coreType) } }];
  });
}

/** A dummy module of a world, which imports all that a module for it can import, and the world's text. */
async function dummyOf(wit: WitSource): Promise<{ readonly module: Module; readonly text: string }> {
  const tools = await import('@bytecodealliance/jco-transpile/wasm-tools').catch((error: unknown) => {
    throw new WitFault(`@bytecodealliance/jco-transpile, which reads WIT, is not installed: ${error}`);
  });
  // The tools abort, and are of no use any more, when they are told to read what there is not.
  if ('path' in wit && !existsSync(wit.path)) throw new WitFault(`there is no ${wit.path}`);
  const { world } = wit;
  try {
    const bytes = await tools.componentEmbed({
      dummy: true,
      ...('source' in wit ? { witSource: wit.source } : { witPath: wit.path }),
      ...(world === undefined ? {} : { world }),
    });
    const text = await tools.componentWit(await tools.componentNew(bytes));
    return { module: openModule(bytes), text };
  } catch (error) {
    throw new WitFault(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The manifest of a host that provides what a WIT world imports, for core modules of components: each function and each
 * function of resources with the type that the canonical ABI lowers it to.
 *
 * Each is offered under the names of the standard mangling and under those that toolchains wrote before it. Memories and
 * tables belong to the module there, so that there are no others. Features and host states are what `more` says, since WIT
 * says nothing of them. Throws `WitFault`. Source: component model, Canonical ABI, lowering and name mangling.
 */
export async function manifestFromWit(wit: WitSource, more: Partial<Manifest> = {}): Promise<Manifest> {
  const { module, text } = await dummyOf(wit);
  const standard = importedFunctions(module);
  const mangling = new Mangling(interfaceNames(text));
  const legacy = standard.flatMap((offer) => {
    const names = mangling.legacy(offer);
    return names === undefined ? [] : [{ ...names, type: offer.type }];
  });
  return { ...emptyManifest, ...more, functions: [...legacy, ...standard, ...(more.functions ?? [])] };
}
