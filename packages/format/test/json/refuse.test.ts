import { fromJSON, toJSON } from '@wasm-checkpoint/format';
import { type CheckpointErrorCode, checkpointErrors } from '@wasm-checkpoint/tables';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { edited, missing, type Place, pathOf } from './edit.js';
import { everything, refusal } from './refusal.js';
import { validate } from './validate.js';

const minimal: unknown = toJSON(sampleCheckpoints.minimal);

/** One defect: what is put where, the code and path of the refusal, and whether the schema can see it. */
interface Defect {
  readonly clause: string;
  readonly code: CheckpointErrorCode;
  readonly place: Place;
  readonly value: unknown;
  /** The place reported, where it is another one. */
  readonly reported?: Place;
  readonly schema: 'refuses' | 'cannot see';
}

const defect = (
  clause: string,
  code: CheckpointErrorCode,
  place: Place,
  value: unknown,
  reported: Place = place,
  schema: Defect['schema'] = 'refuses',
): Defect => ({ clause, code, place, value, reported, schema });

const unseen = (
  clause: string,
  code: CheckpointErrorCode,
  place: Place,
  value: unknown,
  reported: Place = place,
): Defect => defect(clause, code, place, value, reported, 'cannot see');

const frame: Place = ['threads', 0, 'frames', 0];
const global: Place = ['globals', 0];
const block: Place = ['memories', 0, 'image', 'blocks', 1];
const compressed: Place = ['memories', 2, 'image', 'blocks', 0];
const run: Place = [...block, 'runs', 0];

