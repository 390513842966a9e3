import {
  type IndexMaps,
  type IndexSpace,
  type Instruction,
  type InstructionSyntax,
  indexSpaces,
  type Module,
  mapInstruction,
  readInstruction,
} from '@wasm-checkpoint/wasm';
import { readLocals } from '@wasm-checkpoint/wasm/checker';
import { segmentFunction } from '../main/segments.js';

/** What some bodies name: indices of each space, instructions on segments by their names, and functions that they refer to. */
export class Uses {
  readonly indices: { readonly [Space in IndexSpace]: Set<number> };
  readonly segments = new Map<string, InstructionSyntax>();
  readonly references = new Set<number>();

  constructor(module: Module, functions: Iterable<number>) {
    this.indices = Object.fromEntries(indexSpaces.map((space) => [space, new Set<number>()])) as {
      readonly [Space in IndexSpace]: Set<number>;
    };
    const noting = (space: IndexSpace) => (index: number) => {
      this.indices[space].add(index);
      return index;
    };
    const maps = Object.fromEntries(indexSpaces.map((space) => [space, noting(space)])) as unknown as IndexMaps;
    for (const funcidx of functions) {
      const { start, end } = module.body(funcidx);
      const reader = module.reader(start, end);
      readLocals(reader, module.scope);
      while (!reader.atEnd) this.#add(module, readInstruction(reader, module.scope), maps);
    }
  }

  #add(module: Module, used: Instruction, maps: IndexMaps): void {
    const { opcode, immediates } = used;
    if (opcode.role === 'segment' || opcode.role === 'drop') {
      this.segments.set(segmentFunction(used), used);
      return;
    }
    // What is caught is kept by its tag.
    if (opcode.rule === 'catch_all') for (const tagidx of module.tags.keys()) this.indices.tagidx.add(tagidx);
    mapInstruction(maps, used);
    const [first] = immediates;
    if (opcode.rule === 'ref.func' && first?.kind === 'funcidx') this.references.add(first.value);
  }
}
