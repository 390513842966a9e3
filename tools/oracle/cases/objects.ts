import type { Checkpoint, Ref } from '../gen/algorithm.js';
import {
  array,
  at,
  checkpointOf,
  constant,
  final,
  func,
  imported,
  instanceOf,
  mut,
  open,
  ref,
  refNull,
  type Situation,
  struct,
} from './situation.js';

const text = `(module
  (rec
    (type $node (sub (struct (field i32) (field (mut (ref null $node))))))
    (type $leaf (sub final $node (struct (field i32) (field (mut (ref null $node))) (field i8)))))
  (type $cell (struct (field (ref null $cell))))
  (type $bytes (array i8))
  (type $list (array (mut anyref)))
  (type $frozen (array anyref))
  (type $f (func))
  (import "env" "x" (global $x externref))
  (import "env" "e" (tag $e (param (ref null $node))))
  (global $g (ref $node) (struct.new $node (i32.const 1) (ref.null $node)))
  (global $same (ref $node) (global.get $g))
  (global $any anyref (any.convert_extern (global.get $x)))
  (global $back externref (extern.convert_any (global.get $g)))
  (global $i i31ref (ref.i31 (i32.const -1)))
  (global $m (mut anyref) (ref.null none))
  (table $t 1 (ref null $node) (ref.null $node))
  (elem $allocating (ref null $node) (struct.new_default $node) (global.get $g) (ref.null none))
  (elem $plain anyref (global.get $g))
  (elem (table $t) (i32.const 0) (ref null $node) (struct.new_default $leaf)))`;

const node = (address: number): Ref => ({ kind: 'struct', address });
const nil: Ref = { kind: 'null', hierarchy: 'any' };

const base = (digest: Checkpoint['modules'][number]): Checkpoint =>
  checkpointOf({
    features: ['exceptions', 'gc', 'host-references'],
    types: [
      [
        open(struct(constant('i32'), mut(refNull(0)))),
        final(struct(constant('i32'), mut(refNull(0)), constant('i8')), 0),
      ],
      [final(struct(constant(refNull(2))))],
      [final(array(constant('i8')))],
      [final(array(mut(refNull('any'))))],
      [final(array(constant(refNull('any'))))],
      [final(func([], []))],
      [final(func([refNull(0)], []))],
      [final(array(constant('f64')))],
    ],
    modules: [digest],
    instances: [
      instanceOf(0, {
        ...{ globals: [0, 1, 2, 3, 4, 5, 6], tags: [0], tables: [0] },
        elems: [{ kind: 'contents', index: 0, refs: [node(2), node(0), nil] }],
      }),
    ],
    tables: [
      {
        type: { element: refNull(0), address: 'i32', limits: { min: '1' } },
        ...{ base: { kind: 'none' }, runs: [{ kind: 'ref', length: '1', ref: node(1) }] },
      },
    ],
    globals: [
      {
        type: { type: refNull('extern'), mutable: false },
        value: { kind: 'extern', internal: { kind: 'host', address: 0 } },
      },
      { type: { type: ref(0), mutable: false }, value: node(0) },
      { type: { type: ref(0), mutable: false }, value: node(0) },
      { type: { type: refNull('any'), mutable: false }, value: { kind: 'host', address: 0 } },
      {
        type: { type: refNull('extern'), mutable: false },
        value: { kind: 'extern', internal: { kind: 'struct', address: 0 } },
      },
      { type: { type: refNull('i31'), mutable: false }, value: { kind: 'i31', value: 0x7fffffff } },
      { type: { type: refNull('any'), mutable: true }, value: { kind: 'array', address: 1 } },
    ],
    tags: [{ type: 7 }],
    structs: [
      { type: 0, fields: [{ kind: 'i32', value: 1 }, node(1)] },
      { type: 1, fields: [{ kind: 'i32', value: 1 }, node(0), { kind: 'i8', bits: 255 }] },
      { type: 0, fields: [{ kind: 'i32', value: 0 }, nil] },
      { type: 2, fields: [nil] },
    ],
    arrays: [
      { type: 3, elements: { storage: 'i8', bytes: 'AQID' } },
      {
        type: 4,
        elements: { storage: 'ref', refs: [node(3), { kind: 'array', address: 1 }, { kind: 'i31', value: 3 }] },
      },
      { type: 5, elements: { storage: 'ref', refs: [node(3), { kind: 'array', address: 1 }] } },
      { type: 8, elements: { storage: 'f64', bytes: '' } },
    ],
    exceptions: [{ tag: 0, args: [node(1)] }],
    hostRefs: [{ state: 0, payload: 'AA==' }],
    hostStates: [{ name: 'x', version: '1', policy: 'reopen', required: true, instances: [], payload: '' }],
  });

