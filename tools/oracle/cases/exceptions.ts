import type { Checkpoint, Ref } from '../gen/algorithm.js';
import { at, checkpointOf, final, frameOf, func, instanceOf, refNull, type Situation, threadOf } from './situation.js';

const legacyText = `(module
  (tag $a (param i32))
  (tag $b)
  (func $f (param i32) (result i32) (local i32 i32 i32)
    try (result i32)
      try
        i32.const 1
        throw $a
      delegate 0
      local.get 1
    catch $a
      try
        call $g
      catch_all
        local.get 2
        drop
        call $g
      end
    catch_all
      call $g
      local.get 3
    end)
  (func $g))`;

const i32 = (value: number) => ({ kind: 'i32', value }) as const;
const dead = { kind: 'dead' } as const;

const legacyTwin = (parts: Partial<Checkpoint>): Checkpoint =>
  checkpointOf({
    features: ['exceptions', 'legacy-exceptions'],
    types: [[final(func(['i32'], []))], [final(func([], []))]],
    instances: [instanceOf(0, { tags: [0, 1] })],
    tags: [{ type: 0 }, { type: 1 }],
    exceptions: [
      { tag: 0, args: [i32(1)] },
      { tag: 1, args: [] },
    ],
    ...parts,
  });

/** Exceptions that legacy handlers have caught, and what is live around them. */
export const legacy: Situation = {
  name: 'legacy exceptions',
  texts: [legacyText],
  assembler: 'wabt',
  twin: (modules) =>
    legacyTwin({
      modules: [at(modules, 0).stated()],
      threads: [
        threadOf(
          frameOf(0, at(modules, 0).offset(0, 'call', 1), {
            ...{ locals: [dead, dead, dead, dead], operands: [i32(1)], caught: [0, 1] },
          }),
        ),
      ],
    }),
  changes: [
    {
      what: 'an exception that a handler inside caught is missing',
      clauses: ['valid-frame-caught'],
      change(twin) {
        at(at(twin.threads, 0).frames, 0).caught = [0];
      },
    },
    {
      what: 'an exception of another tag',
      clauses: ['valid-frame-caught'],
      change(twin) {
        at(at(twin.threads, 0).frames, 0).caught = [1, 0];
      },
    },
    {
      what: 'an exception of any tag where all are caught',
      clauses: [],
      change(twin) {
        at(at(twin.threads, 0).frames, 0).caught = [0, 0];
      },
    },
    {
      what: 'a local that a handler around reads',
      clauses: ['valid-frame-dead'],
      change(twin, modules) {
        const offset = at(modules, 0).offset(0, 'throw');
        const locals = [dead, i32(0), dead, dead];
        twin.threads = [threadOf(frameOf(0, offset, { locals, operands: [i32(1)] }))];
        twin.features = ['any-point', 'exceptions', 'legacy-exceptions'];
      },
    },
    {
      what: 'locals that no handler of a delegated try reads',
      clauses: [],
      change(twin, modules) {
        const offset = at(modules, 0).offset(0, 'throw');
        const locals = [dead, dead, i32(0), i32(0)];
        twin.threads = [threadOf(frameOf(0, offset, { locals, operands: [i32(1)] }))];
        twin.features = ['any-point', 'exceptions', 'legacy-exceptions'];
      },
    },
    {
      what: 'a local that the handler of a call reads',
      clauses: ['valid-frame-dead'],
      change(twin, modules) {
        const offset = at(modules, 0).offset(0, 'call', 0);
        const locals = [dead, dead, dead, dead];
        twin.threads = [threadOf(frameOf(0, offset, { locals, operands: [i32(1)], caught: [0] }))];
      },
    },
  ],
};

const text = `(module
  (tag $a (param i32))
  (func $f (param $x i32) (param $y i32) (result exnref)
    (block $h (result i32 exnref)
      (try_table (catch_ref $a $h) (call $g))
      (return (ref.null exn)))
    (local.get $x)
    drop
    (block (nop) (br 0))
    (return))
  (func $g (throw $a (i32.const 0))))`;

const exn: Ref = { kind: 'exn', address: 0 };

/** Handlers of `try_table`, and references to exceptions. */
export const handlers: Situation = {
  name: 'exceptions',
  texts: [text],
  twin: (modules) =>
    checkpointOf({
      features: ['any-point', 'exceptions'],
      types: [[final(func(['i32'], []))]],
      modules: [at(modules, 0).stated()],
      instances: [instanceOf(0, { tags: [0] })],
      tags: [{ type: 0 }],
      exceptions: [{ tag: 0, args: [i32(1)] }],
      globals: [{ type: { type: refNull('exn'), mutable: true }, value: exn }],
      threads: [
        threadOf(
          frameOf(1, at(modules, 0).offset(1, 'throw'), { operands: [i32(0)] }),
          frameOf(0, at(modules, 0).offset(0, 'call'), { locals: [i32(1), dead] }),
        ),
      ],
    }),
  changes: [
    {
      what: 'a local that is read where an exception of the call leads',
      clauses: ['valid-frame-dead'],
      change(twin) {
        at(at(twin.threads, 0).frames, 1).locals[0] = dead;
      },
    },
    {
      what: 'the operands of an exception that has been caught',
      clauses: [],
      change(twin, modules) {
        const offset = at(modules, 0).offset(0, 'local.get');
        twin.threads = [threadOf(frameOf(0, offset, { locals: [i32(0), dead], operands: [i32(1), exn] }))];
      },
    },
    {
      what: 'a null as exception',
      clauses: [],
      change(twin) {
        at(twin.globals, 0).value = { kind: 'null', hierarchy: 'exn' };
      },
    },
    {
      what: 'an exception as noexn',
      clauses: ['valid-globalinst', 'valid-ref-exn'],
      change(twin) {
        at(twin.globals, 0).type.type = refNull('noexn');
        twin.features = ['any-point', 'exceptions'];
      },
    },
  ],
};
