import { openModule, TypeStates, typeStateAt } from '@wasm-checkpoint/wasm';
import { type Bytes, END, functionModule, functype, i32, located, section, vec } from './binary.js';

describe('instruction, offsets and frames as found in the module', () => {
  const code: Bytes = [0x02, 0x40, 0x41, 0x80, 0x01, 0x0e, 2, 0, 1, 0, END];
  const bytes = functionModule({ locals: [[1, [i32]]], code });
  const module = openModule(bytes);

  test('immediates, size and both kinds of offset', () => {
    const { start } = module.body(0);
    const states = new TypeStates(module);
    const offsets = [3, 5, 8, 13, 14];
    expect([...states.offsets(0)]).toEqual(offsets);
    const instructions = offsets.map((offset) => states.at(0, offset).instruction);
    expect(instructions.map(({ offset, size }) => [offset - start, size])).toEqual([
      [3, 2],
      [5, 3],
      [8, 5],
      [13, 1],
      [14, 1],
    ]);
    expect(instructions.map(({ immediates }) => immediates)).toEqual([
      [{ kind: 'blocktype', value: { kind: 'empty' } }],
      [{ kind: 'i32', value: 128 }],
      [
        { kind: 'labelidx*', value: [0, 1] },
        { kind: 'labelidx', value: 0 },
      ],
      [],
      [],
    ]);
    expect(states.at(0, 8)).toMatchObject({ funcidx: 0, offset: 8 });
    expect(states.at(0, 8).controls.map(({ start: opened }) => opened)).toEqual([0, 3]);
  });

  test.each([0, 1, 2, 4, 6, 7, 9, 15, 16, 1000, -1, -1000])('no instruction begins at %i', (offset) => {
    const fault = { code: 'WASM2034', funcidx: 0, params: { bodyOffset: offset, funcidx: 0 } };
    expect(() => typeStateAt(module, 0, offset)).toThrow(expect.objectContaining(fault));
  });

  test('functions that have no body', () => {
    const imported = openModule(
      located(section('type', vec([functype()])), section('import', vec([[0, 0, 0, 0]]))).bytes,
    );
    expect(() => typeStateAt(imported, 0, 1)).toThrow(expect.objectContaining({ code: 'WASM2035' }));
    expect(() => typeStateAt(imported, 1, 1)).toThrow(expect.objectContaining({ code: 'WASM2003' }));
    expect(() => typeStateAt(module, 1, 1)).toThrow(expect.objectContaining({ code: 'WASM2003' }));
  });

  test('a body with a fault has no states, and the fault is told each time', () => {
    const faulty = openModule(functionModule({ code: [0x41, 0, 0x50, 0x1a] }));
    for (let time = 0; time < 2; time++) {
      expect(() => typeStateAt(faulty, 0, 1)).toThrow(expect.objectContaining({ code: 'WASM2001', funcidx: 0 }));
    }
  });
});
