import { openModule, type TypeState, typeStateAt, typeStates, valtypeText } from '@wasm-checkpoint/wasm';
import {
  type Bytes,
  body,
  END,
  type FunctionText,
  f32,
  functionModule,
  functype,
  i32,
  i64,
  located,
  name,
  section,
  vec,
} from './binary.js';

/** A state in words, as short as will do: `u` marks locals that may not be read, `!` frames that cannot be reached. */
interface Words {
  readonly at: string;
  readonly locals?: string;
  readonly operands: string;
  readonly controls: string;
}

const text = (types: readonly number[]): string => types.map((type) => valtypeText(type)).join(' ');

function words({ instruction, locals, operands, controls }: TypeState): Required<Words> {
  return {
    at: instruction.opcode.name,
    locals: locals.map(({ type, initialised }) => `${valtypeText(type)}${initialised ? '' : ' u'}`).join(', '),
    operands: text(operands),
    controls: controls
      .map(
        ({ kind, labelTypes, height, unreachable }) =>
          `${kind}[${text(labelTypes)}]@${height}${unreachable ? '!' : ''}`,
      )
      .join(' '),
  };
}

/** The states before all instructions of function 0, in words. */
function allWords(bytes: Uint8Array): Required<Words>[] {
  const module = openModule(bytes);
  return [...typeStates(module).offsets(module.imported.func)].map((offset) =>
    words(typeStateAt(module, module.imported.func, offset)),
  );
}

/** Compares only what the expectation mentions. */
function expectStates(found: readonly Required<Words>[], expected: readonly Words[]): void {
  expect(found.map(({ at }) => at)).toEqual(expected.map(({ at }) => at));
  expect(
    found.map((state, index) => (expected[index]?.locals === undefined ? { ...state, locals: undefined } : state)),
  ).toEqual(expected.map((state) => ({ locals: undefined, ...state })));
}

const functionRef: Bytes = [0x64, 0x70];
/** A function that ref.func may name: it is exported. */
const exported = [section('export', vec([[...name('f'), 0, 0]]))];
const states = (function_: FunctionText, types: readonly Bytes[] = []): Required<Words>[] =>
  allWords(functionModule(function_, { types, sections: exported }));

