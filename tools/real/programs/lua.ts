import { realModule } from '../modules.js';
import { emscriptenFunctions, putText, textAt, unexpected } from './emscripten.js';
import type { Host, HostFunction, HostFunctions, RealProgram } from './program.js';

/** Calls from Lua through C to Lua again, twelve deep, and there tables, strings, closures and sorting. */
const script = `
  local words = {}
  for w in ("the quick brown fox jumps over the lazy dog and runs away"):gmatch("%a+") do words[#words + 1] = w end
  local state, kept, asked = 42, {}, 0
  local function random(n) state = (state * 1103515245 + 12345) % 2147483648; return state % n + 1 end
  local function work(round)
    local rows = {}
    for i = 1, 300 do
      rows[i] = { id = i, name = words[random(#words)] .. "-" .. i, weight = random(1000) / 4, call = function() return i + round end }
    end
    table.sort(rows, function(a, b)
      if a.id == 150 and b.id % 2 == 0 then asked = asked + os.time() % 7 end
      if a.weight == b.weight then return a.id < b.id end
      return a.weight < b.weight
    end)
    kept[round] = rows
    return rows[1].call() + rows[300].call()
  end
  local function descend(depth)
    if depth == 0 then
      local sum = 0
      for round = 1, 40 do sum = sum + work(round) end
      return sum
    end
    local below
    string.gsub("x", "x", function() below = descend(depth - 1) end)
    return below + depth
  end
  local total = descend(12)
  local parts = {}
  for round, rows in ipairs(kept) do parts[#parts + 1] = rows[round].name .. ":" .. string.format("%.2f", rows[round].weight) end
  return total .. " " .. asked .. " " .. #table.concat(parts, ",")
`;

const call = ({ guest }: Host, name: string, ...args: readonly number[]): number =>
  Number(guest.call(name, ...args) ?? 0);

/** What a long jump throws through the host. */
class LongJump extends Error {}

function functions(host: Host): HostFunctions {
  const { write, environ, environSizes, resizeHeap, localtime, tzset, dateNow } = emscriptenFunctions(host);
  /** Calls a function of the table that may jump out; only the preparation does. */
  const invoke: HostFunction = (index, ...args) => {
    const stack = call(host, 'stackSave');
    try {
      host.guest.callIndirect(Number(index), ...args);
    } catch (error) {
      if (!(error instanceof LongJump)) throw error;
      call(host, 'stackRestore', stack);
      call(host, 'setThrew', 1, 0);
    }
  };
  const missing = () => -44;
  const names = ['abort', 'strftime', 'system', 'exit', '_mktime_js', '__syscall_dup3', '__syscall_unlinkat'];
  const more = ['__syscall_rmdir', '__syscall_renameat', '__syscall_fcntl64', '__syscall_ioctl'];
  return {
    env: {
      ...Object.fromEntries([...names, ...more].map((name) => [name, unexpected(name)])),
      invoke_vii: invoke,
      emscripten_date_now: dateNow,
      _emscripten_get_now_is_monotonic: () => 1,
      __syscall_openat: missing,
      __syscall_readlinkat: missing,
      _localtime_js: localtime,
      _gmtime_js: localtime,
      _tzset_js: tzset,
      emscripten_resize_heap: resizeHeap,
      _emscripten_throw_longjmp: () => {
        throw new LongJump('long jump');
      },
    },
    wasi_snapshot_preview1: {
      fd_write: write,
      fd_read: unexpected('fd_read'),
      fd_close: () => 0,
      fd_seek: unexpected('fd_seek'),
      environ_sizes_get: environSizes,
      environ_get: environ,
    },
  };
}

/** Lua, which runs a script without protected calls: those would put a function of the host between its frames. */
export const lua: RealProgram = {
  name: 'lua',
  module: realModule('lua'),
  script,
  expected: '14016 6744 564',
  harmless: { module: 'env', name: 'emscripten_date_now' },
  deepCall: 20,
  functions,
  prepare(host, source) {
    host.guest.call('__wasm_call_ctors');
    const state = call(host, 'luaL_newstate');
    call(host, 'luaL_openlibs', state);
    const allocate = (size: number): number => call(host, 'malloc', size);
    const size = new TextEncoder().encode(source).length;
    const text = putText(host, source, allocate);
    const loaded = call(host, 'luaL_loadbufferx', state, text, size, putText(host, '=script', allocate), 0);
    if (loaded !== 0) throw new Error(`Lua: ${textAt(host, call(host, 'lua_tolstring', state, -1, 0))}`);
    return { name: 'lua_callk', args: [state, 0, 1, 0, 0] };
  },
  answer: (host, { args: [state] }) => textAt(host, call(host, 'lua_tolstring', Number(state), -1, 0)),
};
