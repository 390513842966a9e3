import fc from 'fast-check';

/** A statement of a random function; indices are taken modulo what there is where it stands. */
export type Statement =
  | { readonly kind: 'read' | 'write' | 'tee' | 'reference'; readonly local: number }
  | { readonly kind: 'copy'; readonly from: number; readonly to: number }
  | { readonly kind: 'nop' | 'call' | 'return' | 'unreachable' | 'throw' | 'throw_ref' }
  | { readonly kind: 'br'; readonly label: number }
  | { readonly kind: 'rethrow'; readonly label: number }
  | { readonly kind: 'br_if'; readonly label: number; readonly local: number }
  | { readonly kind: 'br_table'; readonly labels: readonly number[]; readonly last: number; readonly local: number }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'loop'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly local: number;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[] | undefined;
    }
  | { readonly kind: 'try_table'; readonly clauses: readonly Clause[]; readonly body: readonly Statement[] }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly catches: readonly (readonly Statement[])[];
      readonly catchAll: readonly Statement[] | undefined;
    }
  | { readonly kind: 'delegate'; readonly label: number; readonly body: readonly Statement[] };

/** A clause of a try_table. */
export interface Clause {
  readonly all: boolean;
  readonly label: number;
}

/** Which kinds of statements occur. */
export interface Choice {
  /** try_table, throw_ref and references that are never null. */
  readonly modern: boolean;
  /** Legacy try with its parts. */
  readonly legacy: boolean;
}

const index = fc.nat(9);

/** Random lists of statements, some deep. */
export function statements({ modern, legacy }: Choice): fc.Arbitrary<readonly Statement[]> {
  const { list } = fc.letrec<{ list: readonly Statement[]; statement: Statement }>((tie) => {
    const inner = tie('list');
    const accesses = fc.record({ kind: fc.constantFrom('read', 'write', 'tee'), local: index } as const);
    const simple: fc.Arbitrary<Statement>[] = [
      accesses,
      accesses,
      fc.record({ kind: fc.constant('copy'), from: index, to: index } as const),
      fc.record({ kind: fc.constantFrom('nop', 'call', 'call', 'throw') } as const),
      fc.record({ kind: fc.constant('br_if'), label: index, local: index } as const),
      fc.record({ kind: fc.constantFrom('return', 'unreachable') } as const),
      fc.record({ kind: fc.constant('br'), label: index } as const),
      fc.record({
        kind: fc.constant('br_table'),
        labels: fc.array(index, { maxLength: 3 }),
        last: index,
        local: index,
      } as const),
    ];
    const nested: fc.Arbitrary<Statement>[] = [
      fc.record({ kind: fc.constantFrom('block', 'loop', 'loop'), body: inner } as const),
      fc.record({
        kind: fc.constant('if'),
        local: index,
        whenTrue: inner,
        whenFalse: fc.option(inner, { nil: undefined }),
      } as const),
    ];
    if (modern) {
      const clause = fc.record({ all: fc.boolean(), label: index });
      simple.push(
        fc.record({ kind: fc.constant('throw_ref') } as const),
        fc.record({ kind: fc.constant('reference'), local: index } as const),
      );
      nested.push(
        fc.record({
          kind: fc.constant('try_table'),
          clauses: fc.array(clause, { maxLength: 3 }),
          body: inner,
        } as const),
      );
    }
    if (legacy) {
      simple.push(fc.record({ kind: fc.constant('rethrow'), label: index } as const));
      nested.push(
        fc.record({
          kind: fc.constant('try'),
          body: inner,
          catches: fc.array(inner, { maxLength: 2 }),
          catchAll: fc.option(inner, { nil: undefined }),
        } as const),
        fc.record({ kind: fc.constant('delegate'), label: index, body: inner } as const),
      );
    }
    const statement = fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.oneof(...simple),
      fc.oneof(...nested),
      fc.oneof(...nested),
    );
    return { statement, list: fc.array(statement, { maxLength: 5 }) };
  });
  return list;
}
