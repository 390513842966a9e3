import type { Checkpoint } from '@wasm-checkpoint/format';
import { ThreadInspector, type ThreadInspectorOptions } from '@wasm-checkpoint/runtime/node';
import { validate } from '@wasm-checkpoint/validate';
import { assemble } from '../assemble.js';

/** Runs something with the debugger of this thread, which watches what is compiled meanwhile. */
export async function inspected<Result>(
  run: (inspector: ThreadInspector) => Result | Promise<Result>,
  options: ThreadInspectorOptions = {},
): Promise<Result> {
  const inspector = ThreadInspector.open(options);
  try {
    return await run(inspector);
  } finally {
    await inspector.close();
  }
}

/** Assembles before the debugger is opened, since the assembler is itself a module. */
export const modulesOf = (...texts: readonly string[]): Promise<readonly Uint8Array<ArrayBuffer>[]> =>
  Promise.all(texts.map(assemble));

/** The errors of judgements A to C, which a checkpoint that was captured must not have. */
export const faults = (checkpoint: Checkpoint, modules: readonly Uint8Array[]): readonly string[] =>
  validate(checkpoint, { modules, full: true }).errors.map((error) => String(error));

/** The innermost frame of the only thread. */
export function innermost(checkpoint: Checkpoint): Checkpoint['threads'][number]['frames'][number] {
  const frame = checkpoint.threads[0]?.frames[0];
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

export const instantiate = (bytes: Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports = {}): WebAssembly.Instance =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);

/** Calls an export that is a function. */
export const call = (instance: WebAssembly.Instance, name: string, ...args: readonly unknown[]): unknown =>
  (instance.exports[name] as (...args: readonly unknown[]) => unknown)(...args);
