import { type Guest, type RealProgram, realProgram } from '../../real/programs/index.js';
import { FormedProgram } from './formed-program.js';

/** Exports of QuickJS by the names that its package's glue gives them. */
const exported = { newRuntime: 'K', setMaxStackSize: 'D' } as const;
/** The import of QuickJS that tells the time. */
const clock = 'p';

/** A recursion without end that looks at the clock at each level, after work that makes the engine optimise what recurses. */
const script = `
  function leaf(n) { return n & 3; }
  let sum = 0;
  for (let i = 0; i < 3000000; i++) sum += leaf(i);
  function down(n) { Date.now(); return n === 0 ? 0 : 1 + down(n - 1); }
  down(-1);
`;

/** QuickJS without its own limit of the stack, so that the engine's is met. */
function unlimited(program: RealProgram): RealProgram {
  return {
    ...program,
    prepare(host, source) {
      const guest: Guest = {
        ...host.guest,
        call(name, ...args) {
          const result = host.guest.call(name, ...args);
          if (name === exported.newRuntime) host.guest.call(exported.setMaxStackSize, Number(result), 0);
          return result;
        },
      };
      return program.prepare({ ...host, guest }, source);
    },
  };
}

/** How deep a script's recursion comes in one form of QuickJS until the engine's stack is full; a few samples. */
export function depthOf(bytes: Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports): number[] {
  const quickjs = new FormedProgram(unlimited(realProgram('quickjs')), bytes, imports);
  const depths: number[] = [];
  for (let sample = 0; sample < 3; sample++) {
    let looks = 0;
    const call = quickjs.start(script, ({ name }) => {
      if (name === clock) looks += 1;
    });
    try {
      throw new Error(`the recursion ended with ${call()}`);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    depths.push(looks);
  }
  return depths;
}
