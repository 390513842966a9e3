import { type Module, openModule, readInstruction, readLocals } from '@wasm-checkpoint/wasm';
import { command, type Exchange } from './exchange.js';
import type { ScriptParsedEvent } from './protocol.js';

/** A place of a program: a function and a body offset, which for an engine may be where its code begins. */
export interface CodePlace {
  readonly module: Module;
  readonly funcidx: number;
  readonly offset: number;
}

/** An instruction that drops a passive segment, by its offset in the module. */
export interface DropSite {
  readonly offset: number;
  readonly kind: 'data' | 'elem';
  readonly index: number;
}

/** The function whose body holds a module offset; undefined outside of all bodies. */
export function functionAt(module: Module, offset: number): number | undefined {
  const { func: imported } = module.imported;
  let low = 0;
  let high = module.bodyCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (module.body(imported + middle).end <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === module.bodyCount || module.body(imported + low).start > offset) return undefined;
  return imported + low;
}

/** The instructions of a module that drop passive segments that are not empty. */
export function dropSites(module: Module): readonly DropSite[] {
  const filled = { data: new Set<number>(), elem: new Set<number>() };
  module.data.forEach(({ mode, start, end }, index) => {
    if (mode.kind === 'passive' && end > start) filled.data.add(index);
  });
  module.elements.forEach(({ mode, items }, index) => {
    const size = items.kind === 'funcidx' ? items.funcs.length : items.exprs.length;
    if (mode.kind === 'passive' && size > 0) filled.elem.add(index);
  });
  const sites: DropSite[] = [];
  if (filled.data.size + filled.elem.size === 0) return sites;
  for (let body = 0; body < module.bodyCount; body++) {
    const { start, end } = module.body(module.imported.func + body);
    const reader = module.reader(start, end);
    readLocals(reader, module.scope);
    while (!reader.atEnd) {
      const { opcode, immediates, offset } = readInstruction(reader, module.scope);
      const [immediate] = immediates;
      const kind = opcode.name === 'data.drop' ? 'data' : opcode.name === 'elem.drop' ? 'elem' : undefined;
      if (kind === undefined || immediate === undefined || typeof immediate.value !== 'number') continue;
      if (filled[kind].has(immediate.value)) sites.push({ offset, kind, index: immediate.value });
    }
  }
  return sites;
}

/** The modules that the debugger told of, by script; their bytes are asked for when they are needed. */
export class Scripts {
  readonly #ids = new Set<string>();
  readonly #modules = new Map<string, Module>();
  readonly #bytes: (base64: string) => Uint8Array;

  constructor(bytes: (base64: string) => Uint8Array) {
    this.#bytes = bytes;
  }

  /** Notes a script; says whether it is a module. */
  parsed({ scriptId, scriptLanguage, url }: ScriptParsedEvent): boolean {
    const isModule = scriptLanguage === 'WebAssembly' || (scriptLanguage === undefined && url.startsWith('wasm://'));
    if (isModule) this.#ids.add(scriptId);
    return isModule;
  }

  has(scriptId: string): boolean {
    return this.#ids.has(scriptId);
  }

  get ids(): Iterable<string> {
    return this.#ids;
  }

  /** The script of a module that was opened here. */
  scriptOf(module: Module): string | undefined {
    for (const [scriptId, opened] of this.#modules) if (opened === module) return scriptId;
    return undefined;
  }

  /** The module of a script, opened from the bytes that the engine has; the same object each time. */
  *module(scriptId: string): Exchange<Module> {
    let module = this.#modules.get(scriptId);
    if (module === undefined) {
      const { bytecode } = yield* command('Debugger.getScriptSource', { scriptId });
      if (bytecode === undefined) throw new Error(`the debugger does not give the bytes of module ${scriptId}`);
      module = openModule(this.#bytes(bytecode));
      this.#modules.set(scriptId, module);
    }
    return module;
  }
}
