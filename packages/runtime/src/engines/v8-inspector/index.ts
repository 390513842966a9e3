export { Debuggee, type Environment, type Stopped } from './debuggee.js';
export { type Command, command, converse, converseLater, type Exchange } from './exchange.js';
export { callHere } from './local.js';
export { breakOffset, placeAt, type StoppedPlace, stoppedPlace } from './place.js';
export type { Events, PausedEvent, ScriptParsedEvent } from './protocol.js';
export { makeRecorder, type Recorder } from './recorder.js';
export type { CodePlace } from './scripts.js';
export { type Step, stepCommand, stepToSafepoint } from './seek.js';
export type { DebuggerSession, DebuggerTransport } from './transport.js';
