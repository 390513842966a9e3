import type { Names } from '@wasm-checkpoint/validate';

/** The prefix of names in the standard mangling for 32-bit memories. */
const STANDARD = 'cm32p2';
/** In front of the interfaces that the world exports, in the standard mangling. */
const EXPORTED = '_ex_';

/** The functions of a resource that hosts provide, by their suffixes in the standard mangling. */
const resourceFunctions = { _drop: '[resource-drop]', _new: '[resource-new]', _rep: '[resource-rep]' } as const;

/** The names of interfaces that a world, in the text that tools print of it, imports or exports. */
export function interfaceNames(world: string): readonly string[] {
  return [...world.matchAll(/^\s*(?:import|export) ([^\s:;]+:[^\s;]+);/gm)].map((match) => match[1] ?? '');
}

/** The forms that a version may have in the standard mangling: the track of compatible versions, or all of it. */
function versionForms(name: string): readonly string[] {
  const [path = '', version] = name.split('@');
  if (version === undefined) return [path];
  const [major = '', minor = ''] = version.split('.');
  return [`${path}@${major}`, `${path}@${major}.${minor}`, name];
}

/** From the names of the standard mangling, whose versions are shortened, to those that most toolchains write today. */
export class Mangling {
  readonly #full = new Map<string, string>();

  /** `interfaces` are the full names that the world imports and exports. */
  constructor(interfaces: readonly string[]) {
    for (const name of interfaces) for (const form of versionForms(name)) this.#full.set(form, name);
  }

  /** The names under which toolchains without the standard mangling import a function. */
  legacy({ module, name }: Names): Names | undefined {
    if (!module.startsWith(STANDARD)) return undefined;
    const rest = module.slice(STANDARD.length + 1);
    const suffix = (Object.keys(resourceFunctions) as (keyof typeof resourceFunctions)[]).find((each) =>
      name.endsWith(each),
    );
    const plain = suffix === undefined ? name : `${resourceFunctions[suffix]}${name.slice(0, -suffix.length)}`;
    if (rest === '') return { module: '$root', name: plain };
    const isExported = rest.startsWith(EXPORTED);
    const path = isExported ? rest.slice(EXPORTED.length) : rest;
    return { module: `${isExported ? '[export]' : ''}${this.#full.get(path) ?? path}`, name: plain };
  }
}
