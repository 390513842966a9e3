import {
  type Instruction,
  liveLocalsAt,
  type Module,
  moduleOffset,
  openModule,
  printFunction,
  type TypeState,
  typeStateAt,
  typeStates,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import { realModule } from '../../real/modules.js';
import type { Step } from '../step.js';

interface Point {
  readonly funcidx: number;
  readonly offset: number;
  readonly state: TypeState;
}

const isCall = (instruction: Instruction): boolean => instruction.opcode.name === 'call';

/** The first call inside two blocks with two operands below its arguments' end: a place where a frame has much to say. */
function findCall(module: Module): Point {
  for (let index = 0; index < module.bodyCount; index++) {
    const funcidx = module.imported.func + index;
    for (const offset of typeStates(module).offsets(funcidx)) {
      const state = typeStateAt(module, funcidx, offset);
      if (
        isCall(state.instruction) &&
        state.controls.length > 3 &&
        state.operands.length > 2 &&
        state.locals.length < 12
      ) {
        return { funcidx, offset, state };
      }
    }
  }
  throw new Error('no such call');
}

/** Opens QuickJS lazily and shows the type state at a call, as a frame of a checkpoint must fit it. */
export const typeState: Step = {
  title: 'The type state at an instruction of QuickJS',
  run(say) {
    const real = realModule('quickjs');
    const bytes = real.bytes();
    const start = performance.now();
    const module = openModule(bytes);
    const opened = performance.now() - start;
    say(`${real.package}: ${bytes.length} bytes, ${module.bodyCount} functions, opened in ${opened.toFixed(1)} ms`);
    const { funcidx, offset, state } = findCall(module);
    say(`function ${funcidx}, body offset ${offset} (module offset ${moduleOffset(module.body(funcidx), offset)}):`);
    say('');
    for (const line of printFunction(module, funcidx, { offsets: 'body', around: offset, lines: 3 })
      .trimEnd()
      .split('\n')) {
      say(`    ${line}`);
    }
    say('');
    const live = liveLocalsAt(module, funcidx, offset);
    say(`operands: ${state.operands.map((type) => valtypeText(type)).join(' ')}`);
    say(`control frames: ${state.controls.map(({ kind, height }) => `${kind} at height ${height}`).join(', ')}`);
    const locals = state.locals.map(({ type }, local) => `${valtypeText(type)}${live[local] === 1 ? '' : ' (dead)'}`);
    say(`locals: ${locals.join(', ')}`);
  },
};
