import { openModule } from '@wasm-checkpoint/wasm';
import { realModule } from '../modules.js';
import { emscriptenFunctions, NOW, unexpected, words } from './emscripten.js';
import type { Host, HostFunction, HostFunctions, Num, RealProgram } from './program.js';

/** Exports of the module, whose names are signatures. */
const exported = {
  init: 'ruby-init: func(args: list<string>) -> ()',
  eval: 'rb-eval-string-protect: func(str: string) -> tuple<handle<rb-abi-value>, s32>',
  error: 'rb-errinfo: func() -> handle<rb-abi-value>',
  intern: 'rb-intern: func(name: string) -> u32',
  send: 'rb-funcallv-protect: func(recv: handle<rb-abi-value>, mid: u32, args: list<handle<rb-abi-value>>) -> tuple<handle<rb-abi-value>, s32>',
  text: 'rstring-ptr: func(value: handle<rb-abi-value>) -> string',
} as const;

/** Blocks within blocks, ten deep, and there objects, strings, hashes and sorting. */
const script = `
  words = %w[the quick brown fox jumps over the lazy dog and runs away]
  state = 42
  random = ->(n) { state = (state * 1103515245 + 12345) % 2147483648; state % n }
  Row = Struct.new(:id, :name, :weight)
  work = lambda do |round|
    rows = (1..120).map { |id| Row.new(id, "#{words[random.(words.size)]}-#{id}", random.(1000) / 4.0) }
    rows.sort! { |a, b| a.weight == b.weight ? a.id <=> b.id : a.weight <=> b.weight }
    groups = rows.group_by { |row| row.name[0] }
    asked = Process.clock_gettime(Process::CLOCK_REALTIME, :second) % 7
    groups.map { |letter, list| letter.ord * list.size }.sum + rows[round % 120].id + asked
  end
  descend = lambda do |depth|
    next (0...30).sum { |round| work.(round) } if depth == 0
    [depth].each { |each| state = (state + each) % 2147483648 }.map { |each| descend.(each - 1) + each }.first
  end
  "#{descend.(10)} #{state}"
`;

const invalid = 8;
const missing = 44;

const call = ({ guest }: Host, name: keyof typeof exported, ...args: readonly number[]): number =>
  Number(guest.call(exported[name], ...args) ?? 0);

const allocate = (host: Host, align: number, size: number): number =>
  Number(host.guest.call('cabi_realloc', 0, 0, align, size));

/** Places a text for an argument; gives address and length. Ruby reads it up to a zero byte, which counts. */
function place(host: Host, text: string): readonly [number, number] {
  const bytes = new TextEncoder().encode(`${text}\0`);
  const address = allocate(host, 1, bytes.length);
  host.guest.memory().set(bytes, address);
  return [address, bytes.length];
}

/** What the interface between WASI and a program without files, arguments and environment comes to. */
function wasi(host: Host): Readonly<Record<string, HostFunction>> {
  const { write, environ, environSizes } = emscriptenFunctions(host);
  const isStream = (descriptor: unknown): boolean => Number(descriptor) < 3;
  return {
    environ_get: environ,
    environ_sizes_get: environSizes,
    clock_res_get: (_, into) => {
      words(host).setBigUint64(Number(into), 1000n, true);
      return 0;
    },
    clock_time_get: (_, __, into) => {
      words(host).setBigUint64(Number(into), BigInt(NOW) * 1_000_000n, true);
      return 0;
    },
    random_get: (address, size) => {
      host.guest.memory().fill(0x5a, Number(address), Number(address) + Number(size));
      return 0;
    },
    fd_write: write,
    fd_close: () => 0,
    fd_prestat_get: () => invalid,
    fd_prestat_dir_name: () => invalid,
    fd_fdstat_get: (descriptor, into) => {
      if (!isStream(descriptor)) return invalid;
      host.guest.memory().fill(0, Number(into), Number(into) + 24);
      // A character device that may be read and written.
      words(host).setUint8(Number(into), 2);
      words(host).setBigUint64(Number(into) + 8, 0x1fff_ffffn, true);
      return 0;
    },
    fd_filestat_get: (descriptor, into) => {
      if (!isStream(descriptor)) return invalid;
      host.guest.memory().fill(0, Number(into), Number(into) + 64);
      words(host).setUint8(Number(into) + 16, 2);
      return 0;
    },
    path_filestat_get: () => missing,
    path_open: () => missing,
    proc_exit: (code) => {
      throw new Error(`the program exited with ${code}`);
    },
  };
}

/** Handles of Ruby values are the addresses that they stand for, so that the host keeps no table of them. */
const isHandle = (name: string): boolean =>
  name === 'resource_new_rb-abi-value' || name === 'resource_get_rb-abi-value';

function functions(host: Host): HostFunctions {
  const given = wasi(host);
  const imports: Record<string, Record<string, HostFunction>> = {};
  for (const { module, name } of openModule(ruby.module.bytes()).imports) {
    const found = module.startsWith('wasi') ? given[name] : isHandle(name) ? (value: Num) => value : undefined;
    imports[module] = { ...imports[module], [name]: found ?? unexpected(name) };
  }
  return imports;
}

/** The text of a Ruby value. */
function textOf(host: Host, value: number): string {
  const sent = call(host, 'send', value, call(host, 'intern', ...place(host, 'to_s')), 0, 0);
  const at = call(host, 'text', words(host).getUint32(sent, true));
  const start = words(host).getUint32(at, true);
  return new TextDecoder().decode(host.guest.memory().slice(start, start + words(host).getUint32(at + 4, true)));
}

/** Ruby, which runs a script; it asks for the time in the middle of it. */
export const ruby: RealProgram = {
  name: 'ruby',
  module: realModule('ruby'),
  script,
  expected: '392570 736413505',
  harmless: { module: 'wasi_snapshot_preview1', name: 'clock_time_get' },
  deepCall: 10,
  functions,
  prepare(host, source) {
    host.guest.call('_initialize');
    const args = ['ruby.wasm', '-EUTF-8', '-e_=0'].map((text) => place(host, text));
    const list = allocate(host, 4, 8 * args.length);
    args.forEach(([address, size], index) => {
      words(host).setUint32(list + 8 * index, address, true);
      words(host).setUint32(list + 8 * index + 4, size, true);
    });
    call(host, 'init', list, args.length);
    return { name: exported.eval, args: place(host, source) };
  },
  answer(host, _main, result) {
    const view = words(host);
    const state = view.getUint32(Number(result) + 4, true);
    if (state !== 0) throw new Error(`Ruby: ${textOf(host, call(host, 'error'))}`);
    return textOf(host, view.getUint32(Number(result), true));
  },
};
