import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  concrete,
  type Functype,
  I32,
  type InstructionSyntax,
  instruction,
  type Module,
  reftype,
  writeCode,
} from '@wasm-checkpoint/wasm';
import { SideModuleWriter } from '../continuations/side-module.js';
import { Uses } from '../continuations/uses.js';
import type { SideModule } from '../layout.js';
import { hasPlaceholder, Placeholders } from '../stubs/placeholders.js';
import { type CellType, cellValtype, type TapeFunction } from '../tape/imports.js';
import type { ObjectCode } from './elements.js';
import { fillObject, newObject } from './make.js';
import { putAny, putObject } from './save.js';
import { type ObjectType, ObjectTypes } from './types.js';

const ANY = cellValtype.any;
const saving: Functype = { kind: 'func', params: [ANY], results: [] };
const making: Functype = { kind: 'func', params: [], results: [ANY] };

/** The body of a function, `end` put behind it. */
function codeOf({ locals, body }: ObjectCode): Uint8Array {
  const writer = new ByteWriter();
  writeCode(writer, { locals, body: [...body, instruction('end')] });
  return writer.finish();
}

const plain = (body: readonly InstructionSyntax[]): ObjectCode => ({ locals: [], body });

/** Objects whose mutable fields make all the difference can be made before what they refer to. */
const isMadeEmpty = ({ kind, fields }: ObjectType): boolean => kind === 'struct' || fields[0]?.mutable === true;

/** The module that reads and makes objects: clause inst-objects; undefined where there can be none. */
export function objectsModule(module: Module, cells: readonly CellType[]): SideModule | undefined {
  if (!cells.includes('any')) return undefined;
  const tape = cells.flatMap((cell): TapeFunction[] => [`put_${cell}`, `get_${cell}`]);
  const side = new SideModuleWriter(module, tape, new Uses(module, []));
  const placeholders = new Placeholders(module, side);
  const types = new ObjectTypes(module);
  const call = (name: TapeFunction): number => side.tapeFuncidx(name);
  const add = (name: string, type: Functype, code: ObjectCode): void => side.reserve(name, type)(codeOf(code));
  const put = new Map<ObjectType, number>();
  for (const type of types.all) put.set(type, side.addCode(saving, codeOf(putObject(module, call, type))));
  add('save', saving, plain(putAny(call, types, (type) => put.get(type) ?? 0)));
  add(
    'i31',
    { kind: 'func', params: [I32], results: [ANY] },
    plain([instruction('local.get', 0), instruction('ref.i31')]),
  );
  for (const type of types.all) {
    const { typeidx, fields } = type;
    // Of a type without values there are no objects.
    if (!hasPlaceholder(module, reftype(concrete(typeidx), false))) continue;
    if (isMadeEmpty(type)) add(`new:${typeidx}`, making, plain(newObject(module, call, placeholders, type)));
    if (fields.some(({ mutable }) => mutable)) add(`fill:${typeidx}`, saving, fillObject(module, call, type));
  }
  return side.finish();
}
