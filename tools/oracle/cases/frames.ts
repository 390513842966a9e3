import type { Checkpoint, Frame, Slot, Value } from '../gen/algorithm.js';
import {
  type Assembled,
  at,
  checkpointOf,
  final,
  frameOf,
  func,
  imported,
  instanceOf,
  type Situation,
  threadOf,
} from './situation.js';

const text = `(module
  (type $unary (func (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (table 1 funcref)
  (func $main (param i32) (result i32) (local i64 f32 (ref $unary))
    (local.set 1 (i64.const 1))
    (loop $again (result i32)
      i32.const 10
      (call $middle (local.get 0) (i64.const 2))
      i32.add
      (br_if $again (i32.eqz (local.get 0)))
      (local.set 0 (i32.wrap_i64 (local.get 1)))))
  (func $middle (param i32 i64) (result i32)
    f64.const 1
    (call_indirect (type $unary) (local.get 0) (i32.const 0))
    drop drop
    (return_call $tail (local.get 0)))
  (func $tail (type $unary)
    (call $log (local.get 0))
    (local.set 0 (i32.const 3))
    (return_call_indirect (type $unary) (local.get 0) (i32.const 0)))
  (func $leaf (type $unary)
    (block $b (result i32)
      i32.const 7
      (call_ref $unary (i32.const 1) (ref.func $leaf))
      (br $b)
      (block (nop))
      drop)
    (local.get 0)
    i32.add)
  (func $other (param i32 i32) (result i32)
    (local (ref $unary))
    (if (local.get 0) (then (local.set 2 (ref.func $leaf)) (call $log (i32.const 0))))
    nop
    i32.const 0)
  (elem declare func $leaf))`;

const [main, middle, tail, leaf, other] = [1, 2, 3, 4, 5];
const i32 = (value: number): Value => ({ kind: 'i32', value });
const i64 = (value: number): Value => ({ kind: 'i64', value: String(value) });
const f32: Value = { kind: 'f32', bits: '0x7fc00001' };
const f64: Value = { kind: 'f64', bits: '0x0000000000000000' };
const dead: Slot = { kind: 'dead' };
const unset: Slot = { kind: 'unset' };

/** Innermost first: `$leaf` was entered by `call_indirect`, `$middle` directly. */
const stack = (m: Assembled): Frame[] => [
  frameOf(leaf, m.offset(leaf, 'call_ref'), {
    ...{ locals: [i32(5)], operands: [i32(7), i32(1), { kind: 'func', instance: 0, funcidx: leaf }] },
  }),
  frameOf(middle, m.offset(middle, 'call_indirect'), { locals: [i32(1), i64(2)], operands: [f64] }),
  frameOf(main, m.offset(main, 'call'), { locals: [i32(1), i64(1), f32, unset], operands: [i32(10)] }),
];

const base = ([module]: readonly Assembled[]): Checkpoint => {
  const m = at([module], 0) as Assembled;
  return checkpointOf({
    features: ['gc'],
    types: [[final(func(['i32'], ['i32']))], [final(func(['i32'], []))]],
    modules: [m.stated([imported('env', 'log', { kind: 'func', type: 1 })])],
    instances: [instanceOf(0, { funcs: [{ kind: 'host-func', address: 0 }], tables: [0] })],
    hostFuncs: [{ module: 'env', name: 'log', type: 1 }],
    tables: [
      {
        type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: '1' } },
        ...{ base: { kind: 'none' }, runs: [{ kind: 'ref', length: '1', ref: { kind: 'null', hierarchy: 'func' } }] },
      },
    ],
    threads: [threadOf(...stack(m))],
  });
};

const framesOf = (twin: Checkpoint): Frame[] => at(twin.threads, 0).frames;
/** Replaces the stack of the one thread. */
const only = (twin: Checkpoint, ...frames: Frame[]): void => {
  twin.threads = [threadOf(...frames)];
};

