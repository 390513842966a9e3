import { type CallListener, hostOf } from '../../real/programs/guest.js';
import type { RealProgram } from '../../real/programs/index.js';

/** A real program whose module is another form of it, compiled once. */
export class FormedProgram {
  readonly program: RealProgram;
  readonly #module: WebAssembly.Module;
  readonly #imports: WebAssembly.Imports;

  /** `imports` are what the form imports besides. */
  constructor(program: RealProgram, bytes: Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports) {
    this.program = program;
    this.#module = new WebAssembly.Module(bytes);
    this.#imports = imports;
  }

  /** Makes an instance and brings it to its main call; what it returns makes that call and gives the answer. */
  start(script = this.program.script, listener?: CallListener): () => string {
    const { program } = this;
    let exported: Readonly<Record<string, unknown>> = {};
    const { host, imports } = hostOf(program, () => exported, listener);
    exported = new WebAssembly.Instance(this.#module, { ...imports, ...this.#imports }).exports;
    const main = program.prepare(host, script);
    return () => program.answer(host, main, host.guest.call(main.name, ...main.args));
  }
}
