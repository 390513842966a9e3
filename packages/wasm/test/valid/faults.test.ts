import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type WasmErrorCode, wasmErrors } from '@wasm-checkpoint/tables';
import { validate } from '@wasm-checkpoint/wasm';
import { type FaultCase, faultCases } from './faults.js';

/** The diagnostic of a case. */
function faultOf({ bytes, options, run }: FaultCase): unknown {
  if (run === undefined) return validate(bytes, options);
  try {
    return run(bytes);
  } catch (fault) {
    return fault;
  }
}

const codes = wasmErrors.map(({ code }): WasmErrorCode => code);

describe('every code has a module with this one fault', () => {
  test.each(codes)('%s', (code) => {
    const row = wasmErrors.find((each) => each.code === code);
    const { offset, funcidx } = faultCases[code];
    const fault = faultOf(faultCases[code]);
    expect(fault).toBeInstanceOf(Diagnostic);
    const { code: found, phase, offset: at, funcidx: where } = fault as Diagnostic;
    expect({ code: found, phase, offset: at, funcidx: where }).toEqual({ code, phase: row?.phase, offset, funcidx });
  });
});