/** What is in frames and where they stand. */
export const frames: Situation = {
  name: 'frames',
  texts: [text],
  twin: base,
  changes: [
    {
      what: 'locals that are not live are dead',
      clauses: [],
      change(twin) {
        at(framesOf(twin), 2).locals[2] = dead;
      },
    },
    {
      what: 'a local that a later iteration reads is dead',
      clauses: ['valid-frame-dead'],
      change(twin) {
        at(framesOf(twin), 2).locals[1] = dead;
      },
    },
    {
      what: 'a local that the next instructions read is dead',
      clauses: ['valid-frame-dead'],
      change(twin) {
        at(framesOf(twin), 0).locals[0] = dead;
      },
    },
    {
      what: 'a local that is set before it is read is dead',
      clauses: [],
      change(twin, [m]) {
        only(twin, frameOf(main, m?.offset(main, 'i64.const') ?? 0, { locals: [i32(0), dead, dead, dead] }));
      },
    },
    {
      what: 'a local that has a default is unset',
      clauses: ['valid-frame-unset'],
      change(twin) {
        at(framesOf(twin), 2).locals[2] = unset;
      },
    },
    {
      what: 'a parameter is unset',
      clauses: ['valid-frame-unset'],
      change(twin) {
        at(framesOf(twin), 1).locals[0] = unset;
      },
    },
    {
      what: 'a local that has been set in the same block is unset',
      clauses: ['valid-frame-unset'],
      change: (twin, [m]) =>
        only(
          twin,
          frameOf(other, m?.offset(other, 'call') ?? 0, { locals: [i32(1), i32(1), unset], operands: [i32(0)] }),
        ),
    },
    {
      what: 'a local that has been set in a block that is left still has its value',
      clauses: [],
      change(twin, [m]) {
        const locals: Slot[] = [i32(1), i32(1), { kind: 'func', instance: 0, funcidx: leaf }];
        only(twin, frameOf(other, m?.offset(other, 'nop') ?? 0, { locals }));
        twin.features = ['any-point', 'gc'];
      },
    },
    {
      what: 'a local that is not set has a value of another type',
      clauses: ['valid-frame-locals', 'valid-ref-null'],
      change(twin) {
        at(framesOf(twin), 2).locals[3] = { kind: 'null', hierarchy: 'func' };
      },
    },
    {
      what: 'a local of another type',
      clauses: ['valid-frame-locals', 'valid-value'],
      change(twin) {
        at(framesOf(twin), 1).locals[1] = i32(1);
      },
    },
    {
      what: 'a local too few',
      clauses: ['valid-frame-locals'],
      change(twin) {
        at(framesOf(twin), 1).locals.pop();
      },
    },
    {
      what: 'a function that does not exist',
      clauses: ['valid-frame-funcidx'],
      change(twin) {
        at(framesOf(twin), 0).funcidx = 6;
      },
    },
    {
      what: 'an imported function',
      clauses: ['syn-func-defined'],
      change(twin) {
        at(framesOf(twin), 0).funcidx = 0;
      },
    },
    {
      what: 'an offset inside of an instruction',
      clauses: ['valid-frame-offset'],
      change(twin) {
        at(framesOf(twin), 1).offset += 1;
      },
    },
    {
      what: 'an offset in the declaration of locals',
      clauses: ['valid-frame-offset'],
      change: (twin) => only(twin, frameOf(main, 0, { locals: [i32(0), i64(1), f32, unset] })),
    },
    {
      what: 'an offset behind the body',
      clauses: ['valid-frame-offset'],
      change: (twin, [m]) =>
        only(twin, frameOf(leaf, (m?.offset(leaf, 'end', 2) ?? 0) + 1, { locals: [i32(0)], operands: [i32(0)] })),
    },
    {
      what: 'the last end of the body',
      clauses: [],
      change(twin, [m]) {
        only(twin, frameOf(leaf, m?.offset(leaf, 'end', 2) ?? 0, { locals: [dead], operands: [i32(0)] }));
        twin.features = ['any-point', 'gc'];
      },
    },
    {
      what: 'an offset behind a branch',
      clauses: ['valid-frame-reachable'],
      change(twin, [m]) {
        only(twin, frameOf(leaf, m?.offset(leaf, 'block', 1) ?? 0, { locals: [i32(0)] }));
        twin.features = ['any-point', 'gc'];
      },
    },
    {
      what: 'an offset inside a block that is opened behind a branch',
      clauses: ['valid-frame-reachable'],
      change(twin, [m]) {
        only(twin, frameOf(leaf, m?.offset(leaf, 'nop') ?? 0, { locals: [i32(0)] }));
        twin.features = ['any-point', 'gc'];
      },
    },
    {
      what: 'an operand too few',
      clauses: ['valid-frame-operands'],
      change(twin) {
        at(framesOf(twin), 0).operands.pop();
      },
    },
    {
      what: 'arguments that a caller still has',
      clauses: ['valid-frame-operands'],
      change(twin) {
        at(framesOf(twin), 2).operands.push(i32(1), i64(2));
      },
    },
    {
      what: 'an operand of an outer block of another type',
      clauses: ['valid-frame-operands', 'valid-value'],
      change(twin) {
        at(framesOf(twin), 2).operands[0] = f32;
      },
    },
    {
      what: 'a reference to a function of another type as operand',
      clauses: ['valid-frame-operands', 'valid-ref-func'],
      change(twin) {
        at(framesOf(twin), 0).operands[2] = { kind: 'func', instance: 0, funcidx: middle };
      },
    },
    {
      what: 'a null where the operand may be one',
      clauses: [],
      change: (twin, [m]) =>
        only(
          twin,
          frameOf(leaf, m?.offset(leaf, 'call_ref') ?? 0, {
            ...{ locals: [i32(0)], operands: [i32(7), i32(1), { kind: 'func', instance: 0, funcidx: tail }] },
          }),
        ),
    },
    {
      what: 'an instruction that is no portable point',
      clauses: ['valid-frame-point'],
      change: (twin, [m]) =>
        only(twin, frameOf(other, m?.offset(other, 'nop') ?? 0, { locals: [i32(0), i32(0), unset] })),
    },
    {
      what: 'the first instruction of a loop',
      clauses: [],
      change: (twin, [m]) =>
        only(twin, frameOf(main, m?.offset(main, 'i32.const') ?? 0, { locals: [i32(0), i64(0), f32, unset] })),
    },
    {
      what: 'the instruction behind a call',
      clauses: [],
      change: (twin, [m]) =>
        only(
          twin,
          frameOf(main, m?.offset(main, 'i32.add') ?? 0, {
            ...{ locals: [i32(0), i64(0), f32, unset], operands: [i32(10), i32(1)] },
          }),
        ),
    },
    {
      what: 'a tail call',
      clauses: [],
      change: (twin, [m]) =>
        only(
          twin,
          frameOf(tail, m?.offset(tail, 'return_call_indirect') ?? 0, { locals: [dead], operands: [i32(3), i32(0)] }),
        ),
    },
    {
      what: 'exceptions that nothing caught',
      clauses: ['valid-frame-caught'],
      change(twin) {
        twin.tags.push({ type: 1 });
        twin.exceptions.push({ tag: 0, args: [i32(1)] });
        at(framesOf(twin), 0).caught = [0];
        twin.features = ['exceptions', 'gc', 'legacy-exceptions'];
      },
    },
  ],
};

