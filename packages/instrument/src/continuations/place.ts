import { liveLocalsAt, type Module, type TypeState, typeStateAt, type Valtype } from '@wasm-checkpoint/wasm';
import { caughtOf, type OpenCatch, openCatches } from '../analyse/caught.js';
import { refuse } from '../diagnostics.js';
import type { Point, PointRecord } from '../layout.js';
import { carrierOf, cellsOf } from '../stubs/values.js';

const moduleTypes = (module: Module, typeidx: number): { params: readonly Valtype[]; results: readonly Valtype[] } => {
  const composite = module.types[typeidx]?.composite;
  return composite?.kind === 'func' ? composite : { params: [], results: [] };
};

/** The call at a place: how many operands it takes, and the types of its results. */
function callAt(module: Module, { instruction: { opcode, immediates } }: TypeState) {
  const [first] = immediates;
  if (opcode.role !== 'call' || typeof first?.value !== 'number') return undefined;
  const typeidx = first.kind === 'funcidx' ? (module.funcs[first.value] ?? 0) : first.value;
  const { params, results } = moduleTypes(module, typeidx);
  return { taken: params.length + (first.kind === 'funcidx' ? 0 : 1), results };
}

/** A point with what the type-checker and liveness know of it. */
export interface Place {
  readonly point: Point;
  readonly state: TypeState;
  /** Operands that the frame has. */
  readonly operands: readonly Valtype[];
  /** The legacy `catch` parts that are open, outermost first. */
  readonly parts: readonly OpenCatch[];
  readonly record: PointRecord;
}

/** Looks at a point; throws WASM2034 where no instruction begins, CKPT4103 where no frame can stand. */
export function placeOf(module: Module, point: Point): Place {
  const { funcidx, offset, mode } = point;
  const state = typeStateAt(module, funcidx, offset);
  const refusal = (reason: string): Error =>
    refuse('CKPT4103', { funcidx, bodyOffset: offset, reason }, { offset: state.instruction.offset, funcidx });
  if (state.unreachable) throw refusal('nothing reaches it');
  const call = mode === 'run' ? undefined : callAt(module, state);
  if (mode !== 'run' && call === undefined) throw refusal(`${state.instruction.opcode.name} is no call`);
  const operands = state.operands.slice(0, state.operands.length - (call?.taken ?? 0));
  let cells = 0;
  const cell = (type: Valtype): number => {
    const at = cells;
    cells += cellsOf(carrierOf(module, type));
    return at;
  };
  const live = liveLocalsAt(module, funcidx, offset);
  const locals = state.locals.flatMap(({ type }, localidx) =>
    live[localidx] === 1 ? [{ localidx, type, cell: cell(type) }] : [],
  );
  const typed = (type: Valtype) => ({ type, cell: cell(type) });
  const placed = operands.map(typed);
  const legacy = state.controls.some(({ kind }) => kind === 'catch' || kind === 'catch_all');
  const parts = legacy ? openCatches(module, funcidx, state.instruction.offset) : [];
  const caught = parts.map((part) => caughtOf(module, part, ({ type }) => typed(type)));
  return {
    point,
    state,
    operands,
    parts,
    record: {
      locals,
      operands: placed,
      caught,
      cells,
      returned: mode === 'return' ? (call?.results ?? []) : [],
      results: moduleTypes(module, module.funcs[funcidx] ?? 0).results,
    },
  };
}
