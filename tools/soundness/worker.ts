import { createInterface } from 'node:readline';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import { EngineRefusal } from '@wasm-checkpoint/runtime';
import { Run } from '../torture/run.js';
import { everywhere } from '../torture/subject.js';
import type { Answer, Request } from './protocol.js';
import { Trials } from './trial.js';

/** Answers requests, a line of JSON each, until its standard input ends. */

const trials = new Map<string, Trials>();
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Whether the engine does not know a program, or the instrumenter refuses it. */
const isUnsupported = (error: unknown): boolean =>
  error instanceof EngineRefusal || (error instanceof Diagnostic && error.code === 'CKPT4102') || isUnlinkable(error);

/** Programs import things of the host that an older engine cannot make. */
const isUnlinkable = (error: unknown): boolean =>
  error instanceof TypeError && /^WebAssembly\.|is not a constructor/.test(error.message);

async function answer(request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'capture': {
      const stop = { kind: 'fuel', polls: request.polls } as const;
      try {
        const run = new Run(request.program, { instrument: everywhere, from: undefined, stop, recapture: false });
        const { at } = await run.stretch(undefined, false);
        return { kind: 'captured', ...(at === undefined ? {} : { file: at.base64 }) };
      } catch (error) {
        if (isUnsupported(error)) return { kind: 'captured' };
        throw error;
      }
    }
    case 'modules':
      trials.set(request.subject, new Trials(request.modules.map(bytesOf)));
      return { kind: 'ready' };
    case 'trial': {
      const found = trials.get(request.subject);
      if (found === undefined) throw new Error(`no modules of ${request.subject}`);
      return { kind: 'tried', outcomes: found.run(bytesOf(request.file)) };
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answered = await answer(JSON.parse(line) as Request).catch((error: unknown): Answer => {
    return { kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  });
  process.stdout.write(`${JSON.stringify(answered)}\n`);
}
