import type { Checkpoint } from '@wasm-checkpoint/format';
import { nodeSha256 } from '@wasm-checkpoint/format/node';
import { type Module, namesOf, openModule } from '@wasm-checkpoint/wasm';
import { inFile } from './file-fault.js';
import { readInput } from './files.js';
import { Refusal } from './refusal.js';
import { printable } from './text/printable.js';

/** A module that was given, and which of the checkpoint's it is. */
export interface GivenModule {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly module: Module;
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The modules of a checkpoint as far as they were given, and the names that their name sections have for things. */
export class GivenModules {
  readonly #checkpoint: Checkpoint;
  readonly #given: readonly (GivenModule | undefined)[];
  readonly #exports = new Map<Module, ReadonlyMap<number, string>>();

  constructor(checkpoint: Checkpoint, given: readonly (GivenModule | undefined)[]) {
    this.#checkpoint = checkpoint;
    this.#given = given;
  }

  /** A module of the checkpoint by its index. */
  given(moduleidx: number): GivenModule | undefined {
    return this.#given[moduleidx];
  }

  /** The module of an instance. */
  of(instance: number): Module | undefined {
    return this.#given[this.#checkpoint.instances[instance]?.module ?? -1]?.module;
  }

  /** The name of a function: of the name section, else of its export. */
  functionName(instance: number, funcidx: number): string | undefined {
    const module = this.of(instance);
    if (module === undefined) return undefined;
    const name = namesOf(module).of('functions').get(funcidx) ?? this.#exported(module).get(funcidx);
    return name === undefined ? undefined : `$${printable(name)}`;
  }

  /** The name of an item of an index space of an instance. */
  itemName(instance: number, space: 'memories' | 'globals' | 'tables' | 'tags', index: number): string | undefined {
    const module = this.of(instance);
    if (module === undefined) return undefined;
    const kind = { memories: 'memory', globals: 'global', tables: 'table', tags: 'tag' }[space];
    const exported = module.exports.find((entry) => entry.kind === kind && entry.index === index)?.name;
    const name = namesOf(module).of(space).get(index) ?? exported;
    return name === undefined ? undefined : `$${printable(name)}`;
  }

  /** The names of a function's locals. */
  localName(instance: number, funcidx: number, localidx: number): string | undefined {
    const module = this.of(instance);
    const name = module && namesOf(module).inner('locals', funcidx).get(localidx);
    return name === undefined || name === '' ? undefined : printable(name);
  }

  #exported(module: Module): ReadonlyMap<number, string> {
    const known = this.#exports.get(module);
    if (known !== undefined) return known;
    const functions = module.exports.filter((entry) => entry.kind === 'func');
    const names = new Map(functions.map(({ index, name }) => [index, name]));
    this.#exports.set(module, names);
    return names;
  }
}

/** Reads modules and finds which of the checkpoint's they are; where it uses `all`, refuses one that is none of them. */
export function givenModules(
  checkpoint: Checkpoint,
  paths: readonly string[],
  uses: 'all' | 'some' = 'all',
): GivenModules {
  const digests = checkpoint.modules.map(({ digest }) => hex(digest));
  const given: (GivenModule | undefined)[] = checkpoint.modules.map(() => undefined);
  for (const path of paths) {
    const bytes = readInput(path);
    const digest = hex(nodeSha256.digest(bytes)); // clause: sec-hash
    const index = digests.indexOf(digest);
    if (index < 0 && uses === 'some') continue;
    if (index < 0) {
      const wanted = digests.length === 0 ? 'none' : digests.join(', ');
      // clause: valid-module-identity
      throw new Refusal(
        'valid-module-identity',
        'mismatch',
        'modules',
        `${path} is no module of the checkpoint: its SHA-256 is ${digest}, wanted: ${wanted}`,
      );
    }
    given[index] = { path, bytes, module: inFile(path, () => openModule(bytes)) };
  }
  return new GivenModules(checkpoint, given);
}
