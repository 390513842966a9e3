import {
  type Expr,
  heapOf,
  I32,
  type InstructionSyntax,
  instruction,
  type Module,
  readInstruction,
  reftype,
} from '@wasm-checkpoint/wasm';
import type { Survey } from '../analyse/survey.js';
import { carrierOf } from '../stubs/values.js';
import { cellValtype } from '../tape/imports.js';
import { type Additions, PREFIX } from './additions.js';
import { segmentSignature } from './segment-types.js';

/** The name of the function that does what an instruction on a segment does, without the prefix: `memory.init:2:0`. */
export const segmentFunction = ({ opcode, immediates }: InstructionSyntax): string =>
  [opcode.name, ...immediates.map(({ value }) => String(value))].join(':');

const allocating: ReadonlySet<string> = new Set([
  'struct.new',
  'struct.new_default',
  'array.new',
  'array.new_default',
  'array.new_fixed',
]);

/** Whether a constant expression makes an object. */
function allocates(module: Module, { start, end }: Expr): boolean {
  const reader = module.reader(start, end);
  while (!reader.atEnd) if (allocating.has(readInstruction(reader, module.scope).opcode.name)) return true;
  return false;
}

/**
 * Functions and flags for segments: no other module can name them, so the main module has a function for each of its instructions that
 * do, and a flag for each segment that may be dropped.
 */
export class Segments {
  readonly #module: Module;
  readonly #flags = new Map<string, number>();

  constructor(survey: Survey, additions: Additions) {
    this.#module = survey.module;
    for (const [name, found] of survey.segmentInstructions) {
      const signature = segmentSignature(survey.module, found);
      const code = signature.params.map((_, index) => instruction('local.get', index));
      const body: InstructionSyntax[] = [...code, found];
      if (found.opcode.role === 'drop') {
        const [kind] = found.opcode.name.split('.');
        const flag = additions.flag(`${kind}.dropped:${found.immediates[0]?.value}`);
        this.#flags.set(name, flag);
        body.push(instruction('i32.const', 1), instruction('global.set', flag));
      }
      const index = additions.define(name, signature, [...body, instruction('end')]);
      additions.exports.push({ name: PREFIX + name, kind: 'func', index });
    }
    this.#readers(additions);
  }

  /** Functions that read the entries of passive segments whose objects are not the same after another instantiation. */
  #readers(additions: Additions): void {
    const module = this.#module;
    module.elements.forEach(({ mode, type, items }, elemidx) => {
      if (mode.kind !== 'passive' || items.kind !== 'expr') return;
      const carrier = carrierOf(module, type);
      if (carrier !== 'any' && carrier !== 'extern') return;
      if (!items.exprs.some((expr) => allocates(module, expr))) return;
      const tableidx = additions.table(reftype(heapOf(type), true));
      const body = [
        ...[instruction('i32.const', 0), instruction('local.get', 0), instruction('i32.const', 1)],
        ...[instruction('table.init', elemidx, tableidx), instruction('i32.const', 0)],
        ...[instruction('table.get', tableidx), instruction('end')],
      ];
      const name = `elem.get:${elemidx}`;
      const index = additions.define(name, { kind: 'func', params: [I32], results: [cellValtype[carrier]] }, body);
      additions.exports.push({ name: PREFIX + name, kind: 'func', index });
    });
  }

  /** The flag of the segment that the instruction at a module offset drops. */
  dropped(offset: number): number {
    const module = this.#module;
    const found = readInstruction(module.reader(offset, module.bytes.length), module.scope);
    return this.#flags.get(segmentFunction(found)) ?? 0;
  }
}
