// Generated from schema/wasm/opcodes.json by `npm run gen`; never edited.

/** The rows of schema/wasm/opcodes.json, in its order. */
export const wasmOpcodes = [
  { name: 'unreachable', prefix: 0, opcode: 0, immediates: [], type: '[t1*] -> [t2*]', rule: 'unreachable', feature: 'core', role: 'exit', clause: 'valid-unreachable' },
  { name: 'nop', prefix: 0, opcode: 1, immediates: [], type: '[] -> []', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-nop' },
  { name: 'block', prefix: 0, opcode: 2, immediates: ['blocktype'], type: '[t1*] -> [t2*]', rule: 'block', feature: 'core', role: 'structure', clause: 'valid-block' },
  { name: 'loop', prefix: 0, opcode: 3, immediates: ['blocktype'], type: '[t1*] -> [t2*]', rule: 'loop', feature: 'core', role: 'loop', clause: 'valid-loop' },
  { name: 'if', prefix: 0, opcode: 4, immediates: ['blocktype'], type: '[t1* i32] -> [t2*]', rule: 'if', feature: 'core', role: 'structure', clause: 'valid-if' },
  { name: 'else', prefix: 0, opcode: 5, immediates: [], type: '[t*] -> [t*]', rule: 'else', feature: 'core', role: 'structure', clause: 'valid-if' },
  { name: 'try', prefix: 0, opcode: 6, immediates: ['blocktype'], type: '[t1*] -> [t2*]', rule: 'try', feature: 'legacy-exceptions', role: 'structure', clause: 'valid-try-catch' },
  { name: 'catch', prefix: 0, opcode: 7, immediates: ['tagidx'], type: '[t*] -> [params(x)]', rule: 'catch', feature: 'legacy-exceptions', role: 'structure', clause: 'valid-try-catch' },
  { name: 'throw', prefix: 0, opcode: 8, immediates: ['tagidx'], type: '[t1* params(x)] -> [t2*]', rule: 'throw', feature: 'exceptions', role: 'exit', clause: 'valid-throw' },
  { name: 'rethrow', prefix: 0, opcode: 9, immediates: ['labelidx'], type: '[t1*] -> [t2*]', rule: 'rethrow', feature: 'legacy-exceptions', role: 'exit', clause: 'valid-try-catch' },
  { name: 'throw_ref', prefix: 0, opcode: 10, immediates: [], type: '[t1* exnref] -> [t2*]', rule: 'throw_ref', feature: 'exceptions', role: 'exit', clause: 'valid-throw_ref' },
  { name: 'end', prefix: 0, opcode: 11, immediates: [], type: '[t*] -> [t*]', rule: 'end', feature: 'core', role: 'structure', clause: 'valid-instr-seq', constant: 'core' },
  { name: 'br', prefix: 0, opcode: 12, immediates: ['labelidx'], type: '[t1* t*] -> [t2*]', rule: 'br', feature: 'core', role: 'branch', clause: 'valid-br' },
  { name: 'br_if', prefix: 0, opcode: 13, immediates: ['labelidx'], type: '[t* i32] -> [t*]', rule: 'br_if', feature: 'core', role: 'branch', clause: 'valid-br_if' },
  { name: 'br_table', prefix: 0, opcode: 14, immediates: ['labelidx*', 'labelidx'], type: '[t1* t* i32] -> [t2*]', rule: 'br_table', feature: 'core', role: 'branch', clause: 'valid-br_table' },
  { name: 'return', prefix: 0, opcode: 15, immediates: [], type: '[t1* t*] -> [t2*]', rule: 'return', feature: 'core', role: 'exit', clause: 'valid-return' },
  { name: 'call', prefix: 0, opcode: 16, immediates: ['funcidx'], type: '[params(x)] -> [results(x)]', rule: 'call', feature: 'core', role: 'call', clause: 'valid-call' },
  { name: 'call_indirect', prefix: 0, opcode: 17, immediates: ['typeidx', 'tableidx'], type: '[params(x) at(y)] -> [results(x)]', rule: 'call_indirect', feature: 'core', role: 'call', clause: 'valid-call_indirect' },
  { name: 'return_call', prefix: 0, opcode: 18, immediates: ['funcidx'], type: '[t1* params(x)] -> [t2*]', rule: 'return_call', feature: 'tail-calls', role: 'tail_call', clause: 'valid-return_call' },
  { name: 'return_call_indirect', prefix: 0, opcode: 19, immediates: ['typeidx', 'tableidx'], type: '[t1* params(x) at(y)] -> [t2*]', rule: 'return_call_indirect', feature: 'tail-calls', role: 'tail_call', clause: 'valid-return_call_indirect' },
  { name: 'call_ref', prefix: 0, opcode: 20, immediates: ['typeidx'], type: '[params(x) (ref null x)] -> [results(x)]', rule: 'call_ref', feature: 'function-references', role: 'call', clause: 'valid-call_ref' },
  { name: 'return_call_ref', prefix: 0, opcode: 21, immediates: ['typeidx'], type: '[t1* params(x) (ref null x)] -> [t2*]', rule: 'return_call_ref', feature: 'function-references', role: 'tail_call', clause: 'valid-return_call_ref' },
  { name: 'delegate', prefix: 0, opcode: 24, immediates: ['labelidx'], type: '[t*] -> [t*]', rule: 'delegate', feature: 'legacy-exceptions', role: 'structure', clause: 'valid-try-catch' },
  { name: 'catch_all', prefix: 0, opcode: 25, immediates: [], type: '[t*] -> []', rule: 'catch_all', feature: 'legacy-exceptions', role: 'structure', clause: 'valid-try-catch' },
  { name: 'drop', prefix: 0, opcode: 26, immediates: [], type: '[t] -> []', rule: 'drop', feature: 'core', role: 'none', clause: 'valid-drop' },
  { name: 'select', prefix: 0, opcode: 27, immediates: [], type: '[t t i32] -> [t]', rule: 'select', feature: 'core', role: 'none', clause: 'valid-select' },
  { name: 'select t', prefix: 0, opcode: 28, immediates: ['valtype*'], type: '[t t i32] -> [t]', rule: 'select_t', feature: 'reference-types', role: 'none', clause: 'valid-select' },
  { name: 'try_table', prefix: 0, opcode: 31, immediates: ['blocktype', 'catch*'], type: '[t1*] -> [t2*]', rule: 'try_table', feature: 'exceptions', role: 'structure', clause: 'valid-try_table' },
  { name: 'local.get', prefix: 0, opcode: 32, immediates: ['localidx'], type: '[] -> [local(x)]', rule: 'local.get', feature: 'core', role: 'local', clause: 'valid-local.get' },
  { name: 'local.set', prefix: 0, opcode: 33, immediates: ['localidx'], type: '[local(x)] -> []', rule: 'local.set', feature: 'core', role: 'local', clause: 'valid-local.set' },
  { name: 'local.tee', prefix: 0, opcode: 34, immediates: ['localidx'], type: '[local(x)] -> [local(x)]', rule: 'local.tee', feature: 'core', role: 'local', clause: 'valid-local.tee' },
  { name: 'global.get', prefix: 0, opcode: 35, immediates: ['globalidx'], type: '[] -> [global(x)]', rule: 'global.get', feature: 'core', role: 'none', clause: 'valid-global.get', constant: 'core' },
  { name: 'global.set', prefix: 0, opcode: 36, immediates: ['globalidx'], type: '[global(x)] -> []', rule: 'global.set', feature: 'core', role: 'none', clause: 'valid-global.set' },
  { name: 'table.get', prefix: 0, opcode: 37, immediates: ['tableidx'], type: '[at(x)] -> [table(x)]', rule: 'table.get', feature: 'reference-types', role: 'none', clause: 'valid-table.get' },
  { name: 'table.set', prefix: 0, opcode: 38, immediates: ['tableidx'], type: '[at(x) table(x)] -> []', rule: 'table.set', feature: 'reference-types', role: 'none', clause: 'valid-table.set' },
  { name: 'i32.load', prefix: 0, opcode: 40, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-val', align: 2 },
  { name: 'i64.load', prefix: 0, opcode: 41, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-val', align: 3 },
  { name: 'f32.load', prefix: 0, opcode: 42, immediates: ['memarg'], type: '[at(x)] -> [f32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-val', align: 2 },
  { name: 'f64.load', prefix: 0, opcode: 43, immediates: ['memarg'], type: '[at(x)] -> [f64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-val', align: 3 },
  { name: 'i32.load8_s', prefix: 0, opcode: 44, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 0 },
  { name: 'i32.load8_u', prefix: 0, opcode: 45, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 0 },
  { name: 'i32.load16_s', prefix: 0, opcode: 46, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 1 },
  { name: 'i32.load16_u', prefix: 0, opcode: 47, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 1 },
  { name: 'i64.load8_s', prefix: 0, opcode: 48, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 0 },
  { name: 'i64.load8_u', prefix: 0, opcode: 49, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 0 },
  { name: 'i64.load16_s', prefix: 0, opcode: 50, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 1 },
  { name: 'i64.load16_u', prefix: 0, opcode: 51, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 1 },
  { name: 'i64.load32_s', prefix: 0, opcode: 52, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 2 },
  { name: 'i64.load32_u', prefix: 0, opcode: 53, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'load', feature: 'core', role: 'none', clause: 'valid-load-pack', align: 2 },
  { name: 'i32.store', prefix: 0, opcode: 54, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-val', align: 2 },
  { name: 'i64.store', prefix: 0, opcode: 55, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-val', align: 3 },
  { name: 'f32.store', prefix: 0, opcode: 56, immediates: ['memarg'], type: '[at(x) f32] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-val', align: 2 },
  { name: 'f64.store', prefix: 0, opcode: 57, immediates: ['memarg'], type: '[at(x) f64] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-val', align: 3 },
  { name: 'i32.store8', prefix: 0, opcode: 58, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-pack', align: 0 },
  { name: 'i32.store16', prefix: 0, opcode: 59, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-pack', align: 1 },
  { name: 'i64.store8', prefix: 0, opcode: 60, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-pack', align: 0 },
  { name: 'i64.store16', prefix: 0, opcode: 61, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-pack', align: 1 },
  { name: 'i64.store32', prefix: 0, opcode: 62, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'store', feature: 'core', role: 'none', clause: 'valid-store-pack', align: 2 },
  { name: 'memory.size', prefix: 0, opcode: 63, immediates: ['memidx'], type: '[] -> [at(x)]', rule: 'memory.size', feature: 'core', role: 'none', clause: 'valid-memory.size' },
  { name: 'memory.grow', prefix: 0, opcode: 64, immediates: ['memidx'], type: '[at(x)] -> [at(x)]', rule: 'memory.grow', feature: 'core', role: 'none', clause: 'valid-memory.grow' },
  { name: 'i32.const', prefix: 0, opcode: 65, immediates: ['i32'], type: '[] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-const', constant: 'core' },
  { name: 'i64.const', prefix: 0, opcode: 66, immediates: ['i64'], type: '[] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-const', constant: 'core' },
  { name: 'f32.const', prefix: 0, opcode: 67, immediates: ['f32'], type: '[] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-const', constant: 'core' },
  { name: 'f64.const', prefix: 0, opcode: 68, immediates: ['f64'], type: '[] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-const', constant: 'core' },
  { name: 'i32.eqz', prefix: 0, opcode: 69, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-testop' },
  { name: 'i32.eq', prefix: 0, opcode: 70, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.ne', prefix: 0, opcode: 71, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.lt_s', prefix: 0, opcode: 72, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.lt_u', prefix: 0, opcode: 73, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.gt_s', prefix: 0, opcode: 74, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.gt_u', prefix: 0, opcode: 75, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.le_s', prefix: 0, opcode: 76, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.le_u', prefix: 0, opcode: 77, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.ge_s', prefix: 0, opcode: 78, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.ge_u', prefix: 0, opcode: 79, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.eqz', prefix: 0, opcode: 80, immediates: [], type: '[i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-testop' },
  { name: 'i64.eq', prefix: 0, opcode: 81, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.ne', prefix: 0, opcode: 82, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.lt_s', prefix: 0, opcode: 83, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.lt_u', prefix: 0, opcode: 84, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.gt_s', prefix: 0, opcode: 85, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.gt_u', prefix: 0, opcode: 86, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.le_s', prefix: 0, opcode: 87, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.le_u', prefix: 0, opcode: 88, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.ge_s', prefix: 0, opcode: 89, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i64.ge_u', prefix: 0, opcode: 90, immediates: [], type: '[i64 i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.eq', prefix: 0, opcode: 91, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.ne', prefix: 0, opcode: 92, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.lt', prefix: 0, opcode: 93, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.gt', prefix: 0, opcode: 94, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.le', prefix: 0, opcode: 95, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f32.ge', prefix: 0, opcode: 96, immediates: [], type: '[f32 f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.eq', prefix: 0, opcode: 97, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.ne', prefix: 0, opcode: 98, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.lt', prefix: 0, opcode: 99, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.gt', prefix: 0, opcode: 100, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.le', prefix: 0, opcode: 101, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'f64.ge', prefix: 0, opcode: 102, immediates: [], type: '[f64 f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-relop' },
  { name: 'i32.clz', prefix: 0, opcode: 103, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i32.ctz', prefix: 0, opcode: 104, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i32.popcnt', prefix: 0, opcode: 105, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i32.add', prefix: 0, opcode: 106, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i32.sub', prefix: 0, opcode: 107, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i32.mul', prefix: 0, opcode: 108, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i32.div_s', prefix: 0, opcode: 109, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.div_u', prefix: 0, opcode: 110, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.rem_s', prefix: 0, opcode: 111, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.rem_u', prefix: 0, opcode: 112, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.and', prefix: 0, opcode: 113, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.or', prefix: 0, opcode: 114, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.xor', prefix: 0, opcode: 115, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.shl', prefix: 0, opcode: 116, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.shr_s', prefix: 0, opcode: 117, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.shr_u', prefix: 0, opcode: 118, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.rotl', prefix: 0, opcode: 119, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.rotr', prefix: 0, opcode: 120, immediates: [], type: '[i32 i32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.clz', prefix: 0, opcode: 121, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i64.ctz', prefix: 0, opcode: 122, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i64.popcnt', prefix: 0, opcode: 123, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'i64.add', prefix: 0, opcode: 124, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i64.sub', prefix: 0, opcode: 125, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i64.mul', prefix: 0, opcode: 126, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop', constant: 'extended-const' },
  { name: 'i64.div_s', prefix: 0, opcode: 127, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.div_u', prefix: 0, opcode: 128, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.rem_s', prefix: 0, opcode: 129, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.rem_u', prefix: 0, opcode: 130, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.and', prefix: 0, opcode: 131, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.or', prefix: 0, opcode: 132, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.xor', prefix: 0, opcode: 133, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.shl', prefix: 0, opcode: 134, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.shr_s', prefix: 0, opcode: 135, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.shr_u', prefix: 0, opcode: 136, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.rotl', prefix: 0, opcode: 137, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i64.rotr', prefix: 0, opcode: 138, immediates: [], type: '[i64 i64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.abs', prefix: 0, opcode: 139, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.neg', prefix: 0, opcode: 140, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.ceil', prefix: 0, opcode: 141, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.floor', prefix: 0, opcode: 142, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.trunc', prefix: 0, opcode: 143, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.nearest', prefix: 0, opcode: 144, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.sqrt', prefix: 0, opcode: 145, immediates: [], type: '[f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f32.add', prefix: 0, opcode: 146, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.sub', prefix: 0, opcode: 147, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.mul', prefix: 0, opcode: 148, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.div', prefix: 0, opcode: 149, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.min', prefix: 0, opcode: 150, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.max', prefix: 0, opcode: 151, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f32.copysign', prefix: 0, opcode: 152, immediates: [], type: '[f32 f32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.abs', prefix: 0, opcode: 153, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.neg', prefix: 0, opcode: 154, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.ceil', prefix: 0, opcode: 155, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.floor', prefix: 0, opcode: 156, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.trunc', prefix: 0, opcode: 157, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.nearest', prefix: 0, opcode: 158, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.sqrt', prefix: 0, opcode: 159, immediates: [], type: '[f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-unop' },
  { name: 'f64.add', prefix: 0, opcode: 160, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.sub', prefix: 0, opcode: 161, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.mul', prefix: 0, opcode: 162, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.div', prefix: 0, opcode: 163, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.min', prefix: 0, opcode: 164, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.max', prefix: 0, opcode: 165, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'f64.copysign', prefix: 0, opcode: 166, immediates: [], type: '[f64 f64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-binop' },
  { name: 'i32.wrap_i64', prefix: 0, opcode: 167, immediates: [], type: '[i64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_f32_s', prefix: 0, opcode: 168, immediates: [], type: '[f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_f32_u', prefix: 0, opcode: 169, immediates: [], type: '[f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_f64_s', prefix: 0, opcode: 170, immediates: [], type: '[f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_f64_u', prefix: 0, opcode: 171, immediates: [], type: '[f64] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.extend_i32_s', prefix: 0, opcode: 172, immediates: [], type: '[i32] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.extend_i32_u', prefix: 0, opcode: 173, immediates: [], type: '[i32] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_f32_s', prefix: 0, opcode: 174, immediates: [], type: '[f32] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_f32_u', prefix: 0, opcode: 175, immediates: [], type: '[f32] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_f64_s', prefix: 0, opcode: 176, immediates: [], type: '[f64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_f64_u', prefix: 0, opcode: 177, immediates: [], type: '[f64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.convert_i32_s', prefix: 0, opcode: 178, immediates: [], type: '[i32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.convert_i32_u', prefix: 0, opcode: 179, immediates: [], type: '[i32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.convert_i64_s', prefix: 0, opcode: 180, immediates: [], type: '[i64] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.convert_i64_u', prefix: 0, opcode: 181, immediates: [], type: '[i64] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.demote_f64', prefix: 0, opcode: 182, immediates: [], type: '[f64] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.convert_i32_s', prefix: 0, opcode: 183, immediates: [], type: '[i32] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.convert_i32_u', prefix: 0, opcode: 184, immediates: [], type: '[i32] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.convert_i64_s', prefix: 0, opcode: 185, immediates: [], type: '[i64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.convert_i64_u', prefix: 0, opcode: 186, immediates: [], type: '[i64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.promote_f32', prefix: 0, opcode: 187, immediates: [], type: '[f32] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.reinterpret_f32', prefix: 0, opcode: 188, immediates: [], type: '[f32] -> [i32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.reinterpret_f64', prefix: 0, opcode: 189, immediates: [], type: '[f64] -> [i64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f32.reinterpret_i32', prefix: 0, opcode: 190, immediates: [], type: '[i32] -> [f32]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'f64.reinterpret_i64', prefix: 0, opcode: 191, immediates: [], type: '[i64] -> [f64]', rule: 'monomorphic', feature: 'core', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.extend8_s', prefix: 0, opcode: 192, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'sign-extension', role: 'none', clause: 'valid-unop' },
  { name: 'i32.extend16_s', prefix: 0, opcode: 193, immediates: [], type: '[i32] -> [i32]', rule: 'monomorphic', feature: 'sign-extension', role: 'none', clause: 'valid-unop' },
  { name: 'i64.extend8_s', prefix: 0, opcode: 194, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'sign-extension', role: 'none', clause: 'valid-unop' },
  { name: 'i64.extend16_s', prefix: 0, opcode: 195, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'sign-extension', role: 'none', clause: 'valid-unop' },
  { name: 'i64.extend32_s', prefix: 0, opcode: 196, immediates: [], type: '[i64] -> [i64]', rule: 'monomorphic', feature: 'sign-extension', role: 'none', clause: 'valid-unop' },
  { name: 'ref.null', prefix: 0, opcode: 208, immediates: ['heaptype'], type: '[] -> [(ref null ht)]', rule: 'ref.null', feature: 'reference-types', role: 'none', clause: 'valid-ref.null', constant: 'reference-types' },
  { name: 'ref.is_null', prefix: 0, opcode: 209, immediates: [], type: '[(ref null ht)] -> [i32]', rule: 'ref.is_null', feature: 'reference-types', role: 'none', clause: 'valid-ref.is_null' },
  { name: 'ref.func', prefix: 0, opcode: 210, immediates: ['funcidx'], type: '[] -> [(ref functype(x))]', rule: 'ref.func', feature: 'reference-types', role: 'none', clause: 'valid-ref.func', constant: 'reference-types' },
  { name: 'ref.eq', prefix: 0, opcode: 211, immediates: [], type: '[eqref eqref] -> [i32]', rule: 'monomorphic', feature: 'gc', role: 'none', clause: 'valid-ref.eq' },
  { name: 'ref.as_non_null', prefix: 0, opcode: 212, immediates: [], type: '[(ref null ht)] -> [(ref ht)]', rule: 'ref.as_non_null', feature: 'function-references', role: 'none', clause: 'valid-ref.as_non_null' },
  { name: 'br_on_null', prefix: 0, opcode: 213, immediates: ['labelidx'], type: '[t* (ref null ht)] -> [t* (ref ht)]', rule: 'br_on_null', feature: 'function-references', role: 'branch', clause: 'valid-br_on_null' },
  { name: 'br_on_non_null', prefix: 0, opcode: 214, immediates: ['labelidx'], type: '[t* (ref null ht)] -> [t*]', rule: 'br_on_non_null', feature: 'function-references', role: 'branch', clause: 'valid-br_on_non_null' },
  { name: 'struct.new', prefix: 251, opcode: 0, immediates: ['typeidx'], type: '[fields(x)] -> [(ref x)]', rule: 'struct.new', feature: 'gc', role: 'none', clause: 'valid-struct.new', constant: 'gc' },
  { name: 'struct.new_default', prefix: 251, opcode: 1, immediates: ['typeidx'], type: '[] -> [(ref x)]', rule: 'struct.new_default', feature: 'gc', role: 'none', clause: 'valid-struct.new_default', constant: 'gc' },
  { name: 'struct.get', prefix: 251, opcode: 2, immediates: ['typeidx', 'fieldidx'], type: '[(ref null x)] -> [field(x,y)]', rule: 'struct.get', feature: 'gc', role: 'none', clause: 'valid-struct.get' },
  { name: 'struct.get_s', prefix: 251, opcode: 3, immediates: ['typeidx', 'fieldidx'], type: '[(ref null x)] -> [i32]', rule: 'struct.get_packed', feature: 'gc', role: 'none', clause: 'valid-struct.get' },
  { name: 'struct.get_u', prefix: 251, opcode: 4, immediates: ['typeidx', 'fieldidx'], type: '[(ref null x)] -> [i32]', rule: 'struct.get_packed', feature: 'gc', role: 'none', clause: 'valid-struct.get' },
  { name: 'struct.set', prefix: 251, opcode: 5, immediates: ['typeidx', 'fieldidx'], type: '[(ref null x) field(x,y)] -> []', rule: 'struct.set', feature: 'gc', role: 'none', clause: 'valid-struct.set' },
  { name: 'array.new', prefix: 251, opcode: 6, immediates: ['typeidx'], type: '[element(x) i32] -> [(ref x)]', rule: 'array.new', feature: 'gc', role: 'none', clause: 'valid-array.new', constant: 'gc' },
  { name: 'array.new_default', prefix: 251, opcode: 7, immediates: ['typeidx'], type: '[i32] -> [(ref x)]', rule: 'array.new_default', feature: 'gc', role: 'none', clause: 'valid-array.new', constant: 'gc' },
  { name: 'array.new_fixed', prefix: 251, opcode: 8, immediates: ['typeidx', 'u32'], type: '[element(x)^n] -> [(ref x)]', rule: 'array.new_fixed', feature: 'gc', role: 'none', clause: 'valid-array.new_fixed', constant: 'gc' },
  { name: 'array.new_data', prefix: 251, opcode: 9, immediates: ['typeidx', 'dataidx'], type: '[i32 i32] -> [(ref x)]', rule: 'array.new_data', feature: 'gc', role: 'segment', clause: 'valid-array.new_data' },
  { name: 'array.new_elem', prefix: 251, opcode: 10, immediates: ['typeidx', 'elemidx'], type: '[i32 i32] -> [(ref x)]', rule: 'array.new_elem', feature: 'gc', role: 'segment', clause: 'valid-array.new_elem' },
  { name: 'array.get', prefix: 251, opcode: 11, immediates: ['typeidx'], type: '[(ref null x) i32] -> [element(x)]', rule: 'array.get', feature: 'gc', role: 'none', clause: 'valid-array.get' },
  { name: 'array.get_s', prefix: 251, opcode: 12, immediates: ['typeidx'], type: '[(ref null x) i32] -> [i32]', rule: 'array.get_packed', feature: 'gc', role: 'none', clause: 'valid-array.get' },
  { name: 'array.get_u', prefix: 251, opcode: 13, immediates: ['typeidx'], type: '[(ref null x) i32] -> [i32]', rule: 'array.get_packed', feature: 'gc', role: 'none', clause: 'valid-array.get' },
  { name: 'array.set', prefix: 251, opcode: 14, immediates: ['typeidx'], type: '[(ref null x) i32 element(x)] -> []', rule: 'array.set', feature: 'gc', role: 'none', clause: 'valid-array.set' },
  { name: 'array.len', prefix: 251, opcode: 15, immediates: [], type: '[(ref null array)] -> [i32]', rule: 'monomorphic', feature: 'gc', role: 'none', clause: 'valid-array.len' },
  { name: 'array.fill', prefix: 251, opcode: 16, immediates: ['typeidx'], type: '[(ref null x) i32 element(x) i32] -> []', rule: 'array.fill', feature: 'gc', role: 'none', clause: 'valid-array.fill' },
  { name: 'array.copy', prefix: 251, opcode: 17, immediates: ['typeidx', 'typeidx'], type: '[(ref null x) i32 (ref null y) i32 i32] -> []', rule: 'array.copy', feature: 'gc', role: 'none', clause: 'valid-array.copy' },
  { name: 'array.init_data', prefix: 251, opcode: 18, immediates: ['typeidx', 'dataidx'], type: '[(ref null x) i32 i32 i32] -> []', rule: 'array.init_data', feature: 'gc', role: 'segment', clause: 'valid-array.init_data' },
  { name: 'array.init_elem', prefix: 251, opcode: 19, immediates: ['typeidx', 'elemidx'], type: '[(ref null x) i32 i32 i32] -> []', rule: 'array.init_elem', feature: 'gc', role: 'segment', clause: 'valid-array.init_elem' },
  { name: 'ref.test', prefix: 251, opcode: 20, immediates: ['heaptype'], type: '[(ref null top(ht))] -> [i32]', rule: 'ref.test', feature: 'gc', role: 'none', clause: 'valid-ref.test' },
  { name: 'ref.test null', prefix: 251, opcode: 21, immediates: ['heaptype'], type: '[(ref null top(ht))] -> [i32]', rule: 'ref.test', feature: 'gc', role: 'none', clause: 'valid-ref.test' },
  { name: 'ref.cast', prefix: 251, opcode: 22, immediates: ['heaptype'], type: '[(ref null top(ht))] -> [(ref ht)]', rule: 'ref.cast', feature: 'gc', role: 'none', clause: 'valid-ref.cast' },
  { name: 'ref.cast null', prefix: 251, opcode: 23, immediates: ['heaptype'], type: '[(ref null top(ht))] -> [(ref null ht)]', rule: 'ref.cast_null', feature: 'gc', role: 'none', clause: 'valid-ref.cast' },
  { name: 'br_on_cast', prefix: 251, opcode: 24, immediates: ['castflags', 'labelidx', 'heaptype', 'heaptype'], type: '[t* rt1] -> [t* diff(rt1,rt2)]', rule: 'br_on_cast', feature: 'gc', role: 'branch', clause: 'valid-br_on_cast' },
  { name: 'br_on_cast_fail', prefix: 251, opcode: 25, immediates: ['castflags', 'labelidx', 'heaptype', 'heaptype'], type: '[t* rt1] -> [t* rt2]', rule: 'br_on_cast_fail', feature: 'gc', role: 'branch', clause: 'valid-br_on_cast_fail' },
  { name: 'any.convert_extern', prefix: 251, opcode: 26, immediates: [], type: '[(ref null extern)] -> [(ref null any)]', rule: 'any.convert_extern', feature: 'gc', role: 'none', clause: 'valid-any.convert_extern', constant: 'gc' },
  { name: 'extern.convert_any', prefix: 251, opcode: 27, immediates: [], type: '[(ref null any)] -> [(ref null extern)]', rule: 'extern.convert_any', feature: 'gc', role: 'none', clause: 'valid-extern.convert_any', constant: 'gc' },
  { name: 'ref.i31', prefix: 251, opcode: 28, immediates: [], type: '[i32] -> [(ref i31)]', rule: 'monomorphic', feature: 'gc', role: 'none', clause: 'valid-ref.i31', constant: 'gc' },
  { name: 'i31.get_s', prefix: 251, opcode: 29, immediates: [], type: '[i31ref] -> [i32]', rule: 'monomorphic', feature: 'gc', role: 'none', clause: 'valid-i31.get' },
  { name: 'i31.get_u', prefix: 251, opcode: 30, immediates: [], type: '[i31ref] -> [i32]', rule: 'monomorphic', feature: 'gc', role: 'none', clause: 'valid-i31.get' },
  { name: 'i32.trunc_sat_f32_s', prefix: 252, opcode: 0, immediates: [], type: '[f32] -> [i32]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_sat_f32_u', prefix: 252, opcode: 1, immediates: [], type: '[f32] -> [i32]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_sat_f64_s', prefix: 252, opcode: 2, immediates: [], type: '[f64] -> [i32]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i32.trunc_sat_f64_u', prefix: 252, opcode: 3, immediates: [], type: '[f64] -> [i32]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_sat_f32_s', prefix: 252, opcode: 4, immediates: [], type: '[f32] -> [i64]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_sat_f32_u', prefix: 252, opcode: 5, immediates: [], type: '[f32] -> [i64]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_sat_f64_s', prefix: 252, opcode: 6, immediates: [], type: '[f64] -> [i64]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'i64.trunc_sat_f64_u', prefix: 252, opcode: 7, immediates: [], type: '[f64] -> [i64]', rule: 'monomorphic', feature: 'saturating-conversions', role: 'none', clause: 'valid-cvtop' },
  { name: 'memory.init', prefix: 252, opcode: 8, immediates: ['dataidx', 'memidx'], type: '[at(y) i32 i32] -> []', rule: 'memory.init', feature: 'bulk-memory', role: 'segment', clause: 'valid-memory.init' },
  { name: 'data.drop', prefix: 252, opcode: 9, immediates: ['dataidx'], type: '[] -> []', rule: 'data.drop', feature: 'bulk-memory', role: 'drop', clause: 'valid-data.drop' },
  { name: 'memory.copy', prefix: 252, opcode: 10, immediates: ['memidx', 'memidx'], type: '[at(x) at(y) min(at(x),at(y))] -> []', rule: 'memory.copy', feature: 'bulk-memory', role: 'none', clause: 'valid-memory.copy' },
  { name: 'memory.fill', prefix: 252, opcode: 11, immediates: ['memidx'], type: '[at(x) i32 at(x)] -> []', rule: 'memory.fill', feature: 'bulk-memory', role: 'none', clause: 'valid-memory.fill' },
  { name: 'table.init', prefix: 252, opcode: 12, immediates: ['elemidx', 'tableidx'], type: '[at(y) i32 i32] -> []', rule: 'table.init', feature: 'bulk-memory', role: 'segment', clause: 'valid-table.init' },
  { name: 'elem.drop', prefix: 252, opcode: 13, immediates: ['elemidx'], type: '[] -> []', rule: 'elem.drop', feature: 'bulk-memory', role: 'drop', clause: 'valid-elem.drop' },
  { name: 'table.copy', prefix: 252, opcode: 14, immediates: ['tableidx', 'tableidx'], type: '[at(x) at(y) min(at(x),at(y))] -> []', rule: 'table.copy', feature: 'bulk-memory', role: 'none', clause: 'valid-table.copy' },
  { name: 'table.grow', prefix: 252, opcode: 15, immediates: ['tableidx'], type: '[table(x) at(x)] -> [at(x)]', rule: 'table.grow', feature: 'reference-types', role: 'none', clause: 'valid-table.grow' },
  { name: 'table.size', prefix: 252, opcode: 16, immediates: ['tableidx'], type: '[] -> [at(x)]', rule: 'table.size', feature: 'reference-types', role: 'none', clause: 'valid-table.size' },
  { name: 'table.fill', prefix: 252, opcode: 17, immediates: ['tableidx'], type: '[at(x) table(x) at(x)] -> []', rule: 'table.fill', feature: 'reference-types', role: 'none', clause: 'valid-table.fill' },
  { name: 'v128.load', prefix: 253, opcode: 0, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-val', align: 4 },
  { name: 'v128.load8x8_s', prefix: 253, opcode: 1, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load8x8_u', prefix: 253, opcode: 2, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load16x4_s', prefix: 253, opcode: 3, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load16x4_u', prefix: 253, opcode: 4, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load32x2_s', prefix: 253, opcode: 5, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load32x2_u', prefix: 253, opcode: 6, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-pack', align: 3 },
  { name: 'v128.load8_splat', prefix: 253, opcode: 7, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-splat', align: 0 },
  { name: 'v128.load16_splat', prefix: 253, opcode: 8, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-splat', align: 1 },
  { name: 'v128.load32_splat', prefix: 253, opcode: 9, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-splat', align: 2 },
  { name: 'v128.load64_splat', prefix: 253, opcode: 10, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-splat', align: 3 },
  { name: 'v128.store', prefix: 253, opcode: 11, immediates: ['memarg'], type: '[at(x) v128] -> []', rule: 'store', feature: 'simd', role: 'none', clause: 'valid-vstore', align: 4 },
  { name: 'v128.const', prefix: 253, opcode: 12, immediates: ['v128'], type: '[] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vconst', constant: 'simd' },
  { name: 'i8x16.shuffle', prefix: 253, opcode: 13, immediates: ['laneidx^16'], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshuffle', lanes: 32 },
  { name: 'i8x16.swizzle', prefix: 253, opcode: 14, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vswizzlop' },
  { name: 'i8x16.splat', prefix: 253, opcode: 15, immediates: [], type: '[i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'i16x8.splat', prefix: 253, opcode: 16, immediates: [], type: '[i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'i32x4.splat', prefix: 253, opcode: 17, immediates: [], type: '[i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'i64x2.splat', prefix: 253, opcode: 18, immediates: [], type: '[i64] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'f32x4.splat', prefix: 253, opcode: 19, immediates: [], type: '[f32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'f64x2.splat', prefix: 253, opcode: 20, immediates: [], type: '[f64] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vsplat' },
  { name: 'i8x16.extract_lane_s', prefix: 253, opcode: 21, immediates: ['laneidx'], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 16 },
  { name: 'i8x16.extract_lane_u', prefix: 253, opcode: 22, immediates: ['laneidx'], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 16 },
  { name: 'i8x16.replace_lane', prefix: 253, opcode: 23, immediates: ['laneidx'], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 16 },
  { name: 'i16x8.extract_lane_s', prefix: 253, opcode: 24, immediates: ['laneidx'], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 8 },
  { name: 'i16x8.extract_lane_u', prefix: 253, opcode: 25, immediates: ['laneidx'], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 8 },
  { name: 'i16x8.replace_lane', prefix: 253, opcode: 26, immediates: ['laneidx'], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 8 },
  { name: 'i32x4.extract_lane', prefix: 253, opcode: 27, immediates: ['laneidx'], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 4 },
  { name: 'i32x4.replace_lane', prefix: 253, opcode: 28, immediates: ['laneidx'], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 4 },
  { name: 'i64x2.extract_lane', prefix: 253, opcode: 29, immediates: ['laneidx'], type: '[v128] -> [i64]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 2 },
  { name: 'i64x2.replace_lane', prefix: 253, opcode: 30, immediates: ['laneidx'], type: '[v128 i64] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 2 },
  { name: 'f32x4.extract_lane', prefix: 253, opcode: 31, immediates: ['laneidx'], type: '[v128] -> [f32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 4 },
  { name: 'f32x4.replace_lane', prefix: 253, opcode: 32, immediates: ['laneidx'], type: '[v128 f32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 4 },
  { name: 'f64x2.extract_lane', prefix: 253, opcode: 33, immediates: ['laneidx'], type: '[v128] -> [f64]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextract_lane', lanes: 2 },
  { name: 'f64x2.replace_lane', prefix: 253, opcode: 34, immediates: ['laneidx'], type: '[v128 f64] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vreplace_lane', lanes: 2 },
  { name: 'i8x16.eq', prefix: 253, opcode: 35, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.ne', prefix: 253, opcode: 36, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.lt_s', prefix: 253, opcode: 37, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.lt_u', prefix: 253, opcode: 38, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.gt_s', prefix: 253, opcode: 39, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.gt_u', prefix: 253, opcode: 40, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.le_s', prefix: 253, opcode: 41, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.le_u', prefix: 253, opcode: 42, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.ge_s', prefix: 253, opcode: 43, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i8x16.ge_u', prefix: 253, opcode: 44, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.eq', prefix: 253, opcode: 45, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.ne', prefix: 253, opcode: 46, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.lt_s', prefix: 253, opcode: 47, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.lt_u', prefix: 253, opcode: 48, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.gt_s', prefix: 253, opcode: 49, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.gt_u', prefix: 253, opcode: 50, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.le_s', prefix: 253, opcode: 51, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.le_u', prefix: 253, opcode: 52, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.ge_s', prefix: 253, opcode: 53, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i16x8.ge_u', prefix: 253, opcode: 54, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.eq', prefix: 253, opcode: 55, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.ne', prefix: 253, opcode: 56, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.lt_s', prefix: 253, opcode: 57, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.lt_u', prefix: 253, opcode: 58, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.gt_s', prefix: 253, opcode: 59, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.gt_u', prefix: 253, opcode: 60, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.le_s', prefix: 253, opcode: 61, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.le_u', prefix: 253, opcode: 62, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.ge_s', prefix: 253, opcode: 63, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'i32x4.ge_u', prefix: 253, opcode: 64, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.eq', prefix: 253, opcode: 65, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.ne', prefix: 253, opcode: 66, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.lt', prefix: 253, opcode: 67, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.gt', prefix: 253, opcode: 68, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.le', prefix: 253, opcode: 69, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f32x4.ge', prefix: 253, opcode: 70, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.eq', prefix: 253, opcode: 71, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.ne', prefix: 253, opcode: 72, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.lt', prefix: 253, opcode: 73, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.gt', prefix: 253, opcode: 74, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.le', prefix: 253, opcode: 75, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'f64x2.ge', prefix: 253, opcode: 76, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vrelop' },
  { name: 'v128.not', prefix: 253, opcode: 77, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvunop' },
  { name: 'v128.and', prefix: 253, opcode: 78, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvbinop' },
  { name: 'v128.andnot', prefix: 253, opcode: 79, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvbinop' },
  { name: 'v128.or', prefix: 253, opcode: 80, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvbinop' },
  { name: 'v128.xor', prefix: 253, opcode: 81, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvbinop' },
  { name: 'v128.bitselect', prefix: 253, opcode: 82, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvternop' },
  { name: 'v128.any_true', prefix: 253, opcode: 83, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vvtestop' },
  { name: 'v128.load8_lane', prefix: 253, opcode: 84, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> [v128]', rule: 'load_lane', feature: 'simd', role: 'none', clause: 'valid-vload_lane', align: 0, lanes: 16 },
  { name: 'v128.load16_lane', prefix: 253, opcode: 85, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> [v128]', rule: 'load_lane', feature: 'simd', role: 'none', clause: 'valid-vload_lane', align: 1, lanes: 8 },
  { name: 'v128.load32_lane', prefix: 253, opcode: 86, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> [v128]', rule: 'load_lane', feature: 'simd', role: 'none', clause: 'valid-vload_lane', align: 2, lanes: 4 },
  { name: 'v128.load64_lane', prefix: 253, opcode: 87, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> [v128]', rule: 'load_lane', feature: 'simd', role: 'none', clause: 'valid-vload_lane', align: 3, lanes: 2 },
  { name: 'v128.store8_lane', prefix: 253, opcode: 88, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> []', rule: 'store_lane', feature: 'simd', role: 'none', clause: 'valid-vstore_lane', align: 0, lanes: 16 },
  { name: 'v128.store16_lane', prefix: 253, opcode: 89, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> []', rule: 'store_lane', feature: 'simd', role: 'none', clause: 'valid-vstore_lane', align: 1, lanes: 8 },
  { name: 'v128.store32_lane', prefix: 253, opcode: 90, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> []', rule: 'store_lane', feature: 'simd', role: 'none', clause: 'valid-vstore_lane', align: 2, lanes: 4 },
  { name: 'v128.store64_lane', prefix: 253, opcode: 91, immediates: ['memarg', 'laneidx'], type: '[at(x) v128] -> []', rule: 'store_lane', feature: 'simd', role: 'none', clause: 'valid-vstore_lane', align: 3, lanes: 2 },
  { name: 'v128.load32_zero', prefix: 253, opcode: 92, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-zero', align: 2 },
  { name: 'v128.load64_zero', prefix: 253, opcode: 93, immediates: ['memarg'], type: '[at(x)] -> [v128]', rule: 'load', feature: 'simd', role: 'none', clause: 'valid-vload-zero', align: 3 },
  { name: 'f32x4.demote_f64x2_zero', prefix: 253, opcode: 94, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f64x2.promote_low_f32x4', prefix: 253, opcode: 95, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i8x16.abs', prefix: 253, opcode: 96, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.neg', prefix: 253, opcode: 97, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.popcnt', prefix: 253, opcode: 98, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.all_true', prefix: 253, opcode: 99, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vtestop' },
  { name: 'i8x16.bitmask', prefix: 253, opcode: 100, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbitmask' },
  { name: 'i8x16.narrow_i16x8_s', prefix: 253, opcode: 101, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.narrow_i16x8_u', prefix: 253, opcode: 102, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.ceil', prefix: 253, opcode: 103, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.floor', prefix: 253, opcode: 104, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.trunc', prefix: 253, opcode: 105, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.nearest', prefix: 253, opcode: 106, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.shl', prefix: 253, opcode: 107, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i8x16.shr_s', prefix: 253, opcode: 108, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i8x16.shr_u', prefix: 253, opcode: 109, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i8x16.add', prefix: 253, opcode: 110, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.add_sat_s', prefix: 253, opcode: 111, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.add_sat_u', prefix: 253, opcode: 112, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.sub', prefix: 253, opcode: 113, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.sub_sat_s', prefix: 253, opcode: 114, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.sub_sat_u', prefix: 253, opcode: 115, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.ceil', prefix: 253, opcode: 116, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f64x2.floor', prefix: 253, opcode: 117, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.min_s', prefix: 253, opcode: 118, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.min_u', prefix: 253, opcode: 119, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.max_s', prefix: 253, opcode: 120, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i8x16.max_u', prefix: 253, opcode: 121, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.trunc', prefix: 253, opcode: 122, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i8x16.avgr_u', prefix: 253, opcode: 123, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.extadd_pairwise_i8x16_s', prefix: 253, opcode: 124, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextunop' },
  { name: 'i16x8.extadd_pairwise_i8x16_u', prefix: 253, opcode: 125, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextunop' },
  { name: 'i32x4.extadd_pairwise_i16x8_s', prefix: 253, opcode: 126, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextunop' },
  { name: 'i32x4.extadd_pairwise_i16x8_u', prefix: 253, opcode: 127, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextunop' },
  { name: 'i16x8.abs', prefix: 253, opcode: 128, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.neg', prefix: 253, opcode: 129, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.q15mulr_sat_s', prefix: 253, opcode: 130, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.all_true', prefix: 253, opcode: 131, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vtestop' },
  { name: 'i16x8.bitmask', prefix: 253, opcode: 132, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbitmask' },
  { name: 'i16x8.narrow_i32x4_s', prefix: 253, opcode: 133, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.narrow_i32x4_u', prefix: 253, opcode: 134, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.extend_low_i8x16_s', prefix: 253, opcode: 135, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.extend_high_i8x16_s', prefix: 253, opcode: 136, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.extend_low_i8x16_u', prefix: 253, opcode: 137, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.extend_high_i8x16_u', prefix: 253, opcode: 138, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.shl', prefix: 253, opcode: 139, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i16x8.shr_s', prefix: 253, opcode: 140, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i16x8.shr_u', prefix: 253, opcode: 141, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i16x8.add', prefix: 253, opcode: 142, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.add_sat_s', prefix: 253, opcode: 143, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.add_sat_u', prefix: 253, opcode: 144, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.sub', prefix: 253, opcode: 145, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.sub_sat_s', prefix: 253, opcode: 146, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.sub_sat_u', prefix: 253, opcode: 147, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.nearest', prefix: 253, opcode: 148, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i16x8.mul', prefix: 253, opcode: 149, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.min_s', prefix: 253, opcode: 150, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.min_u', prefix: 253, opcode: 151, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.max_s', prefix: 253, opcode: 152, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.max_u', prefix: 253, opcode: 153, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.avgr_u', prefix: 253, opcode: 155, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.extmul_low_i8x16_s', prefix: 253, opcode: 156, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i16x8.extmul_high_i8x16_s', prefix: 253, opcode: 157, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i16x8.extmul_low_i8x16_u', prefix: 253, opcode: 158, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i16x8.extmul_high_i8x16_u', prefix: 253, opcode: 159, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.abs', prefix: 253, opcode: 160, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.neg', prefix: 253, opcode: 161, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.all_true', prefix: 253, opcode: 163, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vtestop' },
  { name: 'i32x4.bitmask', prefix: 253, opcode: 164, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbitmask' },
  { name: 'i32x4.extend_low_i16x8_s', prefix: 253, opcode: 167, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.extend_high_i16x8_s', prefix: 253, opcode: 168, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.extend_low_i16x8_u', prefix: 253, opcode: 169, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.extend_high_i16x8_u', prefix: 253, opcode: 170, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i32x4.shl', prefix: 253, opcode: 171, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i32x4.shr_s', prefix: 253, opcode: 172, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i32x4.shr_u', prefix: 253, opcode: 173, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i32x4.add', prefix: 253, opcode: 174, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.sub', prefix: 253, opcode: 177, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.mul', prefix: 253, opcode: 181, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.min_s', prefix: 253, opcode: 182, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.min_u', prefix: 253, opcode: 183, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.max_s', prefix: 253, opcode: 184, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.max_u', prefix: 253, opcode: 185, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.dot_i16x8_s', prefix: 253, opcode: 186, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.extmul_low_i16x8_s', prefix: 253, opcode: 188, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.extmul_high_i16x8_s', prefix: 253, opcode: 189, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.extmul_low_i16x8_u', prefix: 253, opcode: 190, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.extmul_high_i16x8_u', prefix: 253, opcode: 191, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i64x2.abs', prefix: 253, opcode: 192, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.neg', prefix: 253, opcode: 193, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.all_true', prefix: 253, opcode: 195, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vtestop' },
  { name: 'i64x2.bitmask', prefix: 253, opcode: 196, immediates: [], type: '[v128] -> [i32]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbitmask' },
  { name: 'i64x2.extend_low_i32x4_s', prefix: 253, opcode: 199, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.extend_high_i32x4_s', prefix: 253, opcode: 200, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.extend_low_i32x4_u', prefix: 253, opcode: 201, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.extend_high_i32x4_u', prefix: 253, opcode: 202, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'i64x2.shl', prefix: 253, opcode: 203, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i64x2.shr_s', prefix: 253, opcode: 204, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i64x2.shr_u', prefix: 253, opcode: 205, immediates: [], type: '[v128 i32] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vshiftop' },
  { name: 'i64x2.add', prefix: 253, opcode: 206, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.sub', prefix: 253, opcode: 209, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.mul', prefix: 253, opcode: 213, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.eq', prefix: 253, opcode: 214, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.ne', prefix: 253, opcode: 215, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.lt_s', prefix: 253, opcode: 216, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.gt_s', prefix: 253, opcode: 217, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.le_s', prefix: 253, opcode: 218, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.ge_s', prefix: 253, opcode: 219, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i64x2.extmul_low_i32x4_s', prefix: 253, opcode: 220, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i64x2.extmul_high_i32x4_s', prefix: 253, opcode: 221, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i64x2.extmul_low_i32x4_u', prefix: 253, opcode: 222, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i64x2.extmul_high_i32x4_u', prefix: 253, opcode: 223, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'f32x4.abs', prefix: 253, opcode: 224, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.neg', prefix: 253, opcode: 225, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.sqrt', prefix: 253, opcode: 227, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f32x4.add', prefix: 253, opcode: 228, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.sub', prefix: 253, opcode: 229, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.mul', prefix: 253, opcode: 230, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.div', prefix: 253, opcode: 231, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.min', prefix: 253, opcode: 232, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.max', prefix: 253, opcode: 233, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.pmin', prefix: 253, opcode: 234, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.pmax', prefix: 253, opcode: 235, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.abs', prefix: 253, opcode: 236, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f64x2.neg', prefix: 253, opcode: 237, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f64x2.sqrt', prefix: 253, opcode: 239, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vunop' },
  { name: 'f64x2.add', prefix: 253, opcode: 240, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.sub', prefix: 253, opcode: 241, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.mul', prefix: 253, opcode: 242, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.div', prefix: 253, opcode: 243, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.min', prefix: 253, opcode: 244, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.max', prefix: 253, opcode: 245, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.pmin', prefix: 253, opcode: 246, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.pmax', prefix: 253, opcode: 247, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i32x4.trunc_sat_f32x4_s', prefix: 253, opcode: 248, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.trunc_sat_f32x4_u', prefix: 253, opcode: 249, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f32x4.convert_i32x4_s', prefix: 253, opcode: 250, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f32x4.convert_i32x4_u', prefix: 253, opcode: 251, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.trunc_sat_f64x2_s_zero', prefix: 253, opcode: 252, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.trunc_sat_f64x2_u_zero', prefix: 253, opcode: 253, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f64x2.convert_low_i32x4_s', prefix: 253, opcode: 254, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f64x2.convert_low_i32x4_u', prefix: 253, opcode: 255, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i8x16.relaxed_swizzle', prefix: 253, opcode: 256, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vswizzlop' },
  { name: 'i32x4.relaxed_trunc_f32x4_s', prefix: 253, opcode: 257, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.relaxed_trunc_f32x4_u', prefix: 253, opcode: 258, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.relaxed_trunc_f64x2_s_zero', prefix: 253, opcode: 259, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'i32x4.relaxed_trunc_f64x2_u_zero', prefix: 253, opcode: 260, immediates: [], type: '[v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vcvtop' },
  { name: 'f32x4.relaxed_madd', prefix: 253, opcode: 261, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'f32x4.relaxed_nmadd', prefix: 253, opcode: 262, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'f64x2.relaxed_madd', prefix: 253, opcode: 263, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'f64x2.relaxed_nmadd', prefix: 253, opcode: 264, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'i8x16.relaxed_laneselect', prefix: 253, opcode: 265, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'i16x8.relaxed_laneselect', prefix: 253, opcode: 266, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'i32x4.relaxed_laneselect', prefix: 253, opcode: 267, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'i64x2.relaxed_laneselect', prefix: 253, opcode: 268, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vternop' },
  { name: 'f32x4.relaxed_min', prefix: 253, opcode: 269, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f32x4.relaxed_max', prefix: 253, opcode: 270, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.relaxed_min', prefix: 253, opcode: 271, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'f64x2.relaxed_max', prefix: 253, opcode: 272, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.relaxed_q15mulr_s', prefix: 253, opcode: 273, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vbinop' },
  { name: 'i16x8.relaxed_dot_i8x16_i7x16_s', prefix: 253, opcode: 274, immediates: [], type: '[v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vextbinop' },
  { name: 'i32x4.relaxed_dot_i8x16_i7x16_add_s', prefix: 253, opcode: 275, immediates: [], type: '[v128 v128 v128] -> [v128]', rule: 'monomorphic', feature: 'relaxed-simd', role: 'none', clause: 'valid-vextternop' },
  { name: 'memory.atomic.notify', prefix: 254, opcode: 0, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'memory.atomic.wait32', prefix: 254, opcode: 1, immediates: ['memarg'], type: '[at(x) i32 i64] -> [i32]', rule: 'atomic', feature: 'threads', role: 'wait', clause: 'valid-atomic', align: 2 },
  { name: 'memory.atomic.wait64', prefix: 254, opcode: 2, immediates: ['memarg'], type: '[at(x) i64 i64] -> [i32]', rule: 'atomic', feature: 'threads', role: 'wait', clause: 'valid-atomic', align: 3 },
  { name: 'atomic.fence', prefix: 254, opcode: 3, immediates: ['zero'], type: '[] -> []', rule: 'monomorphic', feature: 'threads', role: 'none', clause: 'valid-atomic' },
  { name: 'i32.atomic.load', prefix: 254, opcode: 16, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.load', prefix: 254, opcode: 17, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.load8_u', prefix: 254, opcode: 18, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.load16_u', prefix: 254, opcode: 19, immediates: ['memarg'], type: '[at(x)] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.load8_u', prefix: 254, opcode: 20, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.load16_u', prefix: 254, opcode: 21, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.load32_u', prefix: 254, opcode: 22, immediates: ['memarg'], type: '[at(x)] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.store', prefix: 254, opcode: 23, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.store', prefix: 254, opcode: 24, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.store8', prefix: 254, opcode: 25, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.store16', prefix: 254, opcode: 26, immediates: ['memarg'], type: '[at(x) i32] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.store8', prefix: 254, opcode: 27, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.store16', prefix: 254, opcode: 28, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.store32', prefix: 254, opcode: 29, immediates: ['memarg'], type: '[at(x) i64] -> []', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.add', prefix: 254, opcode: 30, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.add', prefix: 254, opcode: 31, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.add_u', prefix: 254, opcode: 32, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.add_u', prefix: 254, opcode: 33, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.add_u', prefix: 254, opcode: 34, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.add_u', prefix: 254, opcode: 35, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.add_u', prefix: 254, opcode: 36, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.sub', prefix: 254, opcode: 37, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.sub', prefix: 254, opcode: 38, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.sub_u', prefix: 254, opcode: 39, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.sub_u', prefix: 254, opcode: 40, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.sub_u', prefix: 254, opcode: 41, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.sub_u', prefix: 254, opcode: 42, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.sub_u', prefix: 254, opcode: 43, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.and', prefix: 254, opcode: 44, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.and', prefix: 254, opcode: 45, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.and_u', prefix: 254, opcode: 46, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.and_u', prefix: 254, opcode: 47, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.and_u', prefix: 254, opcode: 48, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.and_u', prefix: 254, opcode: 49, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.and_u', prefix: 254, opcode: 50, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.or', prefix: 254, opcode: 51, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.or', prefix: 254, opcode: 52, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.or_u', prefix: 254, opcode: 53, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.or_u', prefix: 254, opcode: 54, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.or_u', prefix: 254, opcode: 55, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.or_u', prefix: 254, opcode: 56, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.or_u', prefix: 254, opcode: 57, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.xor', prefix: 254, opcode: 58, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.xor', prefix: 254, opcode: 59, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.xor_u', prefix: 254, opcode: 60, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.xor_u', prefix: 254, opcode: 61, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.xor_u', prefix: 254, opcode: 62, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.xor_u', prefix: 254, opcode: 63, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.xor_u', prefix: 254, opcode: 64, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.xchg', prefix: 254, opcode: 65, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.xchg', prefix: 254, opcode: 66, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.xchg_u', prefix: 254, opcode: 67, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.xchg_u', prefix: 254, opcode: 68, immediates: ['memarg'], type: '[at(x) i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.xchg_u', prefix: 254, opcode: 69, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.xchg_u', prefix: 254, opcode: 70, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.xchg_u', prefix: 254, opcode: 71, immediates: ['memarg'], type: '[at(x) i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i32.atomic.rmw.cmpxchg', prefix: 254, opcode: 72, immediates: ['memarg'], type: '[at(x) i32 i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
  { name: 'i64.atomic.rmw.cmpxchg', prefix: 254, opcode: 73, immediates: ['memarg'], type: '[at(x) i64 i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 3 },
  { name: 'i32.atomic.rmw8.cmpxchg_u', prefix: 254, opcode: 74, immediates: ['memarg'], type: '[at(x) i32 i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i32.atomic.rmw16.cmpxchg_u', prefix: 254, opcode: 75, immediates: ['memarg'], type: '[at(x) i32 i32] -> [i32]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw8.cmpxchg_u', prefix: 254, opcode: 76, immediates: ['memarg'], type: '[at(x) i64 i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 0 },
  { name: 'i64.atomic.rmw16.cmpxchg_u', prefix: 254, opcode: 77, immediates: ['memarg'], type: '[at(x) i64 i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 1 },
  { name: 'i64.atomic.rmw32.cmpxchg_u', prefix: 254, opcode: 78, immediates: ['memarg'], type: '[at(x) i64 i64] -> [i64]', rule: 'atomic', feature: 'threads', role: 'none', clause: 'valid-atomic', align: 2 },
] as const;

/** The `name` of a row. */
export type Mnemonic =
  | 'unreachable'
  | 'nop'
  | 'block'
  | 'loop'
  | 'if'
  | 'else'
  | 'try'
  | 'catch'
  | 'throw'
  | 'rethrow'
  | 'throw_ref'
  | 'end'
  | 'br'
  | 'br_if'
  | 'br_table'
  | 'return'
  | 'call'
  | 'call_indirect'
  | 'return_call'
  | 'return_call_indirect'
  | 'call_ref'
  | 'return_call_ref'
  | 'delegate'
  | 'catch_all'
  | 'drop'
  | 'select'
  | 'select t'
  | 'try_table'
  | 'local.get'
  | 'local.set'
  | 'local.tee'
  | 'global.get'
  | 'global.set'
  | 'table.get'
  | 'table.set'
  | 'i32.load'
  | 'i64.load'
  | 'f32.load'
  | 'f64.load'
  | 'i32.load8_s'
  | 'i32.load8_u'
  | 'i32.load16_s'
  | 'i32.load16_u'
  | 'i64.load8_s'
  | 'i64.load8_u'
  | 'i64.load16_s'
  | 'i64.load16_u'
  | 'i64.load32_s'
  | 'i64.load32_u'
  | 'i32.store'
  | 'i64.store'
  | 'f32.store'
  | 'f64.store'
  | 'i32.store8'
  | 'i32.store16'
  | 'i64.store8'
  | 'i64.store16'
  | 'i64.store32'
  | 'memory.size'
  | 'memory.grow'
  | 'i32.const'
  | 'i64.const'
  | 'f32.const'
  | 'f64.const'
  | 'i32.eqz'
  | 'i32.eq'
  | 'i32.ne'
  | 'i32.lt_s'
  | 'i32.lt_u'
  | 'i32.gt_s'
  | 'i32.gt_u'
  | 'i32.le_s'
  | 'i32.le_u'
  | 'i32.ge_s'
  | 'i32.ge_u'
  | 'i64.eqz'
  | 'i64.eq'
  | 'i64.ne'
  | 'i64.lt_s'
  | 'i64.lt_u'
  | 'i64.gt_s'
  | 'i64.gt_u'
  | 'i64.le_s'
  | 'i64.le_u'
  | 'i64.ge_s'
  | 'i64.ge_u'
  | 'f32.eq'
  | 'f32.ne'
  | 'f32.lt'
  | 'f32.gt'
  | 'f32.le'
  | 'f32.ge'
  | 'f64.eq'
  | 'f64.ne'
  | 'f64.lt'
  | 'f64.gt'
  | 'f64.le'
  | 'f64.ge'
  | 'i32.clz'
  | 'i32.ctz'
  | 'i32.popcnt'
  | 'i32.add'
  | 'i32.sub'
  | 'i32.mul'
  | 'i32.div_s'
  | 'i32.div_u'
  | 'i32.rem_s'
  | 'i32.rem_u'
  | 'i32.and'
  | 'i32.or'
  | 'i32.xor'
  | 'i32.shl'
  | 'i32.shr_s'
  | 'i32.shr_u'
  | 'i32.rotl'
  | 'i32.rotr'
  | 'i64.clz'
  | 'i64.ctz'
  | 'i64.popcnt'
  | 'i64.add'
  | 'i64.sub'
  | 'i64.mul'
  | 'i64.div_s'
  | 'i64.div_u'
  | 'i64.rem_s'
  | 'i64.rem_u'
  | 'i64.and'
  | 'i64.or'
  | 'i64.xor'
  | 'i64.shl'
  | 'i64.shr_s'
  | 'i64.shr_u'
  | 'i64.rotl'
  | 'i64.rotr'
  | 'f32.abs'
  | 'f32.neg'
  | 'f32.ceil'
  | 'f32.floor'
  | 'f32.trunc'
  | 'f32.nearest'
  | 'f32.sqrt'
  | 'f32.add'
  | 'f32.sub'
  | 'f32.mul'
  | 'f32.div'
  | 'f32.min'
  | 'f32.max'
  | 'f32.copysign'
  | 'f64.abs'
  | 'f64.neg'
  | 'f64.ceil'
  | 'f64.floor'
  | 'f64.trunc'
  | 'f64.nearest'
  | 'f64.sqrt'
  | 'f64.add'
  | 'f64.sub'
  | 'f64.mul'
  | 'f64.div'
  | 'f64.min'
  | 'f64.max'
  | 'f64.copysign'
  | 'i32.wrap_i64'
  | 'i32.trunc_f32_s'
  | 'i32.trunc_f32_u'
  | 'i32.trunc_f64_s'
  | 'i32.trunc_f64_u'
  | 'i64.extend_i32_s'
  | 'i64.extend_i32_u'
  | 'i64.trunc_f32_s'
  | 'i64.trunc_f32_u'
  | 'i64.trunc_f64_s'
  | 'i64.trunc_f64_u'
  | 'f32.convert_i32_s'
  | 'f32.convert_i32_u'
  | 'f32.convert_i64_s'
  | 'f32.convert_i64_u'
  | 'f32.demote_f64'
  | 'f64.convert_i32_s'
  | 'f64.convert_i32_u'
  | 'f64.convert_i64_s'
  | 'f64.convert_i64_u'
  | 'f64.promote_f32'
  | 'i32.reinterpret_f32'
  | 'i64.reinterpret_f64'
  | 'f32.reinterpret_i32'
  | 'f64.reinterpret_i64'
  | 'i32.extend8_s'
  | 'i32.extend16_s'
  | 'i64.extend8_s'
  | 'i64.extend16_s'
  | 'i64.extend32_s'
  | 'ref.null'
  | 'ref.is_null'
  | 'ref.func'
  | 'ref.eq'
  | 'ref.as_non_null'
  | 'br_on_null'
  | 'br_on_non_null'
  | 'struct.new'
  | 'struct.new_default'
  | 'struct.get'
  | 'struct.get_s'
  | 'struct.get_u'
  | 'struct.set'
  | 'array.new'
  | 'array.new_default'
  | 'array.new_fixed'
  | 'array.new_data'
  | 'array.new_elem'
  | 'array.get'
  | 'array.get_s'
  | 'array.get_u'
  | 'array.set'
  | 'array.len'
  | 'array.fill'
  | 'array.copy'
  | 'array.init_data'
  | 'array.init_elem'
  | 'ref.test'
  | 'ref.test null'
  | 'ref.cast'
  | 'ref.cast null'
  | 'br_on_cast'
  | 'br_on_cast_fail'
  | 'any.convert_extern'
  | 'extern.convert_any'
  | 'ref.i31'
  | 'i31.get_s'
  | 'i31.get_u'
  | 'i32.trunc_sat_f32_s'
  | 'i32.trunc_sat_f32_u'
  | 'i32.trunc_sat_f64_s'
  | 'i32.trunc_sat_f64_u'
  | 'i64.trunc_sat_f32_s'
  | 'i64.trunc_sat_f32_u'
  | 'i64.trunc_sat_f64_s'
  | 'i64.trunc_sat_f64_u'
  | 'memory.init'
  | 'data.drop'
  | 'memory.copy'
  | 'memory.fill'
  | 'table.init'
  | 'elem.drop'
  | 'table.copy'
  | 'table.grow'
  | 'table.size'
  | 'table.fill'
  | 'v128.load'
  | 'v128.load8x8_s'
  | 'v128.load8x8_u'
  | 'v128.load16x4_s'
  | 'v128.load16x4_u'
  | 'v128.load32x2_s'
  | 'v128.load32x2_u'
  | 'v128.load8_splat'
  | 'v128.load16_splat'
  | 'v128.load32_splat'
  | 'v128.load64_splat'
  | 'v128.store'
  | 'v128.const'
  | 'i8x16.shuffle'
  | 'i8x16.swizzle'
  | 'i8x16.splat'
  | 'i16x8.splat'
  | 'i32x4.splat'
  | 'i64x2.splat'
  | 'f32x4.splat'
  | 'f64x2.splat'
  | 'i8x16.extract_lane_s'
  | 'i8x16.extract_lane_u'
  | 'i8x16.replace_lane'
  | 'i16x8.extract_lane_s'
  | 'i16x8.extract_lane_u'
  | 'i16x8.replace_lane'
  | 'i32x4.extract_lane'
  | 'i32x4.replace_lane'
  | 'i64x2.extract_lane'
  | 'i64x2.replace_lane'
  | 'f32x4.extract_lane'
  | 'f32x4.replace_lane'
  | 'f64x2.extract_lane'
  | 'f64x2.replace_lane'
  | 'i8x16.eq'
  | 'i8x16.ne'
  | 'i8x16.lt_s'
  | 'i8x16.lt_u'
  | 'i8x16.gt_s'
  | 'i8x16.gt_u'
  | 'i8x16.le_s'
  | 'i8x16.le_u'
  | 'i8x16.ge_s'
  | 'i8x16.ge_u'
  | 'i16x8.eq'
  | 'i16x8.ne'
  | 'i16x8.lt_s'
  | 'i16x8.lt_u'
  | 'i16x8.gt_s'
  | 'i16x8.gt_u'
  | 'i16x8.le_s'
  | 'i16x8.le_u'
  | 'i16x8.ge_s'
  | 'i16x8.ge_u'
  | 'i32x4.eq'
  | 'i32x4.ne'
  | 'i32x4.lt_s'
  | 'i32x4.lt_u'
  | 'i32x4.gt_s'
  | 'i32x4.gt_u'
  | 'i32x4.le_s'
  | 'i32x4.le_u'
  | 'i32x4.ge_s'
  | 'i32x4.ge_u'
  | 'f32x4.eq'
  | 'f32x4.ne'
  | 'f32x4.lt'
  | 'f32x4.gt'
  | 'f32x4.le'
  | 'f32x4.ge'
  | 'f64x2.eq'
  | 'f64x2.ne'
  | 'f64x2.lt'
  | 'f64x2.gt'
  | 'f64x2.le'
  | 'f64x2.ge'
  | 'v128.not'
  | 'v128.and'
  | 'v128.andnot'
  | 'v128.or'
  | 'v128.xor'
  | 'v128.bitselect'
  | 'v128.any_true'
  | 'v128.load8_lane'
  | 'v128.load16_lane'
  | 'v128.load32_lane'
  | 'v128.load64_lane'
  | 'v128.store8_lane'
  | 'v128.store16_lane'
  | 'v128.store32_lane'
  | 'v128.store64_lane'
  | 'v128.load32_zero'
  | 'v128.load64_zero'
  | 'f32x4.demote_f64x2_zero'
  | 'f64x2.promote_low_f32x4'
  | 'i8x16.abs'
  | 'i8x16.neg'
  | 'i8x16.popcnt'
  | 'i8x16.all_true'
  | 'i8x16.bitmask'
  | 'i8x16.narrow_i16x8_s'
  | 'i8x16.narrow_i16x8_u'
  | 'f32x4.ceil'
  | 'f32x4.floor'
  | 'f32x4.trunc'
  | 'f32x4.nearest'
  | 'i8x16.shl'
  | 'i8x16.shr_s'
  | 'i8x16.shr_u'
  | 'i8x16.add'
  | 'i8x16.add_sat_s'
  | 'i8x16.add_sat_u'
  | 'i8x16.sub'
  | 'i8x16.sub_sat_s'
  | 'i8x16.sub_sat_u'
  | 'f64x2.ceil'
  | 'f64x2.floor'
  | 'i8x16.min_s'
  | 'i8x16.min_u'
  | 'i8x16.max_s'
  | 'i8x16.max_u'
  | 'f64x2.trunc'
  | 'i8x16.avgr_u'
  | 'i16x8.extadd_pairwise_i8x16_s'
  | 'i16x8.extadd_pairwise_i8x16_u'
  | 'i32x4.extadd_pairwise_i16x8_s'
  | 'i32x4.extadd_pairwise_i16x8_u'
  | 'i16x8.abs'
  | 'i16x8.neg'
  | 'i16x8.q15mulr_sat_s'
  | 'i16x8.all_true'
  | 'i16x8.bitmask'
  | 'i16x8.narrow_i32x4_s'
  | 'i16x8.narrow_i32x4_u'
  | 'i16x8.extend_low_i8x16_s'
  | 'i16x8.extend_high_i8x16_s'
  | 'i16x8.extend_low_i8x16_u'
  | 'i16x8.extend_high_i8x16_u'
  | 'i16x8.shl'
  | 'i16x8.shr_s'
  | 'i16x8.shr_u'
  | 'i16x8.add'
  | 'i16x8.add_sat_s'
  | 'i16x8.add_sat_u'
  | 'i16x8.sub'
  | 'i16x8.sub_sat_s'
  | 'i16x8.sub_sat_u'
  | 'f64x2.nearest'
  | 'i16x8.mul'
  | 'i16x8.min_s'
  | 'i16x8.min_u'
  | 'i16x8.max_s'
  | 'i16x8.max_u'
  | 'i16x8.avgr_u'
  | 'i16x8.extmul_low_i8x16_s'
  | 'i16x8.extmul_high_i8x16_s'
  | 'i16x8.extmul_low_i8x16_u'
  | 'i16x8.extmul_high_i8x16_u'
  | 'i32x4.abs'
  | 'i32x4.neg'
  | 'i32x4.all_true'
  | 'i32x4.bitmask'
  | 'i32x4.extend_low_i16x8_s'
  | 'i32x4.extend_high_i16x8_s'
  | 'i32x4.extend_low_i16x8_u'
  | 'i32x4.extend_high_i16x8_u'
  | 'i32x4.shl'
  | 'i32x4.shr_s'
  | 'i32x4.shr_u'
  | 'i32x4.add'
  | 'i32x4.sub'
  | 'i32x4.mul'
  | 'i32x4.min_s'
  | 'i32x4.min_u'
  | 'i32x4.max_s'
  | 'i32x4.max_u'
  | 'i32x4.dot_i16x8_s'
  | 'i32x4.extmul_low_i16x8_s'
  | 'i32x4.extmul_high_i16x8_s'
  | 'i32x4.extmul_low_i16x8_u'
  | 'i32x4.extmul_high_i16x8_u'
  | 'i64x2.abs'
  | 'i64x2.neg'
  | 'i64x2.all_true'
  | 'i64x2.bitmask'
  | 'i64x2.extend_low_i32x4_s'
  | 'i64x2.extend_high_i32x4_s'
  | 'i64x2.extend_low_i32x4_u'
  | 'i64x2.extend_high_i32x4_u'
  | 'i64x2.shl'
  | 'i64x2.shr_s'
  | 'i64x2.shr_u'
  | 'i64x2.add'
  | 'i64x2.sub'
  | 'i64x2.mul'
  | 'i64x2.eq'
  | 'i64x2.ne'
  | 'i64x2.lt_s'
  | 'i64x2.gt_s'
  | 'i64x2.le_s'
  | 'i64x2.ge_s'
  | 'i64x2.extmul_low_i32x4_s'
  | 'i64x2.extmul_high_i32x4_s'
  | 'i64x2.extmul_low_i32x4_u'
  | 'i64x2.extmul_high_i32x4_u'
  | 'f32x4.abs'
  | 'f32x4.neg'
  | 'f32x4.sqrt'
  | 'f32x4.add'
  | 'f32x4.sub'
  | 'f32x4.mul'
  | 'f32x4.div'
  | 'f32x4.min'
  | 'f32x4.max'
  | 'f32x4.pmin'
  | 'f32x4.pmax'
  | 'f64x2.abs'
  | 'f64x2.neg'
  | 'f64x2.sqrt'
  | 'f64x2.add'
  | 'f64x2.sub'
  | 'f64x2.mul'
  | 'f64x2.div'
  | 'f64x2.min'
  | 'f64x2.max'
  | 'f64x2.pmin'
  | 'f64x2.pmax'
  | 'i32x4.trunc_sat_f32x4_s'
  | 'i32x4.trunc_sat_f32x4_u'
  | 'f32x4.convert_i32x4_s'
  | 'f32x4.convert_i32x4_u'
  | 'i32x4.trunc_sat_f64x2_s_zero'
  | 'i32x4.trunc_sat_f64x2_u_zero'
  | 'f64x2.convert_low_i32x4_s'
  | 'f64x2.convert_low_i32x4_u'
  | 'i8x16.relaxed_swizzle'
  | 'i32x4.relaxed_trunc_f32x4_s'
  | 'i32x4.relaxed_trunc_f32x4_u'
  | 'i32x4.relaxed_trunc_f64x2_s_zero'
  | 'i32x4.relaxed_trunc_f64x2_u_zero'
  | 'f32x4.relaxed_madd'
  | 'f32x4.relaxed_nmadd'
  | 'f64x2.relaxed_madd'
  | 'f64x2.relaxed_nmadd'
  | 'i8x16.relaxed_laneselect'
  | 'i16x8.relaxed_laneselect'
  | 'i32x4.relaxed_laneselect'
  | 'i64x2.relaxed_laneselect'
  | 'f32x4.relaxed_min'
  | 'f32x4.relaxed_max'
  | 'f64x2.relaxed_min'
  | 'f64x2.relaxed_max'
  | 'i16x8.relaxed_q15mulr_s'
  | 'i16x8.relaxed_dot_i8x16_i7x16_s'
  | 'i32x4.relaxed_dot_i8x16_i7x16_add_s'
  | 'memory.atomic.notify'
  | 'memory.atomic.wait32'
  | 'memory.atomic.wait64'
  | 'atomic.fence'
  | 'i32.atomic.load'
  | 'i64.atomic.load'
  | 'i32.atomic.load8_u'
  | 'i32.atomic.load16_u'
  | 'i64.atomic.load8_u'
  | 'i64.atomic.load16_u'
  | 'i64.atomic.load32_u'
  | 'i32.atomic.store'
  | 'i64.atomic.store'
  | 'i32.atomic.store8'
  | 'i32.atomic.store16'
  | 'i64.atomic.store8'
  | 'i64.atomic.store16'
  | 'i64.atomic.store32'
  | 'i32.atomic.rmw.add'
  | 'i64.atomic.rmw.add'
  | 'i32.atomic.rmw8.add_u'
  | 'i32.atomic.rmw16.add_u'
  | 'i64.atomic.rmw8.add_u'
  | 'i64.atomic.rmw16.add_u'
  | 'i64.atomic.rmw32.add_u'
  | 'i32.atomic.rmw.sub'
  | 'i64.atomic.rmw.sub'
  | 'i32.atomic.rmw8.sub_u'
  | 'i32.atomic.rmw16.sub_u'
  | 'i64.atomic.rmw8.sub_u'
  | 'i64.atomic.rmw16.sub_u'
  | 'i64.atomic.rmw32.sub_u'
  | 'i32.atomic.rmw.and'
  | 'i64.atomic.rmw.and'
  | 'i32.atomic.rmw8.and_u'
  | 'i32.atomic.rmw16.and_u'
  | 'i64.atomic.rmw8.and_u'
  | 'i64.atomic.rmw16.and_u'
  | 'i64.atomic.rmw32.and_u'
  | 'i32.atomic.rmw.or'
  | 'i64.atomic.rmw.or'
  | 'i32.atomic.rmw8.or_u'
  | 'i32.atomic.rmw16.or_u'
  | 'i64.atomic.rmw8.or_u'
  | 'i64.atomic.rmw16.or_u'
  | 'i64.atomic.rmw32.or_u'
  | 'i32.atomic.rmw.xor'
  | 'i64.atomic.rmw.xor'
  | 'i32.atomic.rmw8.xor_u'
  | 'i32.atomic.rmw16.xor_u'
  | 'i64.atomic.rmw8.xor_u'
  | 'i64.atomic.rmw16.xor_u'
  | 'i64.atomic.rmw32.xor_u'
  | 'i32.atomic.rmw.xchg'
  | 'i64.atomic.rmw.xchg'
  | 'i32.atomic.rmw8.xchg_u'
  | 'i32.atomic.rmw16.xchg_u'
  | 'i64.atomic.rmw8.xchg_u'
  | 'i64.atomic.rmw16.xchg_u'
  | 'i64.atomic.rmw32.xchg_u'
  | 'i32.atomic.rmw.cmpxchg'
  | 'i64.atomic.rmw.cmpxchg'
  | 'i32.atomic.rmw8.cmpxchg_u'
  | 'i32.atomic.rmw16.cmpxchg_u'
  | 'i64.atomic.rmw8.cmpxchg_u'
  | 'i64.atomic.rmw16.cmpxchg_u'
  | 'i64.atomic.rmw32.cmpxchg_u';
