import { LuaFactory } from 'wasmoon';

/** Tables as records, arrays and maps, strings and closures, a part of them collected. */
const script = `
  local words = {}
  for w in ("the quick brown fox jumps over the lazy dog and runs away"):gmatch("%a+") do words[#words + 1] = w end
  local state = 42
  local function random(n) state = (state * 1103515245 + 12345) % 2147483648; return state % n + 1 end
  records, index = {}, {}
  for i = 1, 110000 do
    local r = { id = i, name = words[random(#words)] .. "-" .. i, weight = random(1000) / 4,
      list = { random(10), random(100), random(1000) }, call = function() return i end }
    records[i] = r
    index[r.name] = r
  end
  local parts = {}
  for i = 1, 20000 do parts[#parts + 1] = records[i].name .. ":" .. string.format("%.4f", records[i].weight) end
  text = table.concat(parts, ",")
  table.sort(records, function(a, b) return a.weight < b.weight end)
  for i = 1, #records, 4 do index[records[i].name] = nil; records[i] = false end
  collectgarbage()
  return #text
`;

/** Runs a script in Lua; its instance stays as it is afterwards. */
export async function runLua(): Promise<void> {
  const engine = await new LuaFactory().createEngine();
  const size = (await engine.doString(script)) as unknown;
  if (typeof size !== 'number' || size < 100_000) throw new Error('Lua gave something else');
}
