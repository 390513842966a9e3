import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, digestsOf, memoryTrees, resolveMemories } from '@wasm-checkpoint/format';
import { nodeScan, nodeSha256 } from '@wasm-checkpoint/format/node';
import { InitialContents, livenessOf } from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import { HostObject } from '../programs/host.js';
import { hostPayload } from '../torture/checkpoint-observation.js';

/** A program at a safepoint: where its innermost frame stands, and its state there. */
export interface Stopped {
  /** Index of the instance's module among the program's instances, function and body offset. */
  readonly point: string;
  /** Its state digest, or the code with which the route refused to capture it. */
  readonly state: string;
}

/** The descriptor of what the host holds for programs, as both routes state it. */
export const hostState = {
  name: 'program-host',
  version: '1',
  policy: 'reopen',
  required: true,
  instances: [],
  payload: new Uint8Array(0),
} as const;

/** How an object of the host is told. */
export const describeObject = (
  value: unknown,
): { readonly state: typeof hostState; readonly payload: Uint8Array } | undefined =>
  value instanceof HostObject ? { state: hostState, payload: hostPayload(value.number) } : undefined;

/** The state digest in hexadecimal; `modules` are the opened modules of the program. */
export function stateText(checkpoint: Checkpoint, modules: readonly Module[]): string {
  const own = checkpoint.modules.map(({ digest }) =>
    modules.find(({ bytes }) => Buffer.compare(nodeSha256.digest(bytes), digest) === 0),
  );
  const at = (index: number): Module => {
    const module = own[index];
    if (module === undefined) throw new Error(`module ${index} is none of the program`);
    return module;
  };
  const bases = new InitialContents((_, module) => own[module]);
  const options = { sha256: nodeSha256, scan: nodeScan, liveness: livenessOf(at), modules: bases };
  const trees = memoryTrees(resolveMemories(checkpoint, { modules: bases }), options);
  return Buffer.from(digestsOf(checkpoint, trees, options).state).toString('hex');
}

/** Captures at a point; a refusal is its code. */
export function stoppedAt(point: string, modules: readonly Module[], capture: () => Checkpoint): Stopped {
  try {
    return { point, state: stateText(capture(), modules) };
  } catch (error) {
    if (error instanceof Diagnostic) return { point, state: error.code };
    throw error;
  }
}

/** The name of a point. */
export const pointOf = (module: number, funcidx: number, offset: number): string => `${module}:${funcidx}+${offset}`;
