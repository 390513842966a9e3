import type { Field, Slot } from '@wasm-checkpoint/format';
import type { Context } from '../context.js';
import type { RuleFamily } from './rule.js';

const kinds = [
  { kind: 'struct', list: 'structs' },
  { kind: 'array', list: 'arrays' },
  { kind: 'exn', list: 'exceptions' },
] as const;

const ENTERED = 1;
const LEFT = 2;

/** Structures, arrays and exceptions as nodes 0 up, in this order, with what they refer to immutably. */
class ImmutableGraph {
  readonly #context: Context;
  readonly #firsts: Readonly<Record<'struct' | 'array' | 'exn', number>>;
  readonly size: number;

  constructor(context: Context) {
    this.#context = context;
    const { structs, arrays, exceptions } = context.checkpoint;
    this.#firsts = { struct: 0, array: structs.length, exn: structs.length + arrays.length };
    this.size = structs.length + arrays.length + exceptions.length;
  }

  /** The node that a value refers to; -1 for none. */
  #target(value: Slot | Field | undefined): number {
    const inner = value?.kind === 'extern' ? value.internal : value;
    if (inner?.kind !== 'struct' && inner?.kind !== 'array' && inner?.kind !== 'exn') return -1;
    return this.#firsts[inner.kind] + inner.address;
  }

  /** The `index`-th immutable reference of a node: its target, -1 for a part that is none, undefined behind the last. */
  edge(node: number, index: number): number | undefined {
    const { checkpoint, indices, types } = this.#context;
    const { array, exn } = this.#firsts;
    if (node < array) {
      const struct = checkpoint.structs[node];
      if (struct === undefined || index >= struct.fields.length) return undefined;
      const composite = types.composite(indices[struct.type] ?? -1);
      const mutable = composite?.kind === 'struct' ? (composite.fields[index]?.mutable ?? true) : true;
      return mutable ? -1 : this.#target(struct.fields[index]);
    }
    if (node < exn) {
      const object = checkpoint.arrays[node - array];
      const composite = types.composite(indices[object?.type ?? -1] ?? -1);
      if (object?.elements.storage !== 'ref' || index >= object.elements.refs.length) return undefined;
      if (composite?.kind !== 'array' || composite.field.mutable) return undefined;
      return this.#target(object.elements.refs[index]);
    }
    const exception = checkpoint.exceptions[node - exn];
    if (exception === undefined || index >= exception.args.length) return undefined;
    return this.#target(exception.args[index]);
  }

  /** A node by its path in the checkpoint. */
  path(node: number): string {
    const found = [...kinds].reverse().find(({ kind }) => node >= this.#firsts[kind]) ?? kinds[0];
    return `${found.list}[${node - this.#firsts[found.kind]}]`;
  }
}

/** Objects shown of a cycle. */
const SHOWN = 6;

/** Reports a cycle by the nodes that the search is in, from the one met again on. */
function report(context: Context, graph: ImmutableGraph, stack: readonly number[], again: number): void {
  const cycle = stack.slice(stack.indexOf(again));
  const shown = cycle.slice(0, SHOWN).map((node) => graph.path(node));
  if (cycle.length > SHOWN) shown.push(`${cycle.length - SHOWN} more`);
  const object = graph.path(again);
  context.findings.add('CKPT2114', { object, cycle: [...shown, object].join(' -> ') }, object);
}

/** clause: valid-immutable-acyclic */
function check(context: Context): void {
  const graph = new ImmutableGraph(context);
  const state = new Uint8Array(graph.size);
  const stack: number[] = [];
  const edges: number[] = [];
  for (let root = 0; root < graph.size; root++) {
    if (state[root] !== 0) continue;
    stack.push(root);
    edges.push(0);
    state[root] = ENTERED;
    while (stack.length > 0) {
      const top = stack.length - 1;
      const node = stack[top] ?? 0;
      const index = edges[top] ?? 0;
      const target = graph.edge(node, index);
      edges[top] = index + 1;
      if (target === undefined) {
        state[node] = LEFT;
        stack.pop();
        edges.pop();
      } else if (target >= 0 && target < graph.size) {
        if (state[target] === ENTERED) report(context, graph, stack, target);
        else if (state[target] === 0) {
          stack.push(target);
          edges.push(0);
          state[target] = ENTERED;
        }
      }
    }
  }
}

/** That no object reaches itself through what cannot change. */
export const acyclic: RuleFamily = {
  name: 'acyclic',
  judgement: 'C',
  clauses: ['valid-immutable-acyclic'],
  run(context) {
    if (context.on('valid-immutable-acyclic')) check(context);
  },
};
