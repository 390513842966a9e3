import { Diagnostic } from '@wasm-checkpoint/bytes';
import { wasmOpcodes } from '@wasm-checkpoint/tables';
import {
  allFeatures,
  type Opcode,
  opcodes,
  openModule,
  type TypeState,
  typeStateAt,
  validate,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import { type Bytes, END, functionModule, functype, module, section, u32, vec } from './binary.js';
import { environmentModule, spelt, TESTED_FUNCTION, type TypeText } from './environment.js';
import { frontLocals, resolve } from './resolver.js';
import { plainImmediates, type Sample, samples, withoutOperands } from './samples.js';

const opcodeBytes = ({ prefix, opcode }: Opcode): number[] => (prefix === 0 ? [opcode] : [prefix, ...u32(opcode)]);
/** Code behind an instruction so that its function is valid whatever is on the stack. */
const UNREACHABLE = 0x00;

/** A function around one use of an instruction: sentinel, operands by way of parameters, the instruction. */
interface Trial {
  readonly bytes: Uint8Array;
  /** Body offset of the instruction. */
  readonly at: number;
  /** Body offset at which its results are seen. */
  readonly behind: number;
}

interface Around {
  /** Leave out sentinel and operands. */
  readonly missing?: boolean;
  /** Code where the results are seen. */
  readonly behind?: Bytes;
}

function trial(
  opcode: Opcode,
  sample: Sample,
  operands: readonly TypeText[],
  { missing = false, behind = [] }: Around = {},
): Trial {
  const gets = missing ? [] : operands.flatMap((_, index) => [0x20, frontLocals.length + index]);
  const before = [...(missing ? [] : [0x20, 0]), ...(sample.before ?? []), ...gets];
  const instruction = [...opcodeBytes(opcode), ...sample.immediates];
  const after = sample.after?.(gets) ?? [];
  // What is still open behind the instruction: constructs opened in front of it, and not closed by it or behind it.
  const closers = new Array<number>(openBehind(opcode, sample)).fill(END);
  const rest = [...behind, UNREACHABLE, ...closers.flatMap((end) => [end, UNREACHABLE])];
  const code = [...before, ...instruction, ...after, ...rest];
  const bytes = environmentModule([...frontLocals, ...operands], sample.results ?? [], code);
  const at = 1 + before.length;
  return { bytes, at, behind: at + instruction.length + after.length };
}

function openBehind({ rule }: Opcode, { before = [], after }: Sample): number {
  if (before.length === 0 || after !== undefined) return 0;
  return rule === 'end' || rule === 'delegate' ? 0 : 1;
}

/** Operands of a state in words. */
const operandTexts = (state: TypeState): TypeText[] => state.operands.map((type) => spelt(valtypeText(type)));

const stateAt = ({ bytes }: Trial, offset: number): TypeState =>
  typeStateAt(openModule(bytes), TESTED_FUNCTION, offset);

const codeOf = (bytes: Uint8Array): string | undefined => validate(bytes)?.code;

/** A type that no type in use matches or is matched by. */
const wrongFor = (type: TypeText): TypeText => (type === 'i64' ? 'f32' : 'i64');

/** Whether any type may stand in the place of a symbol. */
const isAnything = (opcode: Opcode, sample: Sample, symbol: string): boolean =>
  (sample.exits === true && symbol === 't1*') || (opcode.rule === 'drop' && symbol === 't');

const uses = opcodes.flatMap((opcode) => samples[opcode.rule](opcode).map((sample) => ({ opcode, sample })));
const title = ({ opcode, sample }: (typeof uses)[number]): string => `${opcode.name} ${sample.immediates.join(' ')}`;

test('every opcode of the table is tried', () => {
  expect(new Set(uses.map(({ opcode }) => opcode.name)).size).toBe(wasmOpcodes.length);
  expect(wasmOpcodes).toHaveLength(571);
});

describe('the checker pops and pushes what the row says', () => {
  test.each(uses.map((use) => [title(use), use] as const))('%s', (_, { opcode, sample }) => {
    const { operands, results } = resolve(opcode, sample);
    const types = operands.flatMap((each) => each.types);
    const tried = trial(opcode, sample, types);
    expect(validate(tried.bytes)?.message).toBeUndefined();
    const before = stateAt(tried, tried.at);
    expect(operandTexts(before)).toEqual(['v128', ...types]);
    expect(before.instruction.opcode.name).toBe(opcode.name);
    const after = stateAt(tried, tried.behind);
    if (sample.exits === true) {
      expect(after.unreachable).toBe(true);
      expect(after.operands).toHaveLength(after.controls.at(-1)?.height ?? -1);
    } else {
      expect(after.unreachable).toBe(false);
      expect(operandTexts(after)).toEqual(['v128', ...results]);
    }
  });
});

describe('operands of wrong types are refused', () => {
  test.each(uses.map((use) => [title(use), use] as const))('%s', (_, { opcode, sample }) => {
    const { operands, results } = resolve(opcode, sample);
    const types = operands.flatMap((each) => each.types);
    const fixed = operands.flatMap(({ symbol, types: own }) => own.map(() => !isAnything(opcode, sample, symbol)));
    let refused = 0;
    types.forEach((type, index) => {
      if (fixed[index] !== true) return;
      const wrong = types.map((each, place) => (place === index ? wrongFor(type) : each));
      expect([index, codeOf(trial(opcode, sample, wrong).bytes)]).toEqual([index, 'WASM2001']);
      refused += 1;
    });
    if (types.length > 0 && (sample.exits !== true || fixed.includes(true))) {
      expect(codeOf(trial(opcode, sample, types, { missing: true }).bytes)).toBe('WASM2001');
      refused += 1;
    }
    const last = results.at(-1);
    if (last !== undefined && sample.exits !== true) {
      const consumer = last === 'i64' ? [0x8c] : [0x50];
      expect(codeOf(trial(opcode, sample, types, { behind: consumer }).bytes)).toBe('WASM2001');
      refused += 1;
    }
    if (refused === 0 && sample.exits !== true) expect(withoutOperands).toContain(opcode.name);
  });

  test('code behind an exit is checked with operands of any type', () => {
    for (const { opcode, sample } of uses.filter((each) => each.sample.exits === true)) {
      const types = resolve(opcode, sample).operands.flatMap((each) => each.types);
      const followed = (code: Bytes): string | undefined =>
        codeOf(trial(opcode, sample, types, { behind: code }).bytes);
      // f32.neg, drop
      expect([opcode.name, followed([0x8c, 0x1a])]).toEqual([opcode.name, undefined]);
      // f32.neg, i64.eqz, drop
      expect([opcode.name, followed([0x8c, 0x50, 0x1a])]).toEqual([opcode.name, 'WASM2001']);
    }
  });
});

describe('an opcode without its feature is refused where it stands', () => {
  const featured = opcodes.filter(({ feature }) => feature !== 'core');
  test.each(featured.map((opcode) => [opcode.name, opcode] as const))('%s', (_, opcode) => {
    const instruction = [...opcodeBytes(opcode), ...opcode.immediates.flatMap((kind) => [...plainImmediates[kind]])];
    const bytes = functionModule({ code: [0x01, ...instruction] });
    // throw is an instruction of both ways of exceptions.
    const absent = opcode.name === 'throw' ? ['exceptions', 'legacy-exceptions'] : [opcode.feature];
    const fault = validate(bytes, { features: new Set([...allFeatures].filter((each) => !absent.includes(each))) });
    expect(fault).toBeInstanceOf(Diagnostic);
    expect(fault).toMatchObject({ code: 'WASM1021', phase: 'malformed', funcidx: 0 });
    expect(fault?.offset).toBe(openModule(bytes).body(0).start + 2);
    expect(fault?.params).toMatchObject({ what: opcode.name, feature: opcode.feature });
    expect(validate(bytes)?.code).not.toBe('WASM1021');
  });
});

/** An initialiser of a global that begins with an instruction; a construct is closed. */
function initialiser(opcode: Opcode): Uint8Array {
  const immediates = opcode.immediates.flatMap((kind) => [...plainImmediates[kind]]);
  const closers = opcode.immediates[0] === 'blocktype' ? [END, END] : [END];
  const expr = opcode.rule === 'end' ? [] : [...opcodeBytes(opcode), ...immediates];
  return module(section('type', vec([functype()])), section('global', vec([[0x7f, 0, ...expr, ...closers]])));
}

describe('constant expressions take the opcodes that the table says, and no other', () => {
  test.each(opcodes.map((opcode) => [opcode.name, opcode] as const))('%s', (_, opcode) => {
    const misplaced = ['else', 'catch', 'catch_all', 'delegate'].includes(opcode.name);
    const code = codeOf(initialiser(opcode));
    if (opcode.constant === undefined) expect(code).toBe(misplaced ? 'WASM1020' : 'WASM2010');
    else expect([undefined, 'WASM2001', 'WASM2003', 'WASM2019']).toContain(code);
    if (opcode.constant === undefined || opcode.constant === 'core') return;
    const features = new Set([...allFeatures].filter((feature) => feature !== opcode.constant));
    expect(validate(initialiser(opcode), { features })?.code).toBe('WASM1021');
  });
});

describe('alignment and lanes at their boundaries', () => {
  const aligned = opcodes.filter(({ align }) => align >= 0);
  test.each(aligned.map((opcode) => [opcode.name, opcode] as const))('alignment of %s', (_, opcode) => {
    const { operands } = resolve(opcode, samples[opcode.rule](opcode)[0] ?? { immediates: [] });
    const types = operands.flatMap((each) => each.types);
    const lane = opcode.immediates.includes('laneidx') ? [0] : [];
    const atomic = opcode.rule === 'atomic';
    const code = (align: number): string | undefined =>
      codeOf(trial(opcode, { immediates: [align, 0, ...lane], indices: [0] }, types).bytes);
    for (let align = 0; align <= 6; align++) {
      const wrong = atomic ? align !== opcode.align : align > opcode.align;
      expect([align, code(align)]).toEqual([align, wrong ? (atomic ? 'WASM2029' : 'WASM2006') : undefined]);
    }
  });

  const laned = opcodes.filter(({ lanes }) => lanes > 0);
  test.each(laned.map((opcode) => [opcode.name, opcode] as const))('lanes of %s', (_, opcode) => {
    const sample = samples[opcode.rule](opcode)[0] ?? { immediates: [] };
    const types = resolve(opcode, sample).operands.flatMap((each) => each.types);
    const code = (lane: number): string | undefined =>
      codeOf(trial(opcode, { ...sample, immediates: [...sample.immediates.slice(0, -1), lane] }, types).bytes);
    expect(code(opcode.lanes - 1)).toBeUndefined();
    expect(code(opcode.lanes)).toBe('WASM2008');
  });
});
