import { createInterface } from 'node:readline';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import { EngineRefusal } from '@wasm-checkpoint/runtime';
import { type Outcome, runPlain, UnsupportedProgram } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import type { Answer, Request, SentProgram } from './protocol.js';
import { Run } from './run.js';

/** Answers requests, a line of JSON each, until its standard input ends. */

const received = ({ name, instances, calls }: SentProgram): Program => ({
  name,
  instances: instances.map((each) => ({ name: each.name, bytes: new Uint8Array(Buffer.from(each.base64, 'base64')) })),
  calls,
});

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'plain') {
    const outcome: Outcome = runPlain(received(request.program));
    return { kind: 'plain', outcome };
  }
  const run = new Run(request.program, request);
  return { kind: 'stretch', stretch: await run.stretch(request.from, request.recapture) };
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
  process.stdout.write(`${JSON.stringify(answered)}\n`);
}
