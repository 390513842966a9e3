import type { WasmLimit } from '@wasm-checkpoint/tables';
import {
  type Bytes,
  body,
  END,
  functionModule,
  functype,
  i32,
  module,
  name,
  preamble,
  section,
  sectionIds,
  sized,
  u32,
  vec,
} from '../valid/binary.js';

const times = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const EMPTY = functype();
const functionImport = (index: number): Bytes => [...name('m'), ...name(`f${index}`), 0, 0];
const MEMORY: Bytes = [0, 0];
const TABLE: Bytes = [0x70, 0, 0];
const GLOBAL: Bytes = [i32, 0, 0x41, 0, END];
const TAG: Bytes = [0, 0];

/** One import of a kind by its type, and the definitions that bring its index space to a size. */
const shared =
  (id: 'table' | 'memory' | 'global' | 'tag', kind: number, imported: Bytes, defined: Bytes) =>
  (count: number): Uint8Array =>
    module(
      section('type', vec([EMPTY])),
      section('import', vec([[...name('m'), ...name('x'), kind, ...imported]])),
      section(id, vec(times(count - 1, () => defined))),
    );

/** A module whose one body has a size and consists of `nop`. */
export function bodyOfSize(count: number): Uint8Array {
  const size = u32(count);
  const head = [
    ...preamble,
    ...section('type', vec([EMPTY])),
    ...section('function', vec([[0]])),
    sectionIds.code,
    ...u32(1 + size.length + count),
    1,
    ...size,
  ];
  const bytes = new Uint8Array(head.length + count).fill(1);
  bytes.set(head);
  bytes[head.length] = 0;
  bytes[bytes.length - 1] = END;
  return bytes;
}

const NULL: Bytes = [0xd0, 0x70, END];

/**
 * For each limit a module that is valid and holds as many as asked for of what the limit counts.
 *
 * `livenessWords` counts the work of an analysis and is tried by itself.
 */
export const boundaryModules: Readonly<Record<Exclude<WasmLimit, 'livenessWords'>, (count: number) => Uint8Array>> = {
  moduleSize: (count) => module(section('custom', [...name('x'), ...times(count - 12, () => 0)])),
  types: (count) => module(section('type', vec([EMPTY, [0x4e, ...vec(times(count - 1, () => EMPTY))]]))),
  recGroupSize: (count) => module(section('type', vec([[0x4e, ...vec(times(count, () => EMPTY))]]))),
  subtypingDepth: (count) =>
    module(section('type', vec([[0x50, 0, ...EMPTY], ...times(count, (index) => [0x50, 1, index, ...EMPTY])]))),
  params: (count) => module(section('type', vec([functype(times(count, () => [i32]))]))),
  results: (count) =>
    module(
      section(
        'type',
        vec([
          functype(
            [],
            times(count, () => [i32]),
          ),
        ]),
      ),
    ),
  structFields: (count) => module(section('type', vec([[0x5f, ...vec(times(count, () => [i32, 0]))]]))),
  imports: (count) => module(section('type', vec([EMPTY])), section('import', vec(times(count, functionImport)))),
  functions: (count) =>
    module(
      section('type', vec([EMPTY])),
      section('import', vec([functionImport(0)])),
      section('function', vec(times(count - 1, () => [0]))),
      section('code', vec(times(count - 1, () => body([])))),
    ),
  tables: shared('table', 1, TABLE, TABLE),
  memories: shared('memory', 2, MEMORY, MEMORY),
  globals: shared('global', 3, [i32, 0], GLOBAL),
  tags: shared('tag', 4, TAG, TAG),
  exports: (count) =>
    module(
      section('memory', vec([MEMORY])),
      section('export', vec(times(count, (index) => [...name(`e${index}`), 2, 0]))),
    ),
  elements: (count) => module(section('element', vec(times(count, () => [5, 0x70, 0])))),
  elementItems: (count) => module(section('element', vec([[5, 0x70, ...vec(times(count, () => NULL))]]))),
  data: (count) => module(section('data', vec(times(count, () => [1, 0])))),
  bodySize: bodyOfSize,
  locals: (count) =>
    functionModule({
      params: [[i32]],
      locals: [
        [1, [i32]],
        [count - 2, [i32]],
      ],
    }),
  brTableSize: (count) => functionModule({ code: [0x41, 0, 0x0e, ...vec(times(count, () => [0])), 0] }),
  arrayNewFixed: (count) =>
    functionModule(
      { code: [...times(count, () => [0x41, 0]).flat(), 0xfb, 8, 1, ...u32(count), 0x1a] },
      { types: [[0x5e, i32, 0]] },
    ),
  nameBytes: (count) =>
    module(section('memory', vec([MEMORY])), section('export', vec([[...name('n'.repeat(count)), 2, 0]]))),
  catches: (count) => functionModule({ code: [0x1f, 0x40, ...vec(times(count, () => [2, 0])), END] }),
};

/** A function whose liveness takes some work: reads of many locals in several blocks. */
export const livenessModule = functionModule({
  locals: [[40, [i32]]],
  code: times(40, (localidx) => [0x02, 0x40, 0x20, localidx, 0x0d, 0, END]).flat(),
});

/** A section that declares more items than there are. */
export const countedSections: Readonly<Record<string, (count: Bytes) => readonly Bytes[]>> = {
  'type section': (count) => [section('type', count)],
  'recursive group': (count) => [section('type', [1, 0x4e, ...count])],
  parameters: (count) => [section('type', [1, 0x60, ...count])],
  results: (count) => [section('type', [1, 0x60, 0, ...count])],
  fields: (count) => [section('type', [1, 0x5f, ...count])],
  supertypes: (count) => [section('type', [1, 0x50, ...count])],
  'import section': (count) => [section('import', count)],
  'module name of an import': (count) => [section('import', [1, ...count])],
  'item name of an import': (count) => [section('import', [1, 1, 0x61, ...count])],
  'function section': (count) => [section('function', count)],
  'table section': (count) => [section('table', count)],
  'memory section': (count) => [section('memory', count)],
  'tag section': (count) => [section('tag', count)],
  'global section': (count) => [section('global', count)],
  'export section': (count) => [section('export', count)],
  'export name': (count) => [section('export', [1, ...count])],
  'element section': (count) => [section('element', count)],
  'function indices of an element segment': (count) => [section('element', [1, 1, 0, ...count])],
  'expressions of an element segment': (count) => [section('element', [1, 5, 0x70, ...count])],
  'code section': (count) => [section('code', count)],
  'body size': (count) => [
    section('type', vec([EMPTY])),
    section('function', vec([[0]])),
    section('code', [1, ...count]),
  ],
  'local declarations': (count) => inBody(count),
  'labels of a br_table': (count) => inBody([0, 0x41, 0, 0x0e, ...count]),
  'types of a select': (count) => inBody([0, 0x1c, ...count]),
  'clauses of a try_table': (count) => inBody([0, 0x1f, 0x40, ...count]),
  'data section': (count) => [section('data', count)],
  'bytes of a data segment': (count) => [section('data', [1, 1, ...count])],
  'custom section name': (count) => [section('custom', count)],
  'section size': (count) => [[0, ...count]],
};

function inBody(code: Bytes): readonly Bytes[] {
  return [
    section('type', vec([EMPTY])),
    section('function', vec([[0]])),
    section('code', vec([sized([...code, END])])),
  ];
}