/** Which frames may stand upon which. */
export const links: Situation = {
  name: 'links',
  texts: [text],
  twin: base,
  changes: [
    {
      what: 'a caller at no call',
      clauses: ['valid-link-call'],
      change(twin, [m]) {
        framesOf(twin)[2] = frameOf(main, m?.offset(main, 'i32.add') ?? 0, {
          ...{ locals: [i32(0), i64(0), f32, unset], operands: [i32(10), i32(1)] },
        });
      },
    },
    {
      what: 'a caller at a tail call',
      clauses: ['valid-link-call'],
      change(twin, [m]) {
        framesOf(twin)[1] = frameOf(tail, m?.offset(tail, 'return_call_indirect') ?? 0, {
          ...{ locals: [dead], operands: [] },
        });
      },
    },
    {
      what: 'a call of another function',
      clauses: ['valid-link-callee'],
      change(twin, [m]) {
        framesOf(twin).splice(
          0,
          2,
          frameOf(other, m?.offset(other, 'call') ?? 0, {
            ...{ locals: [i32(0), i32(0), { kind: 'func', instance: 0, funcidx: leaf }], operands: [i32(0)] },
          }),
        );
      },
    },
    {
      what: 'an indirect call of a function of another type',
      clauses: ['valid-link-callee'],
      change(twin, [m]) {
        framesOf(twin)[0] = frameOf(other, m?.offset(other, 'call') ?? 0, {
          ...{ locals: [i32(0), i32(0), { kind: 'func', instance: 0, funcidx: leaf }], operands: [i32(0)] },
        });
      },
    },
    {
      what: 'a function that a tail call of the one that was called leads to',
      clauses: [],
      change(twin, [m]) {
        framesOf(twin).splice(
          0,
          2,
          frameOf(tail, m?.offset(tail, 'call') ?? 0, { locals: [i32(0)], operands: [i32(0)] }),
        );
      },
    },
    {
      what: 'a function that two tail calls lead to, the second by type',
      clauses: [],
      change(twin) {
        framesOf(twin).splice(1, 1);
      },
    },
    {
      what: 'a call of a host function, upon which nothing stands',
      clauses: ['valid-link-callee'],
      change(twin, [m]) {
        framesOf(twin).splice(1, 2, frameOf(tail, m?.offset(tail, 'call') ?? 0, { locals: [i32(0)] }));
      },
    },
    {
      what: 'a call by reference',
      clauses: [],
      change: (twin) => {
        const [innermost] = framesOf(twin);
        framesOf(twin).splice(1, 0, { ...(innermost ?? frameOf(0, 0)), operands: [i32(7)] });
      },
    },
  ],
};
