import { realModule } from '../modules.js';
import { emscriptenFunctions, putText, textAt, unexpected } from './emscripten.js';
import type { Host, HostFunctions, RealProgram } from './program.js';

/** Exports of the module by the names that the package's glue gives them. */
const exported = {
  start: 'u',
  malloc: 'v',
  newRuntime: 'K',
  newContext: 'N',
  eval: 'pa',
  dump: 'oa',
  resolveException: 'na',
  enableInterrupts: 'Fa',
} as const;

/** A recursion that keeps 40 functions of the script open while it makes, sorts and changes objects. */
const script = `
  const words = 'lorem ipsum dolor sit amet consectetur adipiscing elit'.split(' ');
  let state = 7;
  const random = (n) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % n;
  const kept = [];
  function work(round) {
    const rows = Array.from({ length: 60 }, (_, id) => ({ id, name: words[random(words.length)] + id, size: random(1000) / 8 }));
    rows.sort((a, b) => a.size - b.size || a.id - b.id);
    kept.push(new Map(rows.map((row) => [row.name, { ...row, round }])));
    return rows.reduce((sum, row) => sum + row.size, 0);
  }
  function descend(depth) {
    if (depth === 0) { let sum = 0; for (let round = 0; round < 200; round++) sum += work(round); return sum; }
    return descend(depth - 1) + depth;
  }
  const total = descend(40);
  const text = JSON.stringify(kept.map((map) => [...map.values()].filter((row) => row.id % 7 === 0)));
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  total + ' ' + text.length + ' ' + hash;
`;

const call = ({ guest }: Host, name: keyof typeof exported, ...args: readonly number[]): number =>
  Number(guest.call(exported[name], ...args) ?? 0);

function functions(host: Host): HostFunctions {
  const { assertFail, write, environ, environSizes, resizeHeap, localtime, tzset, dateNow } = emscriptenFunctions(host);
  return {
    a: {
      b: assertFail,
      c: write,
      d: () => 0,
      e: environ,
      f: environSizes,
      g: unexpected('normalizeModule'),
      h: unexpected('loadModuleSource'),
      i: () => 0,
      j: unexpected('setitimer'),
      k: resizeHeap,
      l: unexpected('runtimeKeepalive'),
      m: localtime,
      n: tzset,
      o: unexpected('seek'),
      p: dateNow,
      q: unexpected('abort'),
      r: unexpected('exit'),
      s: unexpected('callFunction'),
      t: () => undefined,
    },
  };
}

/** QuickJS, which runs a script; it asks whether to go on every 10,000 branches and calls. */
export const quickjs: RealProgram = {
  name: 'quickjs',
  module: realModule('quickjs'),
  memory: { module: 'a', name: 'a', initial: 256, maximum: 32768 },
  script,
  expected: '"743812 95611 -544302649"',
  harmless: { module: 'a', name: 'i' },
  deepCall: 12,
  functions,
  prepare(host, source) {
    const { guest } = host;
    guest.call(exported.start);
    const runtime = call(host, 'newRuntime');
    const context = call(host, 'newContext', runtime, 0);
    call(host, 'enableInterrupts', runtime);
    const allocate = (size: number): number => call(host, 'malloc', size);
    const code = putText(host, source, allocate);
    const file = putText(host, 'script.js', allocate);
    return { name: exported.eval, args: [context, code, new TextEncoder().encode(source).length, file, 0, 0] };
  },
  answer(host, { args: [context] }, result) {
    const thrown = call(host, 'resolveException', Number(context), Number(result));
    const text = textAt(host, call(host, 'dump', Number(context), thrown === 0 ? Number(result) : thrown));
    if (thrown !== 0) throw new Error(`the script threw ${text}`);
    return text;
  },
};
