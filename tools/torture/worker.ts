import { createInterface } from 'node:readline';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import { EngineRefusal } from '@wasm-checkpoint/runtime';
import { type Outcome, runPlain, UnsupportedProgram } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import { realProgram, startPlain } from '../real/programs/index.js';
import { type Answer, lineOf, type Request, type SentProgram } from './protocol.js';
import { RealRun } from './real-run.js';
import { Run } from './run.js';

/** Answers requests, a line of JSON each, until its standard input ends. */

const received = ({ name, instances, calls }: SentProgram): Program => ({
  name,
  instances: instances.map((each) => ({ name: each.name, bytes: new Uint8Array(Buffer.from(each.base64, 'base64')) })),
  calls,
});

async function answer(request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'plain': {
      const outcome: Outcome = runPlain(received(request.program));
      return { kind: 'plain', outcome };
    }
    case 'stretch': {
      const run = new Run(request.program, request);
      return { kind: 'stretch', stretch: await run.stretch(request.from, request.recapture) };
    }
    case 'plain-real': {
      const run = startPlain(realProgram(request.name));
      const answered = run.finish();
      return { kind: 'plain-real', outcome: { answer: answered, output: run.host.output } };
    }
    case 'stretch-real': {
      const run = new RealRun(request.name, request.instrument, request.stop);
      return { kind: 'stretch', stretch: await run.stretch(request.from) };
    }
  }
}

function failure(error: unknown): Answer {
  if (error instanceof UnsupportedProgram) return { kind: 'unsupported', reason: error.message };
  if (error instanceof EngineRefusal) return { kind: 'unsupported', reason: error.message };
  if (error instanceof Diagnostic) return { kind: 'failed', code: error.code, reason: error.message };
  return { kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  const answered = await answer(request).catch(failure);
  process.stdout.write(lineOf(answered));
}
