import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, fromJSONText, toJSONText } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { checkpointErrors, checkpointFeatures } from '@wasm-checkpoint/tables';
import { clauses } from '@wasm-checkpoint/tables/clauses';
import { derivedFiles, stale, strayFiles, wrongModules } from './build.js';
import { coverageOf, validationClauses } from './coverage.js';
import { bytesOfHex } from './hex.js';
import { folderOf, readManifests, rowsOf } from './manifest.js';

const manifests = readManifests();
const rows = rowsOf(manifests);
const byName = new Map(rows.map((row) => [row.name, row]));

describe('the corpus', () => {
  test('has one case of each name, in the folder that its name says', () => {
    expect(byName.size).toBe(rows.length);
    for (const [folder, cases] of manifests.cases) {
      expect(cases.filter((row) => folderOf(row) !== folder).map(({ name }) => name)).toEqual([]);
    }
    expect(new Set(rows.map(({ checkpoint, name }) => `${name.split('/')[0]}/${checkpoint}`)).size).toBe(rows.length);
  });

  test('has every file that it names and no other', () => {
    expect(strayFiles(manifests)).toEqual({ stray: [], missing: [] });
    const used = new Set(
      rows.flatMap(({ modules, updates = [] }) => [...modules, ...updates.map((update) => update.with)]),
    );
    expect(manifests.modules.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  test('is what its sources give, byte by byte', async () => {
    const files = await derivedFiles(manifests);
    expect(files.length).toBe(manifests.modules.length + rows.length);
    expect(stale(manifests, files).map(({ path }) => path)).toEqual([]);
    expect(wrongModules(manifests)).toEqual([]);
  });

  test('names clauses, codes, phases and features of the tables', () => {
    const ids = new Set<string>(clauses.map(({ id }) => id));
    const codes = new Map<string, (typeof checkpointErrors)[number]>(checkpointErrors.map((row) => [row.code, row]));
    const features = new Set<string>(checkpointFeatures.map(({ name }) => name));
    for (const row of rows) {
      const unknown = row.clauses.filter((clause) => !ids.has(clause));
      expect({ name: row.name, unknown }).toEqual({ name: row.name, unknown: [] });
      expect({ name: row.name, unknown: row.features.filter((each) => !features.has(each)) }).toMatchObject({
        unknown: [],
      });
      if (row.refusal === undefined) continue;
      const { code, phase } = row.refusal;
      expect({ name: row.name, phase: codes.get(code)?.phase, clause: codes.get(code)?.clause }).toEqual({
        ...{ name: row.name, phase },
        clause: row.clauses[0],
      });
    }
  });

  test('has a neighbour of every refused case that is accepted and exercises its clauses', () => {
    for (const { name, neighbour, verdict, clauses: broken } of rows) {
      if (verdict === 'accepted') continue;
      const other = byName.get(neighbour ?? '');
      expect({ name, neighbour: other?.verdict }).toEqual({ name, neighbour: 'accepted' });
      expect({ name, missing: broken.filter((clause) => !other?.clauses.includes(clause)) }).toEqual({
        name,
        missing: [],
      });
    }
  });

  test('has two cases of each kind for every clause of validation but the exceptions', () => {
    const coverage = coverageOf(manifests);
    const short = coverage
      .filter(({ clause, accepted, refused }) => validationClauses.includes(clause) && (accepted < 2 || refused < 2))
      .map(({ clause }) => clause);
    expect(short.sort()).toEqual(Object.keys(manifests.exceptions).sort());
    for (const reason of Object.values(manifests.exceptions)) expect(reason.trim()).not.toBe('');
  });

  test('has an accepted case for every clause that a refused one breaks', () => {
    const alone = coverageOf(manifests).filter(({ accepted, refused }) => refused > 0 && accepted === 0);
    expect(alone.map(({ clause }) => clause)).toEqual([]);
  });

  // clause: ver-fixtures
  test('is read as the checkpoints of its sources', async () => {
    const algorithms = await nodeAlgorithms();
    for (const row of rows) {
      if (!row.source.endsWith('.json')) continue;
      const folder = join(manifests.folder, 'cases', folderOf(row));
      const checkpoint = decode(new Uint8Array(readFileSync(join(folder, row.checkpoint))), { algorithms });
      const twin = fromJSONText(readFileSync(join(folder, row.source), 'utf8'));
      expect({ name: row.name, json: toJSONText(checkpoint) }).toEqual({ name: row.name, json: toJSONText(twin) });
    }
  });
});

describe('annotated hex', () => {
  test('has bytes, repeated bytes and comments', () => {
    expect(bytesOfHex('00 ff*3 # 11 22\n\n# 33\n44')).toEqual(Uint8Array.of(0, 255, 255, 255, 0x44));
  });

  test.each(['0', '00*0', 'zz', '0011', '00 *2'])('refuses %s', (text) => {
    expect(() => bytesOfHex(text)).toThrow('line 1');
  });
});
