import type { Memory } from '../gen/algorithm.js';
import { at, checkpointOf, frameOf, instanceOf, type Situation } from './situation.js';

const text = `(module
  (memory 1 2 shared)
  (memory 1 2 shared)
  (func $narrow (param i32) (result i32)
    i64.const 5
    (memory.atomic.wait32 offset=4 (local.get 0) (i32.const 0) (i64.const -1))
    nop
    return)
  (func $wide (param i32) (result i32)
    (memory.atomic.wait64 1 (local.get 0) (i64.const 0) (i64.const -1))))`;

const memory: Memory = {
  type: { address: 'i32', limits: { min: '1', max: '2' }, shared: true, pageSizeLog2: 16 },
  image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
};
const i32 = (value: number) => ({ kind: 'i32', value }) as const;
const dead = { kind: 'dead' } as const;

/** Threads that wait. */
export const waiting: Situation = {
  name: 'waiting threads',
  texts: [text],
  twin: (modules) =>
    checkpointOf({
      features: ['threads'],
      modules: [at(modules, 0).stated()],
      instances: [instanceOf(0, { memories: [0, 1] })],
      memories: [structuredClone(memory), structuredClone(memory)],
      threads: [
        {
          ...{ label: 'a', status: { kind: 'waiting', memory: 0, address: '65532', timeout: '-1', ticket: 1 } },
          frames: [
            frameOf(0, at(modules, 0).offset(0, 'memory.atomic.wait32'), {
              locals: [dead],
              operands: [{ kind: 'i64', value: '5' }],
            }),
          ],
        },
        {
          ...{ label: 'b', status: { kind: 'waiting', memory: 1, address: '65528', timeout: '1', ticket: 0 } },
          frames: [frameOf(1, at(modules, 0).offset(1, 'memory.atomic.wait64'), { locals: [i32(0)] })],
        },
      ],
    }),
  changes: [
    {
      what: 'operands of the wait that are still there',
      clauses: ['valid-frame-operands'],
      change(twin) {
        at(at(twin.threads, 1).frames, 0).operands = [i32(0), { kind: 'i64', value: '0' }, { kind: 'i64', value: '0' }];
      },
    },
    {
      what: 'another memory',
      clauses: ['valid-frame-waiting'],
      change(twin) {
        at(twin.threads, 1).status = { kind: 'waiting', memory: 0, address: '0', timeout: '1', ticket: 0 };
      },
    },
    {
      what: 'an address that is no multiple of 8 for a wait64',
      clauses: ['valid-frame-waiting'],
      change(twin) {
        at(twin.threads, 1).status = { kind: 'waiting', memory: 1, address: '4', timeout: '1', ticket: 0 };
      },
    },
    {
      what: 'an address too near to the end for a wait64',
      clauses: ['valid-frame-waiting'],
      change(twin) {
        at(twin.threads, 1).status = { kind: 'waiting', memory: 1, address: '65532', timeout: '1', ticket: 0 };
      },
    },
    {
      what: 'an instruction that does not wait',
      clauses: ['valid-frame-waiting'],
      change(twin, modules) {
        at(at(twin.threads, 0).frames, 0).offset = at(modules, 0).offset(0, 'nop');
        twin.features = ['any-point', 'threads'];
      },
    },
    {
      what: 'an address beyond the end',
      clauses: ['syn-waiting'],
      change(twin) {
        at(twin.threads, 0).status = { kind: 'waiting', memory: 0, address: '65536', timeout: '-1', ticket: 1 };
      },
    },
    {
      what: 'two threads with one ticket',
      clauses: ['syn-waiting'],
      change(twin) {
        at(twin.threads, 0).status = { kind: 'waiting', memory: 0, address: '0', timeout: '-1', ticket: 0 };
      },
    },
    {
      what: 'a wait that is still to come',
      clauses: [],
      change(twin, modules) {
        const offset = at(modules, 0).offset(1, 'memory.atomic.wait64');
        const operands = [i32(3), { kind: 'i64', value: '0' } as const, { kind: 'i64', value: '0' } as const];
        twin.threads = [
          { label: '', status: { kind: 'runnable' }, frames: [frameOf(1, offset, { locals: [dead], operands })] },
        ];
        twin.features = ['any-point', 'threads'];
      },
    },
    {
      what: 'a wait that is still to come, as a portable point',
      clauses: ['valid-frame-point'],
      change(twin, modules) {
        const offset = at(modules, 0).offset(1, 'memory.atomic.wait64');
        const operands = [i32(3), { kind: 'i64', value: '0' } as const, { kind: 'i64', value: '0' } as const];
        twin.threads = [
          { label: '', status: { kind: 'runnable' }, frames: [frameOf(1, offset, { locals: [dead], operands })] },
        ];
      },
    },
    {
      what: 'a frame in the middle of the operands of a wait',
      clauses: ['valid-frame-point'],
      change(twin, modules) {
        const offset = at(modules, 0).offset(1, 'i64.const');
        twin.threads = [
          {
            ...{ label: '', status: { kind: 'runnable' } },
            frames: [frameOf(1, offset, { locals: [dead], operands: [i32(3)] })],
          },
        ];
      },
    },
  ],
};
