import type { DebuggerTransport } from './transport.js';

/** What a socket has to offer; that of browsers and Deno does, and so do the packages that stand for it elsewhere. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The debugging protocol over a socket; resolves when it is open. */
export async function socketTransport(socket: SocketLike): Promise<DebuggerTransport> {
  const pending = new Map<number, Pending>();
  let listener: (method: string, params: unknown) => void = () => undefined;
  let ids = 0;
  let closed = false;
  const end = (): void => {
    closed = true;
    for (const { method, reject } of pending.values()) reject(new Error(`${method}: the connection has ended`));
    pending.clear();
  };
  const receive = ({ id, method, params, result, error }: Message): void => {
    if (id === undefined) {
      if (method !== undefined) listener(method, params);
      return;
    }
    const waiting = pending.get(id);
    pending.delete(id);
    if (error !== undefined) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting?.resolve(result);
  };
  socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Message));
  socket.addEventListener('close', end);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('no connection to the debugger')));
  });
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error(`${method}: the connection has ended`));
          return;
        }
        ids += 1;
        pending.set(ids, { method, resolve, reject });
        socket.send(JSON.stringify({ id: ids, method, params }));
      }),
    listen(next) {
      listener = next;
    },
    close: () => socket.close(),
  };
}
