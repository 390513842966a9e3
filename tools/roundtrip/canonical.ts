import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  encodeContents,
  encodeInstruction,
  type Module,
  readCode,
  readInstructions,
  readLocals,
  type SectionHeader,
  sectionReaders,
  writeCode,
} from '@wasm-checkpoint/wasm';

/** Parts of a module that are not in the shortest form, and how many there are of each; empty for a canonical module. */
export type Padding = Readonly<Record<string, number>>;

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Whether bytes are the shortest form of the size that they say. */
function isShortest(module: Module, start: number, end: number, size: number): boolean {
  const writer = new ByteWriter();
  writer.u32(size);
  return equal(writer.view(), module.bytes.subarray(start, end));
}

function isCanonicalSection(module: Module, header: SectionHeader): boolean {
  const contents = encodeContents(header.name, sectionReaders[header.name](module, header) as never);
  return equal(contents, module.bytes.subarray(header.start, header.end));
}

/** Mnemonics of the instructions of a body that could be shorter. */
function paddedInstructions(module: Module, start: number, end: number): string[] {
  const reader = module.reader(start, end);
  readLocals(reader, module.scope);
  const names: string[] = [];
  for (const instruction of readInstructions(reader, module.scope)) {
    const writer = new ByteWriter();
    encodeInstruction(writer, instruction);
    if (!equal(writer.view(), module.bytes.subarray(instruction.offset, instruction.offset + instruction.size))) {
      names.push(instruction.opcode.name);
    }
  }
  return names;
}

/** What stands in the way of decoding then encoding giving the same bytes; reads one body at a time. */
export function paddingOf(module: Module): Padding {
  const counts: Record<string, number> = {};
  const count = (part: string): void => {
    counts[part] = (counts[part] ?? 0) + 1;
  };
  for (const header of module.sections) {
    if (!isShortest(module, header.offset + 1, header.start, header.end - header.start)) count('section size');
    if (header.name !== 'code' && !isCanonicalSection(module, header)) count(`${header.name} section`);
  }
  let next = module.section('code')?.start ?? 0;
  if (module.bodyCount > 0) next += encodeContents('start', module.bodyCount).length;
  for (let index = 0; index < module.bodyCount; index++) {
    const { start, end } = module.body(module.imported.func + index);
    if (!isShortest(module, next, start, end - start)) count('body size');
    next = end;
    const writer = new ByteWriter(end - start + 16);
    writeCode(writer, readCode(module, { start, end }));
    if (equal(writer.view(), module.bytes.subarray(start, end))) continue;
    const padded = paddedInstructions(module, start, end);
    for (const name of padded) count(name);
    if (padded.length === 0) count('local declarations');
  }
  return counts;
}
