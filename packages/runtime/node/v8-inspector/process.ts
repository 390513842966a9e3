import { type ChildProcess, spawn } from 'node:child_process';
import {
  type DebuggerTransport,
  RemoteInspector,
  type RemoteInspectorOptions,
  socketTransport,
} from '@wasm-checkpoint/runtime';
import { WebSocket } from 'ws';

/** Connects to a debugger by the address that it prints, which begins with `ws://`. */
export const connectDebugger = (address: string): Promise<DebuggerTransport> =>
  socketTransport(new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 31 - 1 }));

/** A program in a process of its own, and the inspector that watches it. */
export interface InspectedProcess {
  readonly process: ChildProcess;
  readonly inspector: RemoteInspector;
}

/** Waits until a process prints where its debugger listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      printed += bytes.toString();
      const address = /ws:\/\/\S+/.exec(printed)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before its debugger: ${printed}`)));
  });
}

/**
 * Starts a program that runs on V8 and takes `--inspect-brk`, such as Node and Deno, and attaches to it before it runs
 * anything; `start` of the inspector lets it go. Arguments are those of the program, that one included.
 */
export async function startInspected(
  program: string,
  args: readonly string[],
  options: RemoteInspectorOptions = {},
): Promise<InspectedProcess> {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'] });
  try {
    const decode = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
    const transport = await connectDebugger(await addressOf(child));
    return { process: child, inspector: await RemoteInspector.attach(transport, { decode, ...options }) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
