import type { Hierarchy } from '@wasm-checkpoint/format';
import { EXNREF, heapOf, I32, instruction, type Module, type Valtype } from '@wasm-checkpoint/wasm';
import { type CellType, isRefCell } from '../tape/cells.js';
import { type Body, SideWriter } from './side.js';
import { putValue, storageCell } from './storage.js';
import { exceptionTable, importTape } from './tape-imports.js';

const get = (local: number) => instruction('local.get', local);
const constant = (value: number) => instruction('i32.const', value);

/** The parameters of a tag. */
export function tagParams(module: Module, tagidx: number): readonly Valtype[] {
  const type = module.types[module.tags[tagidx]?.typeidx ?? -1]?.composite;
  return type?.kind === 'func' ? type.params : [];
}

/**
 * The side module that reads exceptions, by their places in the table of the recorder: `null` tells whether there is one, `throw` throws it, `args:x` tells whether
 * it has the tag with index x of the instance, and if so puts its arguments.
 */
export function exceptionModule(module: Module): Uint8Array {
  const writer = new SideWriter({ types: module.types, groups: module.recgroups });
  const cells = new Set<'i32' | 'i64' | Hierarchy>(['i32', 'i64']);
  for (const tagidx of module.tags.keys()) {
    for (const param of tagParams(module, tagidx)) {
      const cell = storageCell(module, param);
      if (isRefCell(cell)) cells.add(cell);
    }
  }
  const tape = importTape(writer, 'put', cells);
  const table = writer.import('checkpoint', 'exns', { kind: 'table', ...exceptionTable });
  const tags = module.tags.map(({ typeidx }, tagidx) =>
    writer.import('instance', `tag:${tagidx}`, { kind: 'tag', typeidx }),
  );
  const thrown: Body = [get(0), instruction('table.get', table), instruction('throw_ref')];
  writer.func('throw', [I32], [], thrown);
  writer.func('null', [I32], [I32], [get(0), instruction('table.get', table), instruction('ref.is_null')]);
  tags.forEach((tag, tagidx) => {
    const params = tagParams(module, tagidx);
    const first = 1;
    const kept = [...params.keys()].reverse().map((index) => instruction('local.set', first + index));
    const put = params.map((param, index) =>
      putValue(storageCell(module, param) as CellType, [get(first + index)], tape),
    );
    const results =
      params.length === 0
        ? ({ kind: 'empty' } as const)
        : ({ kind: 'type', typeidx: writer.functype([], params) } as const);
    const handlers = [
      { kind: 'catch', tagidx: tag, labelidx: 0 },
      { kind: 'catch_all', tagidx: undefined, labelidx: 1 },
    ] as const;
    writer.func(
      `args:${tagidx}`,
      [I32],
      [I32],
      [
        [instruction('block', { kind: 'empty' }), instruction('block', results)],
        [instruction('try_table', { kind: 'empty' }, handlers), thrown, instruction('end')],
        [instruction('unreachable'), instruction('end')],
        [kept, put, constant(1), instruction('return'), instruction('end'), constant(0)],
      ],
      params,
    );
  });
  return writer.encode();
}

/** What the module of `exceptionTableModule` imports, in its order: `table` is that of the instance. */
export const exceptionTableImports = ['put_exn', 'get_exn', 'table'] as const;

/** The side module that moves references to exceptions from and to a table of an instance. */
export function exceptionTableModule(): Uint8Array {
  const writer = new SideWriter({ types: [], groups: [] });
  const put = importTape(writer, 'put', ['exn']);
  const read = importTape(writer, 'get', ['exn']);
  const table = writer.import('instance', 'table', { kind: 'table', ...exceptionTable });
  writer.func('get', [I32], [], [get(0), instruction('table.get', table), put('put', 'exn')]);
  writer.func('set', [I32, I32], [], [get(0), get(1), read('get', 'exn'), instruction('table.set', table)]);
  return writer.encode();
}

/** The side module that makes a null the first entry of the recorder's table, where the host cannot. */
export function exceptionNullModule(): Uint8Array {
  const writer = new SideWriter({ types: [], groups: [] });
  const table = writer.import('checkpoint', 'exns', { kind: 'table', ...exceptionTable });
  writer.func(
    'reserve',
    [],
    [],
    [[instruction('ref.null', heapOf(EXNREF)), constant(1), instruction('table.grow', table), instruction('drop')]],
  );
  return writer.encode();
}
