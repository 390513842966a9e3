import type { Checkpoint } from '@wasm-checkpoint/format';
import { nodeSha256 } from '@wasm-checkpoint/format/node';
import { type Updated, updateCheckpoint } from '@wasm-checkpoint/validate';
import { type FunctionDefinition, type Module, openModule, Reencoder } from '@wasm-checkpoint/wasm';
import { realCheckpoint } from '../real/checkpoints.js';

/** Writes a module with its functions in the opposite order. */
class Reverser extends Reencoder {
  override funcidx(index: number): number {
    const { imported, funcs } = this.module;
    return index < imported.func ? index : imported.func + (funcs.length - 1 - index);
  }

  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return [...functions].reverse();
  }
}

const ADD = 0x6a;
const SUB = 0x6b;

/** The module with the last byte of a function that reads like an addition changed; undefined where there is none. */
function changed(module: Module, funcidx: number): Uint8Array | undefined {
  const { start, end } = module.body(funcidx);
  const at = module.bytes.lastIndexOf(ADD, end - 1);
  if (at < start) return undefined;
  const bytes = module.bytes.slice();
  bytes[at] = SUB;
  return bytes;
}

describe('judgement E on QuickJS in the middle of a script', () => {
  let bytes: Uint8Array;
  let checkpoint: Checkpoint;
  let module: Module;
  const update = (updated: Uint8Array): Updated =>
    updateCheckpoint(checkpoint, {
      modules: [bytes],
      updates: [{ module: 0, bytes: updated }],
      algorithms: { sha256: nodeSha256 },
    });

  beforeAll(async () => {
    const real = await realCheckpoint('quickjs');
    ({ checkpoint, module: bytes } = real);
    module = openModule(bytes);
  });

  test('its frames are many', () => {
    expect(checkpoint.threads[0]?.frames.length).toBeGreaterThanOrEqual(20);
  });

  test('functions in the opposite order are unchanged, all of them', () => {
    const { report, checkpoint: updated } = update(new Reverser(module).encode().bytes);
    expect(report.errors.map(({ message }) => message)).toEqual([]);
    expect(report.modules[0]?.counts).toMatchObject({ unchanged: module.funcs.length, changed: 0, removed: 0, new: 0 });
    const last = module.funcs.length - 1 + module.imported.func;
    expect(updated?.threads[0]?.frames.map(({ funcidx }) => funcidx)).toEqual(
      checkpoint.threads[0]?.frames.map(({ funcidx }) => last - funcidx),
    );
  });

  /** The first function on the stack, or not on it, that can be changed, and the module with it changed. */
  const find = (isWanted: (funcidx: number) => boolean): { readonly funcidx: number; readonly updated: Uint8Array } => {
    for (let funcidx = module.imported.func; funcidx < module.funcs.length; funcidx++) {
      const updated = isWanted(funcidx) ? changed(module, funcidx) : undefined;
      if (updated !== undefined && update(updated).report.modules.length > 0) return { funcidx, updated };
    }
    throw new Error('there is no such function');
  };

  test('a function changed that is not on the stack', () => {
    const stack = new Set(checkpoint.threads[0]?.frames.map(({ funcidx }) => funcidx));
    const { funcidx, updated } = find((each) => !stack.has(each));
    const { report } = update(updated);
    expect(report.errors.map(({ message }) => message)).toEqual([]);
    expect(report.modules[0]?.functions).toMatchObject([{ verdict: 'changed', old: funcidx, updated: funcidx }]);
  });

  test('a function changed that is on the stack', () => {
    const stack = new Set(checkpoint.threads[0]?.frames.map(({ funcidx }) => funcidx));
    const { funcidx, updated } = find((each) => stack.has(each));
    const { report } = update(updated);
    const places = checkpoint.threads[0]?.frames.flatMap((frame, index) =>
      frame.funcidx === funcidx ? [`threads[0].frames[${index}]`] : [],
    );
    expect(report.obstacles).toMatchObject([
      {
        kind: 'function',
        index: funcidx,
        verdict: 'changed',
        code: 'CKPT3171',
        places,
        difference: { kind: 'instruction' },
      },
    ]);
  });
});