const defects: readonly Defect[] = [
  ...[null, [], 'x', 1, true].map((value) => defect('json-shape', 'CKPT1101', [], value)),
  ...[null, {}, 'x', 1, true].map((value) => defect('json-shape', 'CKPT1101', ['threads'], value)),
  ...[null, [], 'x', 1, true].map((value) => defect('json-shape', 'CKPT1101', frame, value)),
  defect('json-shape', 'CKPT1101', [...frame, 'offset'], '17'),
  defect('json-shape', 'CKPT1101', ['modules', 0, 'length'], 17),
  defect('json-shape', 'CKPT1101', ['modules', 0, 'digest'], []),
  defect('json-shape', 'CKPT1101', ['modules', 0, 'imports', 0, 'name'], null),
  defect('json-shape', 'CKPT1101', ['hostStates', 0, 'required'], 1),
  defect('json-shape', 'CKPT1101', ['hostStates', 0, 'policy'], 1),
  defect('json-shape', 'CKPT1101', ['hostStates', 0, 'payload'], null),
  defect('json-shape', 'CKPT1101', [...global, 'value', 'bits'], 0),
  defect('json-shape', 'CKPT1101', [...global, 'value', 'kind'], 1),
  defect('json-shape', 'CKPT1101', ['types', 0], {}),
  defect('json-shape', 'CKPT1101', ['types', 0, 0, 'composite', 'params', 0], 1),
  defect('json-shape', 'CKPT1101', ['tables', 0, 'type', 'element', 'heap'], null),
  defect('json-shape', 'CKPT1101', ['format'], 1),
  defect('json-shape', 'CKPT1101', ['version'], '1'),
  defect('json-shape', 'CKPT1101', ['$schema'], 1),
  defect('json-member', 'CKPT1102', ['format'], missing, []),
  defect('json-member', 'CKPT1102', ['version'], missing, []),
  defect('json-member', 'CKPT1102', [...frame, 'offset'], missing, frame),
  defect('json-member', 'CKPT1102', [...global, 'value'], missing, global),
  defect('json-member', 'CKPT1102', [...global, 'value', 'kind'], missing, [...global, 'value']),
  defect('json-member', 'CKPT1102', [...global, 'value', 'bits'], missing, [...global, 'value']),
  defect('json-member', 'CKPT1102', ['types', 0, 0, 'final'], missing, ['types', 0, 0]),
  defect('json-member', 'CKPT1103', ['instance'], [], []),
  defect('json-member', 'CKPT1103', [...frame, 'constructor'], 1, frame),
  defect('json-member', 'CKPT1103', [...global, 'value', 'value'], 1, [...global, 'value']),
  defect('json-comment', 'CKPT1101', ['comment'], 1),
  defect('json-comment', 'CKPT1101', [...frame, 'comment'], null),
  defect('json-comment', 'CKPT1101', [...global, 'value', 'comment'], ['-0']),
  ...[-1, 1.5, 2 ** 32, 1e300].map((value) => defect('json-integer', 'CKPT1105', [...frame, 'offset'], value)),
  ...[2 ** 31, -(2 ** 31) - 1, 0.5].map((value) =>
    defect('json-integer', 'CKPT1105', ['exceptions', 0, 'args', 0, 'value'], value),
  ),
  defect('json-integer', 'CKPT1105', ['structs', 1, 'fields', 1, 'bits'], 256),
  defect('json-integer', 'CKPT1105', ['structs', 1, 'fields', 2, 'bits'], 65536),
  defect('bin-ref-i31', 'CKPT1105', ['instances', 0, 'elems', 0, 'refs', 1, 'value'], 2 ** 31),
  defect('json-integer', 'CKPT1105', ['unknowns', 0, 'id'], 256),
  ...['', '-1', '01', '+1', '1.0', ' 1', '0x10', '1e3', '-0', '1'.repeat(1000)].map((value) =>
    defect('json-decimal', value === '-1' ? 'CKPT1105' : 'CKPT1106', ['modules', 0, 'length'], value),
  ),
  defect('json-decimal', 'CKPT1105', ['modules', 0, 'length'], String(2n ** 64n)),
  defect('json-decimal', 'CKPT1105', ['exceptions', 0, 'args', 1, 'value'], String(2n ** 63n)),
  defect('json-decimal', 'CKPT1105', ['exceptions', 0, 'args', 1, 'value'], String(-(2n ** 63n) - 1n)),
  ...['0x7fc0000', '0x7fc000000', '7fc00000', '0x7FC00000', '0X7fc00000', 'nan', '0x7fc0000g'].map((value) =>
    defect('json-bits', 'CKPT1107', ['exceptions', 0, 'args', 2, 'bits'], value),
  ),
  defect('json-bits', 'CKPT1107', ['exceptions', 0, 'args', 3, 'bits'], '0x7fc00000'),
  defect('json-bits', 'CKPT1107', [...global, 'value', 'bits'], '0x0000000000000000'),
  ...['A', 'AAA', 'AAA=A', 'AA==AAAA', '=', '====', 'A===', 'AAA ', 'AA\n==', 'AAA-', 'AAAé'].map((value) =>
    defect(
      'json-bytes',
      'CKPT1108',
      ['customs', 0, 'bytes'],
      value,
      undefined,
      /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? 'cannot see' : 'refuses',
    ),
  ),
  unseen('json-bytes', 'CKPT1108', ['customs', 0, 'bytes'], 'AB=='),
  unseen('json-bytes', 'CKPT1108', ['customs', 0, 'bytes'], 'AAB='),
  ...['', '00', 'A'.repeat(64), '0'.repeat(63), '0'.repeat(65), 'g'.repeat(64)].map((value) =>
    defect('json-bytes', 'CKPT1108', ['modules', 0, 'digest'], value),
  ),
  unseen('json-name', 'CKPT1109', ['hostFuncs', 0, 'name'], 'a\ud800'),
  unseen('json-name', 'CKPT1109', ['threads', 0, 'label'], '\udc00\ud800'),
  defect('json-choice', 'CKPT1104', [...global, 'value', 'kind'], 'i128'),
  defect('json-choice', 'CKPT1104', ['hostStates', 0, 'policy'], 'retry'),
  defect('json-choice', 'CKPT1104', ['types', 0, 0, 'composite', 'params', 0], 'i8'),
  defect('json-choice', 'CKPT1104', ['types', 0, 0, 'composite', 'kind'], 'cont'),
  defect('json-choice', 'CKPT1104', ['tables', 0, 'type', 'element', 'heap'], 'cont'),
  defect('json-choice', 'CKPT1104', ['memories', 0, 'type', 'pageSizeLog2'], 12),
  defect('json-choice', 'CKPT1104', ['memories', 0, 'type', 'address'], 'i16'),
  defect('json-choice', 'CKPT1104', [...run, 'kind'], 'one'),
  defect('json-choice', 'CKPT1104', ['digests', 0, 'kind'], 'sha'),
  defect('syn-value-place', 'CKPT1104', [...frame, 'operands', 0], { kind: 'dead' }, [...frame, 'operands', 0, 'kind']),
  defect('syn-value-place', 'CKPT1104', [...frame, 'locals', 0], { kind: 'i8', bits: 1 }, [
    ...frame,
    'locals',
    0,
    'kind',
  ]),
  defect('syn-value-place', 'CKPT1104', ['structs', 0, 'fields', 0], { kind: 'unset' }, [
    'structs',
    0,
    'fields',
    0,
    'kind',
  ]),
  defect('syn-value-place', 'CKPT1104', ['arrays', 0, 'elements', 'refs', 0], { kind: 'i32', value: 1 }, [
    ...['arrays', 0, 'elements', 'refs', 0, 'kind'],
  ]),
  defect(
    'bin-ref-extern',
    'CKPT1104',
    ['tables', 1, 'runs', 0, 'ref', 'internal'],
    { kind: 'null', hierarchy: 'any' },
    [...['tables', 1, 'runs', 0, 'ref', 'internal', 'kind']],
  ),
  defect('json-format', 'CKPT1104', ['format'], 'checkpoint'),
  ...[0, 2, 1.5].map((value) => defect('json-format', 'CKPT4003', ['version'], value)),
  unseen('json-elements', 'CKPT1110', ['arrays', 1, 'elements', 'bytes'], 'AAAA'),
  unseen('json-views', 'CKPT1111', [...block, 'data', 'views'], [], [...block, 'data']),
  unseen('json-views', 'CKPT1111', [...block, 'data', 'views'], ['AAAF', ''], [...block, 'data']),
  unseen('json-views', 'CKPT1059', [...block, 'data', 'views', 0], 'AAAFAA==', block),
  // What the rules of the binary form say of the checkpoint: clause json-checkpoint.
  unseen('bin-page-zero', 'CKPT1055', [...block, 'data', 'views', 0], 'AAAA', block),
  unseen('bin-run', 'CKPT1050', [...run, 'pages'], 0, block),
  unseen('bin-run-outside', 'CKPT1053', [...run, 'pages'], 0xffffffff, block),
  unseen('bin-block-outside', 'CKPT1057', [...block, 'number'], String(2n ** 64n - 1n), block),
  unseen('bin-block-order', 'CKPT1056', [...block, 'number'], '0', block),
  unseen('bin-block-size', 'CKPT1058', ['memories', 0, 'image', 'blockSizeLog2'], 23, ['memories', 0, 'image']),
  unseen('bin-zstd-frame', 'CKPT1061', [...compressed, 'data', 'frame'], 'AAAA', [...compressed, 'data']),
  unseen('syn-index', 'CKPT2001', [...frame, 'instance'], 2),
  unseen('syn-func-defined', 'CKPT2007', [...frame, 'funcidx'], 0),
  unseen('syn-feature-declared', 'CKPT2002', ['features'], [], []),
  defect('syn-feature-known', 'CKPT4002', ['features', 0], 'a-new-one'),
  unseen('conv-ascending', 'CKPT1033', ['features', 1], 'any-point'),
  unseen('syn-parent', 'CKPT2013', ['parent'], missing, []),
  unseen('syn-thread-frames', 'CKPT2018', ['threads', 1, 'frames'], [], ['threads', 1]),
  unseen('bin-section-id', 'CKPT1020', ['unknowns', 0, 'id'], 0, ['unknowns', 0]),
  unseen('bin-section-id', 'CKPT1020', ['unknowns', 0, 'id'], 0xc0, ['unknowns', 0]),
  unseen('bin-section-critical', 'CKPT4001', ['unknowns', 0, 'id'], 0x12, ['unknowns', 0]),
  unseen('bin-section-order', 'CKPT1011', ['unknowns', 2, 'id'], 0xb4, ['unknowns', 2]),
  unseen('bin-section-order', 'CKPT1011', ['unknowns', 0, 'id'], 0x81, ['unknowns', 0]),
  unseen('bin-section-order', 'CKPT1011', ['unknowns', 0, 'id'], 0xb1, ['unknowns', 0]),
];

