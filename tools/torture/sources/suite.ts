import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Functype, type Module, openModule } from '@wasm-checkpoint/wasm';
import { isCallable } from '../../programs/outcome.js';
import type { Program, ProgramCall, ProgramInstance, ProgramValue } from '../../programs/program.js';
import { type ScriptAction, scriptActions } from '../../suite/actions.js';
import { scriptCases, suiteFiles, suitePath } from '../../suite/modules.js';
import { shuffled } from '../shuffle.js';
import type { Source } from '../source.js';

const prefix = 'suite/';
/** A script calls some modules thousands of times, with other numbers each. */
const MOST_CALLS = 60;

/** An instance of a script with what it can be linked with. */
interface Place {
  readonly line: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly module: Module;
  readonly calls: ProgramCall[];
  /** The names of other instances that it imports from, with those. */
  readonly others: ReadonlyMap<string, Place>;
}

function functype(module: Module, name: string): Functype | undefined {
  const found = module.exports.find((each) => each.kind === 'func' && each.name === name);
  const type = module.types[module.funcs[found?.index ?? -1] ?? -1]?.composite;
  return type?.kind === 'func' ? type : undefined;
}

/** Follows a script: which instances there are, what they are linked with, what is called. */
class Script {
  readonly places: Place[] = [];
  readonly #modules: ReadonlyMap<number, Uint8Array>;
  readonly #named = new Map<string, Place>();
  readonly #registered = new Map<string, Place>();
  #last: Place | undefined;

  constructor(modules: ReadonlyMap<number, Uint8Array>) {
    this.#modules = modules;
  }

  take(action: ScriptAction): void {
    switch (action.kind) {
      case 'module':
        if (action.instance) this.#instantiate(action.line, action.id);
        break;
      case 'register': {
        const place = this.#place(action.module);
        if (place === undefined) this.#registered.delete(action.name);
        else this.#registered.set(action.name, place);
        break;
      }
      case 'invoke': {
        const place = this.#place(action.module);
        const type = place && functype(place.module, action.name);
        const args = action.args.filter((value): value is ProgramValue => value !== undefined);
        if (place === undefined || type === undefined || !isCallable(type)) break;
        if (args.length === type.params.length && place.calls.length < MOST_CALLS) {
          place.calls.push({ instance: String(place.line), export: action.name, args });
        }
      }
    }
  }

  #place(id: string | undefined): Place | undefined {
    return id === undefined ? this.#last : this.#named.get(id);
  }

  #instantiate(line: number, id: string | undefined): void {
    this.#last = this.#made(line);
    if (this.#last === undefined) {
      if (id !== undefined) this.#named.delete(id);
      return;
    }
    this.places.push(this.#last);
    if (id !== undefined) this.#named.set(id, this.#last);
  }

  #made(line: number): Place | undefined {
    const bytes = this.#modules.get(line);
    if (bytes === undefined) return undefined;
    const module = openModule(bytes);
    const others = new Map<string, Place>();
    for (const { module: from } of module.imports) {
      if (from === 'spectest') continue;
      const place = this.#registered.get(from);
      if (place === undefined) return undefined;
      others.set(from, place);
    }
    return { line, bytes: new Uint8Array(bytes), module, calls: [], others };
  }
}

/** The places that a place needs, each after those that it needs itself; their names are those they are imported by. */
function linked(place: Place): readonly (readonly [string, Place])[] | undefined {
  const ordered = new Map<Place, string>();
  const visit = (name: string, each: Place): boolean => {
    const known = ordered.get(each);
    // An instance that is imported under two names would have to be two.
    if (known !== undefined) return known === name;
    for (const [other, inner] of each.others) if (!visit(other, inner)) return false;
    ordered.set(each, name);
    return true;
  };
  if (!visit(String(place.line), place)) return undefined;
  const names = new Set(ordered.values());
  return names.size === ordered.size ? [...ordered].map(([each, name]) => [name, each]) : undefined;
}

function programOf(file: string, place: Place): Program | undefined {
  const all = linked(place);
  if (all === undefined || (place.calls.length === 0 && place.module.start === undefined)) return undefined;
  const instances = all.map(([name, { bytes }]): ProgramInstance => ({ name, bytes }));
  return { name: `${prefix}${file}:${place.line}`, instances, calls: place.calls };
}

/** Programs of the script that was read last: names are asked for one after the other. */
let last: { readonly file: string; readonly programs: Promise<Program[]> } | undefined;

function programs(path: string, file: string): Promise<Program[]> {
  if (last?.file !== file) last = { file, programs: readPrograms(path, file) };
  return last.programs;
}

async function readPrograms(path: string, file: string): Promise<Program[]> {
  const cases = await scriptCases(path, file);
  const modules = new Map(
    cases.flatMap(({ line, command, bytes }) => (command === 'module' && bytes !== undefined ? [[line, bytes]] : [])),
  );
  const script = new Script(modules);
  for (const action of scriptActions(await readFile(join(path, file), 'utf8'))) script.take(action);
  return script.places.flatMap((place) => programOf(file, place) ?? []);
}

/** Every module of the official test suite that can be called or has a start function, but for threads. */
export const suite: Source = {
  name: 'suite',
  help: 'modules of the official core test suite that can be run, where WASM_TESTSUITE names it',
  ends: true,
  async *names(seed) {
    const path = suitePath();
    if (path === undefined) return;
    for (const file of shuffled(await suiteFiles(path), seed)) {
      if (file.startsWith('proposals/threads')) continue;
      for (const { name } of await programs(path, file)) yield name;
    }
  },
  async program(name) {
    const path = suitePath();
    const [, file] = /^suite\/(.*):\d+$/.exec(name) ?? [];
    if (path === undefined || file === undefined) return undefined;
    const found = (await programs(path, file)).find((program) => program.name === name);
    return found && { kind: 'program', program: found };
  },
};
