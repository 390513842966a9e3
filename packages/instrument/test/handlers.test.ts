import { type Instrumented, instrument } from '@wasm-checkpoint/instrument';
import { liveLocalsAt } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { assemble } from './assemble.js';

const LOCALS = 5;
const HEAD = '(module (import "env" "f" (func $f)) (tag $a) (tag $b) (func $g (call $f))';

/** What a piece of code may be, by how much nesting is left: `labels` constructs are open, `parts` of which are legacy handlers. */
const code = (legacy: boolean, depth: number, labels: readonly ('plain' | 'part')[]): fc.Arbitrary<string> => {
  const local = fc.nat(LOCALS - 1);
  const label = fc.nat(labels.length);
  const simple: fc.Arbitrary<string>[] = [
    local.map((index) => `(drop (local.get ${index}))`),
    local.map((index) => `(local.set ${index} (i32.const 1))`),
    fc.constant('(call $f)'),
    fc.constant('(call $g)'),
    fc.constant('(throw $a)'),
    label.map((index) => `(br ${index})`),
    fc.tuple(local, label).map(([index, to]) => `(br_if ${to} (local.get ${index}))`),
    fc.tuple(local, label, label).map(([index, one, other]) => `(br_table ${one} ${other} (local.get ${index}))`),
  ];
  labels.forEach((kind, index) => {
    if (kind === 'part') simple.push(fc.constant(`rethrow ${index}`));
  });
  if (depth === 0) return fc.oneof(...simple);
  const inner = (kind: 'plain' | 'part' = 'plain') => pieces(legacy, depth - 1, [kind, ...labels]);
  const catches = (all: string): fc.Arbitrary<string> =>
    fc
      .tuple(fc.array(fc.tuple(fc.constantFrom('$a', '$b'), label), { maxLength: 2 }), fc.option(label))
      .map(([some, last]) =>
        [...some.map(([tag, to]) => `(catch ${tag} ${to})`), ...(last === null ? [] : [`(${all} ${last})`])].join(' '),
      );
  const nested: fc.Arbitrary<string>[] = [
    inner().map((body) => `block ${body} end`),
    inner().map((body) => `loop ${body} end`),
    fc.tuple(local, inner(), inner()).map(([index, one, other]) => `local.get ${index} if ${one} else ${other} end`),
    fc.tuple(local, inner()).map(([index, one]) => `local.get ${index} if ${one} end`),
  ];
  if (legacy) {
    const part = inner('part');
    nested.push(
      fc
        .tuple(inner(), fc.array(part, { maxLength: 2 }), fc.option(part))
        .map(([body, some, all]) =>
          [
            'try',
            body,
            ...some.map((each, tag) => `catch ${tag} ${each}`),
            all === null ? '' : `catch_all ${all}`,
            'end',
          ].join(' '),
        ),
      fc.tuple(inner(), label).map(([body, to]) => `try ${body} delegate ${to}`),
    );
  } else
    nested.push(fc.tuple(catches('catch_all'), inner()).map(([clauses, body]) => `try_table ${clauses} ${body} end`));
  return fc.oneof(...simple, ...nested, ...nested);
};

const pieces = (legacy: boolean, depth: number, labels: readonly ('plain' | 'part')[]): fc.Arbitrary<string> =>
  fc.array(code(legacy, depth, labels), { maxLength: 3 }).map((list) => list.join(' '));

/** The live locals that continuations save at each site, and those that the flow of control says. */
function liveness(instrumented: Instrumented, funcidx: number): { saved: number[][]; live: number[][] } {
  const sites = instrumented.layouts(funcidx).map((_, site) => instrumented.layout(funcidx, -1 - site));
  return {
    saved: sites.map(({ locals }) => locals.flatMap((place, local) => (place < 0 ? [] : [local]))),
    live: sites.map(({ caller, innermost }) =>
      Array.from(liveLocalsAt(instrumented.module, funcidx, caller ?? innermost ?? 0)).flatMap((flag, local) =>
        flag === 1 ? [local] : [],
      ),
    ),
  };
}

// clause: inst-layout, digest-liveness
describe('what is live at sites among handlers is what the flow of control says', () => {
  test.each([
    ['try_table', false],
    ['legacy handlers', true],
  ])('%s', async (_, legacy) => {
    let sites = 0;
    await fc.assert(
      fc.asyncProperty(pieces(legacy, 4, []), async (body) => {
        const bytes = await assemble(`${HEAD} (func ${'(local i32) '.repeat(LOCALS)} ${body}))`);
        const { saved, live } = liveness(instrument(bytes, { poll: 'fuel', entries: 'all', calls: true }), 2);
        sites += saved.length;
        expect(saved).toEqual(live);
      }),
      { numRuns: 300 },
    );
    expect(sites).toBeGreaterThan(300);
  });
});
