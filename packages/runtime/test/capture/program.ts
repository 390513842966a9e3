import type {
  FrameState,
  FuncState,
  GlobalState,
  InstanceState,
  MemoryState,
  ProgramState,
  RefState,
  SlotState,
  TableState,
  TagState,
  ValueState,
} from '@wasm-checkpoint/runtime';
import { type Module, openModule, typeStates } from '@wasm-checkpoint/wasm';
import { assemble } from '../assemble.js';

/** A module in the text format, opened. */
export const moduleOf = async (text: string): Promise<Module> => openModule(await assemble(text));

const nullRef = (hierarchy: 'func' | 'extern' | 'any' | 'exn'): RefState => ({ kind: 'null', hierarchy });

/** A function of the host for each import, tables of nulls, memories of zeros, globals of zero: whatever is not given. */
export function instanceOf(module: Module, given: Partial<InstanceState> = {}): InstanceState {
  const funcs = module.imports.flatMap(({ module: from, name, type }): FuncState[] =>
    type.kind === 'func'
      ? [{ kind: 'host-func', func: { module: from, name, type: { module, typeidx: type.typeidx } } }]
      : [],
  );
  return {
    module,
    funcs,
    tables: module.tables.map(
      (type): TableState => ({
        type: { module, type },
        runs: () => [{ length: type.limits.min, ref: nullRef('func') }],
      }),
    ),
    memories: module.memories.map((type) => memoryOf(type, new Uint8Array(Number(type.limits.min) * 65536))),
    globals: module.globals.map(
      (type): GlobalState => ({
        type: { module, type },
        value: (): ValueState => ({ kind: 'i32', value: 0 }),
      }),
    ),
    tags: module.tags.map(({ typeidx }): TagState => ({ type: { module, typeidx } })),
    dataSegment: () => 'kept',
    elementSegment: () => 'kept',
    elementContents: () => [],
    ...given,
  };
}

export const memoryOf = (type: MemoryState['type'], bytes: Uint8Array): MemoryState => ({ type, bytes: () => bytes });

/** The offset of the n-th instruction of a name in a function, or of the one `after` it. */
export function offsetOf(module: Module, funcidx: number, name: string, nth = 0, after = 0): number {
  const offsets = [...typeStates(module).offsets(funcidx)];
  const found = offsets.filter((offset) => typeStates(module).at(funcidx, offset).instruction.opcode.name === name);
  return offsets[offsets.indexOf(found[nth] ?? -1) + after] ?? -1;
}

export const frameOf = (
  instance: InstanceState,
  funcidx: number,
  offset: number,
  locals: readonly SlotState[] = [],
  operands: readonly ValueState[] = [],
): FrameState => ({ instance, funcidx, offset, locals, operands, caught: [] });

export const programOf = (instances: readonly InstanceState[], frames: readonly FrameState[] = []): ProgramState => ({
  instances,
  threads: frames.length === 0 ? [] : [{ label: '', status: { kind: 'runnable' }, frames }],
});

export const i32 = (value: number): ValueState => ({ kind: 'i32', value });
