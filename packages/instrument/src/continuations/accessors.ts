import { ByteWriter } from '@wasm-checkpoint/bytes';
import { F32, F64, type InstructionSyntax, instruction, type Module, writeCode } from '@wasm-checkpoint/wasm';
import type { SideModule } from '../layout.js';
import { carrierOf } from '../stubs/values.js';
import type { CellType, TapeFunction } from '../tape/imports.js';
import { SideModuleWriter } from './side-module.js';
import { Uses } from './uses.js';
import { cellsOfValues, readValue } from './values.js';

/** The module whose `save` puts all mutable globals, and whose `load` sets them from the cells of the record. */
export function accessorModule(module: Module, cells: readonly CellType[]): SideModule | undefined {
  const mutable = module.globals.flatMap(({ mutable: isMutable, type }, index) => (isMutable ? [{ index, type }] : []));
  if (mutable.length === 0) return undefined;
  const uses = new Uses(module, []);
  for (const { index } of mutable) uses.indices.globalidx.add(index);
  const tape = cells.flatMap((cell): TapeFunction[] => [`put_${cell}`, `get_${cell}`]);
  const side = new SideModuleWriter(module, tape, uses);
  const first = cellsOfValues(
    module,
    mutable.map(({ type }) => type),
  );
  const save = mutable.flatMap(({ index, type }): InstructionSyntax[] => {
    const carrier = carrierOf(module, type);
    const value = instruction('global.get', side.maps.globalidx(index));
    const put = (of: CellType) => instruction('call', side.tapeFuncidx(`put_${of}`));
    if (type === F32) return [value, instruction('i32.reinterpret_f32'), put('i32')];
    if (type === F64) return [value, instruction('i64.reinterpret_f64'), put('i64')];
    if (carrier !== 'v128') return [value, put(carrier)];
    const half = (lane: number) => [value, instruction('i64x2.extract_lane', lane), put('i64')];
    return [...half(0), ...half(1)];
  });
  const load = mutable.flatMap(({ index, type }, place): InstructionSyntax[] => [
    ...readValue(module, (name) => side.tapeFuncidx(name), 'get', type, first[place] ?? 0),
    instruction('global.set', side.maps.globalidx(index)),
  ]);
  for (const [name, body] of [
    ['save', save],
    ['load', load],
  ] as const) {
    const writer = new ByteWriter();
    writeCode(writer, { locals: [], body: [...body, instruction('end')] });
    side.reserve(name, { kind: 'func', params: [], results: [] })(writer.finish());
  }
  return side.finish();
}