describe('fromJSON refuses', () => {
  test.each(defects.map((one) => [one.clause, one.code, pathOf(one.place), one] as const))(
    '%s: %s at %s',
    (clause, code, _path, one) => {
      const json = edited(everything, one.place, one.value);
      const found = refusal(json);
      expect({ code: found.code, path: found.path, offset: found.offset }).toEqual({
        code,
        path: pathOf(one.reported ?? one.place),
        offset: 0,
      });
      if (clause.startsWith('json-') && code.startsWith('CKPT11')) {
        const row = checkpointErrors.find((entry) => entry.code === code);
        // A code may serve a second clause: then its row names the first.
        expect(['json-comment', 'json-decimal', 'json-format', row?.clause]).toContain(clause);
      }
      expect(validate(json) ? 'cannot see' : 'refuses').toBe(one.schema);
    },
  );

  test('with every code of the JSON twin that a value can have', () => {
    const codes = checkpointErrors.filter(({ clause }) => clause.startsWith('json-')).map(({ code }) => code);
    const ofText: readonly string[] = ['CKPT1112', 'CKPT1113'];
    const used = new Set<string>(defects.map((one) => one.code));
    expect(codes.filter((code) => !used.has(code) && !ofText.includes(code))).toEqual([]);
  });
});

describe('fromJSON accepts', () => {
  test.each([
    ['json-comment', ['comment'], 'a note'],
    ['json-comment', [...frame, 'locals', 0, 'comment'], ''],
    ['json-comment', [...global, 'value', 'comment'], missing],
    ['json-integer', [...frame, 'offset'], 17.0],
    ['json-list', ['instances', 1, 'datas'], []],
    ['json-list', ['memories', 0, 'image', 'blocks', 0, 'data', 'views'], []],
    ['json-format', ['$schema'], 'checkpoint.schema.json'],
  ] as const)('%s: at %j', (_clause, place, value) => {
    const json = edited(everything, place, value);
    expect(validate(json)).toBe(true);
    expect(difference(fromJSON(json), sampleCheckpoints.everything)).toBeUndefined();
  });

  test('json-integer: -0 as 0', () => {
    const json = edited(everything, [...frame, 'offset'], -0);
    expect(Object.is(fromJSON(json).threads[0]?.frames[0]?.offset, 0)).toBe(true);
  });

  test('json-list: nothing but format and version', () => {
    expect(minimal).toEqual({ format: 'wasm-checkpoint', version: 1 });
    expect(difference(fromJSON(minimal), sampleCheckpoints.minimal)).toBeUndefined();
  });
});
