import { randomUUID } from 'node:crypto';
import {
  callHere,
  type DebuggerSession,
  type Environment,
  type Events,
  type HostRefState,
  type Recorder,
} from '@wasm-checkpoint/runtime';

/** How an object of the host is told. */
export type DescribeObject = (object: unknown) => HostRefState['descriptor'];

/**
 * The id under which the debugger of this thread has an object of this realm, which may not be the first of the thread: tests,
 * for example, run in realms of their own.
 */
export function objectIdOf(session: DebuggerSession, object: object): string {
  const key = `wasm-checkpoint ${randomUUID()}`;
  const contexts: number[] = [];
  session.listen((method, params) => {
    if (method !== 'Runtime.executionContextCreated') return;
    contexts.push((params as Events['Runtime.executionContextCreated']).context.id);
  });
  Object.defineProperty(globalThis, key, { value: object, configurable: true });
  try {
    session.post('Runtime.enable', {});
    for (const contextId of contexts) {
      const expression = `globalThis[${JSON.stringify(key)}]`;
      const { result } = session.post('Runtime.evaluate', { expression, contextId }) as {
        result: { objectId?: string };
      };
      if (result.objectId !== undefined) return result.objectId;
    }
    throw new Error('the debugger does not see this realm');
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}

/** How a recorder in this very realm is spoken to. */
export function localEnvironment(
  recorder: Recorder,
  recorderId: string,
  describe: DescribeObject | undefined,
): Environment {
  return {
    // biome-ignore lint/correctness/useYield: it is known without asking
    *recorder() {
      return recorderId;
    },
    call: (functionDeclaration, args) => callHere(recorder, recorderId, functionDeclaration, args),
    // biome-ignore lint/correctness/useYield: the memory is in reach
    *bytes({ id }) {
      return recorder.bytes(id);
    },
    decode: (base64) => new Uint8Array(Buffer.from(base64, 'base64')),
    describe: (id) => describe?.(recorder.object(id)),
  };
}
