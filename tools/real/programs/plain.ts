import { type CallListener, hostOf } from './guest.js';
import type { Host, MainCall, RealProgram } from './program.js';

/** A real program on an unmodified instance. */
export interface PlainRun {
  readonly program: RealProgram;
  readonly host: Host;
  readonly instance: WebAssembly.Instance;
  readonly main: MainCall;
  /** Makes the main call and gives the answer. */
  finish(): string;
}

/** Makes an instance of an unmodified real program and brings it to its main call. */
export function startPlain(program: RealProgram, script = program.script, listener?: CallListener): PlainRun {
  let made: WebAssembly.Instance | undefined;
  const { host, imports } = hostOf(program, () => made?.exports ?? {}, listener);
  const module = new WebAssembly.Module(program.module.bytes() as Uint8Array<ArrayBuffer>);
  const instance = new WebAssembly.Instance(module, imports);
  made = instance;
  const main = program.prepare(host, script);
  return {
    program,
    host,
    instance,
    main,
    finish: () => program.answer(host, main, host.guest.call(main.name, ...main.args)),
  };
}
