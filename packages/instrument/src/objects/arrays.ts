import { ByteWriter } from '@wasm-checkpoint/bytes';
import { type InstructionSyntax, instruction, type Module, writeCode } from '@wasm-checkpoint/wasm';
import { SideModuleWriter } from '../continuations/side-module.js';
import { Uses } from '../continuations/uses.js';
import { readValue } from '../continuations/values.js';
import type { ImmutableArray, SideModule } from '../layout.js';
import { type CellType, cellValtype, type TapeFunction } from '../tape/imports.js';
import { elementBits, unpacked } from './fields.js';

/** The module that makes arrays which cannot be filled once they are there. */
export function arraysModule(
  module: Module,
  cells: readonly CellType[],
  arrays: readonly ImmutableArray[],
): SideModule {
  const tape = cells.map((cell): TapeFunction => `get_${cell}`);
  const side = new SideModuleWriter(module, tape, new Uses(module, []));
  const index = (name: TapeFunction): number => side.tapeFuncidx(name);
  const finish = arrays.map((_, place) =>
    side.reserve(String(place), { kind: 'func', params: [], results: [cellValtype.any] }),
  );
  arrays.forEach((array, place) => {
    const writer = new ByteWriter();
    writeCode(writer, { locals: [], body: [...made(module, side, index, array), instruction('end')] });
    finish[place]?.(writer.finish());
  });
  return side.finish();
}

function made(
  module: Module,
  side: SideModuleWriter,
  tape: (name: TapeFunction) => number,
  { typeidx, elements }: ImmutableArray,
): readonly InstructionSyntax[] {
  const composite = module.types[typeidx]?.composite;
  const storage = composite?.kind === 'array' ? composite.field.storage : 0;
  if (elements instanceof Uint8Array) {
    const length = (8 * elements.length) / (elementBits(storage) ?? 8);
    const range = [instruction('i32.const', 0), instruction('i32.const', length)];
    return [...range, instruction('array.new_data', typeidx, side.addData(elements))];
  }
  const { length, uniform } = elements;
  const read = (cell: number): readonly InstructionSyntax[] => readValue(module, tape, 'get', unpacked(storage), cell);
  if (uniform) return [...read(0), instruction('i32.const', length), instruction('array.new', typeidx)];
  const values = Array.from({ length }, (_, cell) => read(cell));
  return [...values.flat(), instruction('array.new_fixed', typeidx, length)];
}
