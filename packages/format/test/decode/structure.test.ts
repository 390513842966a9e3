import { encode } from '@wasm-checkpoint/format';
import { changed, diagnosticOf, file, refusal, sectionsOf } from './build.js';
import { everything, importType, memory, minimal, quiescent, table64 } from './structure/case.js';
import { indices } from './structure/indices.js';
import { instances } from './structure/instances.js';
import { store } from './structure/store.js';
import { types } from './structure/types.js';

const cases = [...indices, ...types, ...instances, ...store];

describe('structure', () => {
  test.each(cases.map((row) => [row.clause, row.code, row.path, row] as const))(
    '%s: %s at %s',
    (_, code, path, row) => {
      const wrong = changed(row.of ?? everything, row.change);
      const refused = refusal(file(sectionsOf(wrong)));
      expect([refused?.code, refused?.path.startsWith(path) || `${refused?.path}`]).toEqual([code, true]);
      if (path !== '') expect(refused?.offset).toBeGreaterThan(8);
      const written = diagnosticOf(() => encode(wrong));
      expect([written?.code, written?.path.startsWith(path) || `${written?.path}`]).toEqual([code, true]);
    },
  );

  // clause: conv-reject
  test('an offset points into the item that the path names', () => {
    const wrong = changed(quiescent, { 'instances[0].globals': [0, 7] });
    const bytes = file(sectionsOf(wrong));
    const refused = refusal(bytes);
    expect(refused?.path).toBe('instances[0].globals[1]');
    expect(bytes[refused?.offset ?? 0]).toBe(7);
  });

  test('valid extremes are accepted', () => {
    const extremes: Readonly<Record<string, unknown>>[] = [
      { [importType]: memory('i32', 16, 65536n, 65536n) },
      { [importType]: memory('i64', 0, 0n, 2n ** 64n - 1n) },
      { [importType]: memory('i64', 16, 2n ** 48n, 2n ** 48n) },
      { 'modules[0].imports[1].type.type': table64(2n ** 64n - 1n, 2n ** 64n - 1n) },
      { 'threads[1].status.address': 4092n },
      { 'threads[1].status.timeout': 0n },
      { 'threads[0].frames[0].funcidx': 1 },
    ];
    for (const change of extremes) expect(refusal(file(sectionsOf(changed(everything, change))))).toBeUndefined();
  });

  // clause: syn-ignorable, bin-section-critical
  test('producers, custom data and unknown ancillary sections are kept', () => {
    const bytes = encode({ ...minimal, unknowns: everything.unknowns, customs: everything.customs });
    expect(refusal(bytes)).toBeUndefined();
  });
});
