import { Session } from 'node:inspector';
import type { DebuggerSession } from '@wasm-checkpoint/runtime';

const events = ['Debugger.paused', 'Debugger.scriptParsed', 'Runtime.executionContextCreated'] as const;

/** A session of Node with the debugger of this thread; it answers every command before `post` returns. */
export function openSession(): DebuggerSession {
  const session = new Session();
  session.connect();
  return {
    post(method, params) {
      let failure: Error | null | undefined;
      let result: unknown;
      session.post(method, params, (error: Error | null, answer: unknown) => {
        failure = error;
        result = answer;
      });
      if (failure === undefined) throw new Error(`${method} was not answered at once`);
      if (failure === null) return result;
      const { message } = failure;
      throw new Error(`${method}: ${message}`);
    },
    listen(listener) {
      for (const event of events) {
        session.removeAllListeners(event);
        session.on(event, ({ params }: { params: unknown }) => {
          listener(event, params);
        });
      }
    },
    close() {
      session.disconnect();
    },
  };
}
