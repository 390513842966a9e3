import { liveLocalsAt, type Module, typeStateAt, typeStates, type Valtype } from '@wasm-checkpoint/wasm';

/** What a frame at one place of a function is made of. */
export interface FrameShape {
  readonly locals: readonly Valtype[];
  /** One byte a local, 1 for live; clause digest-liveness. */
  readonly live: Uint8Array;
  /** Operands when the instruction is the next one to run. */
  readonly operands: number;
  /** Operands of the call that stands here; undefined where there is no call that leaves a frame behind. */
  readonly callOperands: number | undefined;
}

/** The number of operands that the call at a place takes: arguments, then table index or function reference. */
function callOperands(module: Module, funcidx: number, offset: number): number | undefined {
  const { opcode, immediates } = typeStateAt(module, funcidx, offset).instruction;
  if (opcode.role !== 'call') return undefined;
  const [immediate] = immediates;
  if (immediate?.kind !== 'funcidx' && immediate?.kind !== 'typeidx') return undefined;
  const direct = immediate.kind === 'funcidx';
  const typeidx = direct ? (module.funcs[immediate.value] ?? -1) : immediate.value;
  const params = typeStates(module).context.signatures[typeidx]?.params.length ?? 0;
  return params + (direct ? 0 : 1);
}

const known = new WeakMap<Module, Map<number, Map<number, FrameShape>>>();

/** What a frame at a body offset consists of, found out once for each place; errors as `typeStateAt`. */
export function frameShape(module: Module, funcidx: number, offset: number): FrameShape {
  let functions = known.get(module);
  if (functions === undefined) {
    functions = new Map();
    known.set(module, functions);
  }
  let places = functions.get(funcidx);
  if (places === undefined) {
    places = new Map();
    functions.set(funcidx, places);
  }
  let shape = places.get(offset);
  if (shape === undefined) {
    const { locals, operands } = typeStateAt(module, funcidx, offset);
    shape = {
      locals: locals.map((local) => local.type),
      live: liveLocalsAt(module, funcidx, offset),
      operands: operands.length,
      callOperands: callOperands(module, funcidx, offset),
    };
    places.set(offset, shape);
  }
  return shape;
}