const imports = [
  imported('env', 'x', { kind: 'global', type: { type: refNull('extern'), mutable: false } }),
  imported('env', 'e', { kind: 'tag', type: 7 }),
];

/** Places of the store and what stands there: structures, arrays, exceptions, references of all hierarchies. */
export const objects: Situation = {
  name: 'objects',
  texts: [text],
  twin: (modules) => base(at(modules, 0).stated(imports)),
  changes: [
    {
      what: 'a dropped segment that would allocate',
      clauses: [],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'dropped', index: 0 }];
      },
    },
    {
      what: 'a segment that allocates without its contents',
      clauses: ['valid-elem-contents'],
      change(twin) {
        at(twin.instances, 0).elems = [];
      },
    },
    {
      what: 'contents that are too few',
      clauses: ['valid-elem-contents'],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'contents', index: 0, refs: [node(2), node(0)] }];
      },
    },
    {
      what: 'contents that are not what an expression gives',
      clauses: ['valid-elem-contents'],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'contents', index: 0, refs: [node(2), node(2), nil] }];
      },
    },
    {
      what: 'contents of another type',
      clauses: ['valid-elem-contents', 'valid-ref-object'],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'contents', index: 0, refs: [node(3), node(0), nil] }];
      },
    },
    {
      what: 'a global that is another object than the one it was made from',
      clauses: ['valid-immutable-global'],
      change(twin) {
        at(twin.globals, 2).value = node(2);
      },
    },
    {
      what: 'a global with an allocating initialiser and another object',
      clauses: [],
      change(twin) {
        for (const k of [1, 2]) at(twin.globals, k).value = node(1);
        at(twin.globals, 4).value = { kind: 'extern', internal: { kind: 'struct', address: 1 } };
        at(twin.instances, 0).elems = [{ kind: 'contents', index: 0, refs: [node(2), node(1), nil] }];
      },
    },
    {
      what: 'a global with an allocating initialiser and an object of another type',
      clauses: ['valid-globalinst'],
      change(twin) {
        at(twin.globals, 1).value = node(3);
      },
    },
    {
      what: 'a null where none may be',
      clauses: ['valid-globalinst', 'valid-ref-null'],
      change(twin) {
        twin.globals.push({ type: { type: ref('any'), mutable: true }, value: nil });
      },
    },
    {
      what: 'a null of another hierarchy',
      clauses: ['valid-globalinst', 'valid-ref-null'],
      change(twin) {
        at(twin.globals, 6).value = { kind: 'null', hierarchy: 'extern' };
      },
    },
    {
      what: 'a structure of a supertype',
      clauses: ['valid-structinst', 'valid-ref-object'],
      change(twin) {
        twin.types.push([final(struct(mut(refNull(1))))]);
        twin.structs.push({ type: 9, fields: [node(0)] });
      },
    },
    {
      what: 'a structure of a subtype',
      clauses: [],
      change(twin) {
        at(twin.structs, 2).fields[1] = node(1);
      },
    },
    {
      what: 'an array where a structure is asked for',
      clauses: ['valid-structinst', 'valid-ref-object'],
      change(twin) {
        at(twin.structs, 2).fields[1] = { kind: 'array', address: 0 };
      },
    },
    {
      what: 'a scalar where a structure is asked for',
      clauses: ['valid-structinst', 'valid-ref-scalar'],
      change(twin) {
        at(twin.structs, 2).fields[1] = { kind: 'i31', value: 1 };
      },
    },
    {
      what: 'an object of the host where an eqref is asked for',
      clauses: ['valid-structinst', 'valid-ref-host'],
      change(twin) {
        at(twin.structs, 2).fields[1] = { kind: 'host', address: 0 };
      },
    },
    {
      what: 'an external reference in the hierarchy of any',
      clauses: ['valid-globalinst', 'valid-ref-host'],
      change(twin) {
        at(twin.globals, 6).value = { kind: 'extern', internal: { kind: 'host', address: 0 } };
      },
    },
    {
      what: 'an exception in the hierarchy of any',
      clauses: ['valid-globalinst', 'valid-ref-exn'],
      change(twin) {
        at(twin.globals, 6).value = { kind: 'exn', address: 0 };
      },
    },
    {
      what: 'a packed field that is not packed',
      clauses: ['valid-structinst', 'valid-value'],
      change(twin) {
        at(twin.structs, 1).fields[2] = { kind: 'i32', value: 255 };
      },
    },
    {
      what: 'a packed field where there is none',
      clauses: ['valid-structinst', 'valid-value'],
      change(twin) {
        at(twin.structs, 1).fields[0] = { kind: 'i8', bits: 1 };
      },
    },
    {
      what: 'a field too few',
      clauses: ['valid-structinst'],
      change(twin) {
        at(twin.structs, 1).fields.pop();
      },
    },
    {
      what: 'an array of other elements',
      clauses: ['valid-arrayinst'],
      change(twin) {
        at(twin.arrays, 3).elements = { storage: 'i64', bytes: '' };
      },
    },
    {
      what: 'an array of numbers where references are asked for',
      clauses: ['valid-arrayinst'],
      change(twin) {
        at(twin.arrays, 2).elements = { storage: 'i8', bytes: '' };
      },
    },
    {
      what: 'a reference of another hierarchy in an array',
      clauses: ['valid-arrayinst', 'valid-ref-exn'],
      change(twin) {
        at(twin.arrays, 2).elements = { storage: 'ref', refs: [{ kind: 'exn', address: 0 }] };
      },
    },
    {
      what: 'an exception with an argument too many',
      clauses: ['valid-exninst'],
      change(twin) {
        at(twin.exceptions, 0).args.push(nil);
      },
    },
    {
      what: 'an exception with an argument of another type',
      clauses: ['valid-exninst', 'valid-ref-object'],
      change(twin) {
        at(twin.exceptions, 0).args[0] = node(3);
      },
    },
    {
      what: 'an exception whose tag has results',
      clauses: ['valid-exninst'],
      change(twin) {
        twin.types.push([final(func([], ['i32']))]);
        twin.tags.push({ type: 9 });
        twin.exceptions.push({ tag: 1, args: [] });
      },
    },
    {
      what: 'a structure that refers to itself by an immutable field',
      clauses: ['valid-immutable-acyclic'],
      change(twin) {
        at(twin.structs, 3).fields[0] = node(3);
      },
    },
    {
      what: 'a cycle through an array and an external reference',
      clauses: ['valid-immutable-acyclic'],
      change(twin) {
        twin.types.push([final(array(constant(refNull('extern'))))]);
        twin.arrays.push({
          type: 9,
          elements: { storage: 'ref', refs: [{ kind: 'extern', internal: { kind: 'array', address: 4 } }] },
        });
      },
    },
    {
      what: 'a cycle through an exception',
      clauses: ['valid-immutable-acyclic'],
      change(twin) {
        twin.types.push([final(struct(constant(refNull('exn'))))], [final(func([ref(9)], []))]);
        twin.tags.push({ type: 10 });
        twin.structs.push({ type: 9, fields: [{ kind: 'exn', address: 1 }] });
        twin.exceptions.push({ tag: 1, args: [node(4)] });
      },
    },
    {
      what: 'a cycle through a mutable field',
      clauses: [],
      change(twin) {
        at(twin.structs, 2).fields[1] = node(2);
      },
    },
    {
      what: 'an entry of a table that has no base, since its segment allocates',
      clauses: ['valid-base-table'],
      change(twin) {
        at(twin.tables, 0).base = { kind: 'module', instance: 0 };
        at(twin.tables, 0).runs = [{ kind: 'base', length: '1' }];
      },
    },
    {
      what: 'an entry of a table with the initial value that an allocating segment has overwritten',
      clauses: [],
      change(twin) {
        at(twin.tables, 0).base = { kind: 'module', instance: 0 };
        at(twin.tables, 0).runs = [{ kind: 'ref', length: '1', ref: nil }];
      },
    },
  ],
};
