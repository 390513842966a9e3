/**
 * A connection to the debugger of a V8, wherever it runs: a socket to another process, a session to another thread.
 *
 * Commands are answered in their order or not, events come in the order in which they happened.
 */
export interface DebuggerTransport {
  /** Sends a command; rejects with an `Error` when the debugger refuses it or the connection ends. */
  send(method: string, params: object): Promise<unknown>;
  /** Sets the one listener of events. */
  listen(listener: (method: string, params: unknown) => void): void;
  close(): void;
}

/** A debugger in the thread that it debugs: every command is answered before `post` returns. */
export interface DebuggerSession {
  /** Throws an `Error` when the debugger refuses the command. */
  post(method: string, params: object): unknown;
  listen(listener: (method: string, params: unknown) => void): void;
  close(): void;
}
