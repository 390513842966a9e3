import { checkpointPolicies, type HostStatePolicy } from '@wasm-checkpoint/tables';
import type { DigestKind, MemBase, ParentKind, RunKind } from '../syntax/index.js';
import { column } from './bytes.js';

/** The code of each policy of a host state; schema/checkpoint/policies.json. */
export const policyCode = column(checkpointPolicies, 'name', 'code') as Readonly<Record<HostStatePolicy, number>>;

/** The policy of a code. */
export const policyOfCode: readonly (HostStatePolicy | undefined)[] = checkpointPolicies.map((row) => row.name);

/** The code of each way to name a parent; clause bin-parent. */
export const parentCode: Readonly<Record<ParentKind, number>> = { fingerprint: 0, memories: 1 };

/** The code of each kind of digest; clause bin-digests. */
export const digestCode: Readonly<Record<DigestKind, number>> = { memories: 0, core: 1, state: 2 };

/** The code of each base of a memory; clause bin-memories. */
export const memBaseCode: Readonly<Record<MemBase['kind'], number>> = { zeros: 0, module: 1, parent: 2 };

/** The code of each kind of page run; clause bin-run. */
export const runCode: Readonly<Record<RunKind, number>> = { base: 0, zeros: 1, data: 2 };
