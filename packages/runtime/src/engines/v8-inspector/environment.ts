import type { Exchange } from './exchange.js';
import type { ObjectSources } from './program.js';
import type { CallArgument, CallFrame, RemoteObject } from './protocol.js';
import type { RawMemory } from './raw.js';

/** How the recorder in the debuggee is spoken to. */
export interface Environment {
  /** The object id of the recorder. */
  recorder(): Exchange<string>;
  /** What a function gives that is called with the recorder as `this`, as plain data. */
  call<Result>(functionDeclaration: string, args: readonly CallArgument[]): Exchange<Result>;
  bytes(memory: RawMemory): Exchange<Uint8Array>;
  decode(base64: string): Uint8Array;
  describe: ObjectSources['describe'];
}

/** An object of the debuggee as an argument; null for none. */
export const idOf = (object: RemoteObject | undefined): CallArgument =>
  object?.objectId === undefined ? { value: null } : { objectId: object.objectId };

/** The scope of a frame that is of a type. */
export const scopeOf = ({ scopeChain }: CallFrame, type: string): CallArgument =>
  idOf(scopeChain.find((scope) => scope.type === type)?.object);
