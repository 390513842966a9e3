import { type Expr, type Module, readInstruction } from '@wasm-checkpoint/wasm';

/** The instructions that make an object; clause valid-immutable-global. */
const allocating: ReadonlySet<string> = new Set([
  'struct.new',
  'struct.new_default',
  'array.new',
  'array.new_default',
  'array.new_fixed',
]);

/** Whether a constant expression makes an object. */
export function allocates(module: Module, { start, end }: Expr): boolean {
  const reader = module.reader(start, end);
  while (!reader.atEnd) if (allocating.has(readInstruction(reader, module.scope).opcode.name)) return true;
  return false;
}