describe('what is known before an instruction', () => {
  test('operands and locals of a straight line', () => {
    const found = states({
      params: [[i64]],
      results: [[i32]],
      locals: [
        [2, [f32]],
        [0, [i64]],
        [1, [0x6f]],
      ],
      code: [0x20, 0, 0x50, 0x20, 1, 0x8b, 0x1a],
    });
    const locals = 'i64, f32, f32, externref';
    expectStates(found, [
      { at: 'local.get', locals, operands: '', controls: 'body[i32]@0' },
      { at: 'i64.eqz', locals, operands: 'i64', controls: 'body[i32]@0' },
      { at: 'local.get', locals, operands: 'i32', controls: 'body[i32]@0' },
      { at: 'f32.abs', locals, operands: 'i32 f32', controls: 'body[i32]@0' },
      { at: 'drop', locals, operands: 'i32 f32', controls: 'body[i32]@0' },
      { at: 'end', locals, operands: 'i32', controls: 'body[i32]@0' },
    ]);
  });

  test('a local without default value is set until the end of the construct that sets it', () => {
    const set: Bytes = [0xd2, 0, 0x21, 0];
    const found = states({
      locals: [
        [1, functionRef],
        [1, functionRef],
      ],
      // block set 0 end; if set 0 else nop end; set 0; block tee 1 drop get 0 drop end
      code: [
        ...[0x02, 0x40, ...set, 0x01, END],
        ...[0x41, 0, 0x04, 0x40, ...set, 0x01, 0x05, 0x01, END],
        ...[...set, 0x02, 0x40, 0xd2, 0, 0x22, 1, 0x1a, 0x01, END, 0x01],
      ],
    });
    const nops = found.filter(({ at }) => at === 'nop').map(({ locals }) => locals);
    const both = (first: string, second: string): string => `(ref func)${first}, (ref func)${second}`;
    expect(nops).toEqual([
      both('', ' u'), // in the first block
      both('', ' u'), // in the then arm
      both(' u', ' u'), // in the else arm: what the other arm set does not count
      both('', ''), // in the last block
      both('', ' u'), // behind it: set before it, and set inside of it
    ]);
    const ifs = found.find(({ at }) => at === 'if');
    expect(ifs?.locals).toBe(both(' u', ' u'));
  });

  test('parameters are set, whatever their type', () => {
    const [first] = states({ params: [functionRef], locals: [[1, functionRef]] });
    expect(first?.locals).toBe('(ref func), (ref func) u');
  });

  test('a null reference is a default value', () => {
    const [first] = states({
      locals: [
        [1, [0x70]],
        [1, [0x63, 0]],
      ],
    });
    expect(first?.locals).toBe('funcref, (ref null 0)');
  });

  test('frames: labels of a loop are its parameters, of others their results; heights count operands below', () => {
    const inLoop: Bytes = [0x41, 0, 0x04, 2, 0x41, 0, 0x05, 0x41, 1, END, 0x1a];
    const found = states(
      { results: [[i64]], code: [0x42, 0, 0x41, 1, 0x02, 1, 0x03, 3, ...inLoop, 0xb2, END, END, 0x1a] },
      [functype([[i32]], [[f32]]), functype([], [[i32]]), functype([[i32]], [[f32]])],
    );
    const body = 'body[i64]@0';
    const block = `${body} block[f32]@1`;
    const loop = `${block} loop[i32]@1`;
    expectStates(found, [
      { at: 'i64.const', operands: '', controls: body },
      { at: 'i32.const', operands: 'i64', controls: body },
      { at: 'block', operands: 'i64 i32', controls: body },
      { at: 'loop', operands: 'i64 i32', controls: block },
      { at: 'i32.const', operands: 'i64 i32', controls: loop },
      { at: 'if', operands: 'i64 i32 i32', controls: loop },
      { at: 'i32.const', operands: 'i64 i32', controls: `${loop} if[i32]@2` },
      { at: 'else', operands: 'i64 i32 i32', controls: `${loop} if[i32]@2` },
      { at: 'i32.const', operands: 'i64 i32', controls: `${loop} else[i32]@2` },
      { at: 'end', operands: 'i64 i32 i32', controls: `${loop} else[i32]@2` },
      { at: 'drop', operands: 'i64 i32 i32', controls: loop },
      { at: 'f32.convert_i32_s', operands: 'i64 i32', controls: loop },
      { at: 'end', operands: 'i64 f32', controls: loop },
      { at: 'end', operands: 'i64 f32', controls: block },
      { at: 'drop', operands: 'i64 f32', controls: body },
      { at: 'end', operands: 'i64', controls: body },
    ]);
  });

  test('unreachable code', () => {
    const found = states({ code: [0x02, 0x7f, 0x41, 7, 0x0c, 0, 0x6a, 0x02, 0x40, 0x01, END, END, 0x1a] });
    const dead = 'body[]@0 block[i32]@0!';
    expectStates(found, [
      { at: 'block', operands: '', controls: 'body[]@0' },
      { at: 'i32.const', operands: '', controls: 'body[]@0 block[i32]@0' },
      { at: 'br', operands: 'i32', controls: 'body[]@0 block[i32]@0' },
      { at: 'i32.add', operands: '', controls: dead },
      { at: 'block', operands: 'i32', controls: dead },
      { at: 'nop', operands: 'i32', controls: `${dead} block[]@1` },
      { at: 'end', operands: 'i32', controls: `${dead} block[]@1` },
      { at: 'end', operands: 'i32', controls: dead },
      { at: 'drop', operands: 'i32', controls: 'body[]@0' },
      { at: 'end', operands: '', controls: 'body[]@0' },
    ]);
  });

  test('operands made up by unreachable code', () => {
    const found = states({ code: [0x00, 0x1b, 0x1a, 0x00, 0xd4, 0x1a] });
    expect(found.map(({ at, operands }) => [at, operands])).toEqual([
      ['unreachable', ''],
      ['select', ''],
      ['drop', 'bot'],
      ['unreachable', ''],
      ['ref.as_non_null', ''],
      ['drop', '(ref bot)'],
      ['end', ''],
    ]);
    const module = openModule(functionModule({ code: [0x00, 0x02, 0x40, 0x01, END] }));
    // A block in unreachable code is not marked itself, but nothing reaches it either.
    const { controls, unreachable } = typeStateAt(module, 0, 4);
    expect(controls.map((frame) => frame.unreachable)).toEqual([true, false]);
    expect(unreachable).toBe(true);
  });

  test('try_table, and the legacy try with its parts', () => {
    const tag = section('tag', vec([[0, 1]]));
    const types = [functype([[i32], [i64]], [])];
    const sections = [tag];
    const table = allWords(
      functionModule({ results: [[i32], [i64]], code: [0x1f, 0x40, 1, 0, 0, 0, 0x01, END, 0x00] }, { types, sections }),
    );
    expectStates(table.slice(0, 3), [
      { at: 'try_table', operands: '', controls: 'body[i32 i64]@0' },
      { at: 'nop', operands: '', controls: 'body[i32 i64]@0 try_table[]@0' },
      { at: 'end', operands: '', controls: 'body[i32 i64]@0 try_table[]@0' },
    ]);
    const legacy = allWords(
      functionModule(
        { code: [0x41, 9, 0x06, 0x7f, 0x41, 1, 0x07, 0, 0x1a, 0x19, 0x41, 2, END, 0x1a, 0x1a, 0x06, 0x40, 0x18, 0] },
        { types, sections },
      ),
    );
    expectStates(legacy, [
      { at: 'i32.const', operands: '', controls: 'body[]@0' },
      { at: 'try', operands: 'i32', controls: 'body[]@0' },
      { at: 'i32.const', operands: 'i32', controls: 'body[]@0 try[i32]@1' },
      { at: 'catch', operands: 'i32 i32', controls: 'body[]@0 try[i32]@1' },
      { at: 'drop', operands: 'i32 i32 i64', controls: 'body[]@0 catch[i32]@1' },
      { at: 'catch_all', operands: 'i32 i32', controls: 'body[]@0 catch[i32]@1' },
      { at: 'i32.const', operands: 'i32', controls: 'body[]@0 catch_all[i32]@1' },
      { at: 'end', operands: 'i32 i32', controls: 'body[]@0 catch_all[i32]@1' },
      { at: 'drop', operands: 'i32 i32', controls: 'body[]@0' },
      { at: 'drop', operands: 'i32', controls: 'body[]@0' },
      { at: 'try', operands: '', controls: 'body[]@0' },
      { at: 'delegate', operands: '', controls: 'body[]@0 try[]@0' },
      { at: 'end', operands: '', controls: 'body[]@0' },
    ]);
  });

  test('what a branch that may fall through leaves', () => {
    const types = [[0x50, 0, 0x5f, 0], functype([], [[0x63, 1]])];
    const found = states(
      { params: [[0x6e]], code: [0x02, 2, 0x20, 0, 0xfb, 24, 3, 0, 0x6e, 1, 0xd4, 0x1a, 0xd0, 1, END, 0xd5, 0, 0x1a] },
      types,
    );
    expect(found.map(({ at, operands }) => [at, operands])).toEqual([
      ['block', ''],
      ['local.get', ''],
      ['br_on_cast', 'anyref'],
      ['ref.as_non_null', '(ref any)'],
      ['drop', '(ref any)'],
      ['ref.null', ''],
      ['end', '(ref null 1)'],
      ['br_on_null', '(ref null 1)'],
      ['drop', '(ref 1)'],
      ['end', ''],
    ]);
  });

  test('equal types have equal numbers, of whichever index they are written', () => {
    const { bytes } = located(
      section('type', vec([[0x5f, 0], [0x5f, 0], functype([[0x63, 0]], [[0x63, 1]])])),
      section('function', vec([[2]])),
      section('code', vec([body([0x20, 0])])),
    );
    const { operands, controls } = typeStateAt(openModule(bytes), 0, 3);
    expect(operands).toEqual(controls[0]?.labelTypes);
    expect(text(operands)).toBe('(ref null 0)');
  });
});
