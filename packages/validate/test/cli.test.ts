import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from '@wasm-checkpoint/format';
import { assembled, i32, nullOf, Scene, thread } from './scene.js';

const command = fileURLToPath(new URL('../bin/ckpt-validate.mjs', import.meta.url));
let folder = '';
const at = (name: string): string => join(folder, name);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ckptValidate(...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', cwd: folder });
  for (const text of [stdout, stderr]) expect(text).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  return { code: status, out: stdout, err: stderr };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ckpt-validate-'));
  const scene = await Scene.of(
    '(module (func $add (param $a i32) (result i32) (i32.add (local.get $a) (i32.const 1))))',
  );
  const frame = (value: Parameters<typeof scene.frame>[2]) => scene.frame(0, scene.first(0), value);
  mkdirSync(at('modules'));
  mkdirSync(at('empty'));
  writeFileSync(at('program.wasm'), scene.bytes);
  writeFileSync(at('modules/program.wasm'), scene.bytes);
  writeFileSync(at('modules/other.wasm'), await assembled('(module)'));
  writeFileSync(at('modules/notes.txt'), 'no module');
  writeFileSync(at('good.ckpt'), encode(scene.checkpoint({ threads: [thread(frame([i32(1)]))] })));
  writeFileSync(at('bad.ckpt'), encode(scene.checkpoint({ threads: [thread(frame([nullOf('func')]))] })));
  writeFileSync(at('cut.ckpt'), encode(scene.checkpoint()).subarray(0, 40));
  writeFileSync(at('garbage.wasm'), 'garbage');
  writeFileSync(at('host.json'), '{"format": 1}');
  writeFileSync(at('broken.json'), '{"format": ');
  const newer = '(module (func $add (param $a i32) (result i32) (i32.add (local.get $a) (i32.const 2))))';
  writeFileSync(at('newer.wasm'), await assembled(newer));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('emb-exit: 0 for a checkpoint that is accepted', () => {
  expect(ckptValidate('good.ckpt', 'program.wasm')).toMatchObject({ code: 0, err: '' });
  expect(ckptValidate('good.ckpt', '--module', 'modules')).toMatchObject({ code: 0, err: '' });
  expect(ckptValidate('good.ckpt', '-m', 'empty', '-m', 'program.wasm', '--full')).toMatchObject({
    code: 0,
    out: 'judgement C: accepted\n',
  });
  expect(ckptValidate('good.ckpt')).toMatchObject({ code: 0, out: 'judgement A: accepted\n' });
});

test('emb-exit: 1 for a checkpoint that is refused', () => {
  expect(ckptValidate('bad.ckpt', 'program.wasm')).toMatchObject({ code: 1, err: '' });
  expect(ckptValidate('good.ckpt', 'garbage.wasm').out).toContain('error[CKPT3102]');
  expect(ckptValidate('good.ckpt', '-m', 'empty').out).toContain('error[CKPT3101]');
  const cut = ckptValidate('cut.ckpt', 'program.wasm');
  expect(cut).toMatchObject({ code: 1, err: '' });
  expect(cut.out).toContain('judgement A: refused with 1 error');
  expect(ckptValidate('program.wasm').out).toContain('error[CKPT1010]');
});

test.each([
  { name: 'no checkpoint', args: [], says: 'no checkpoint is given' },
  { name: 'an unknown option', args: ['good.ckpt', '--speed'], says: "unknown option '--speed'" },
  { name: 'a file that is not there', args: ['none.ckpt'], says: 'no such file' },
  { name: 'a folder', args: ['modules'], says: 'illegal operation' },
  { name: 'a module that is not there', args: ['good.ckpt', 'none.wasm'], says: 'no such file' },
  { name: 'a code that is none', args: ['--explain', 'CKPT0000'], says: 'CKPT0000 is no error code' },
  { name: 'a host without modules', args: ['good.ckpt', '--host', 'host.json'], says: '--host takes the modules' },
  {
    name: 'a broken manifest',
    args: ['good.ckpt', 'program.wasm', '--host', 'broken.json'],
    says: 'broken.json: error[CKPT1112]',
  },
  {
    name: 'a version of a module that there is not',
    args: ['good.ckpt', 'program.wasm', '--against', '1=newer.wasm'],
    says: 'the checkpoint has no module 1',
  },
])('emb-exit: 2 for $name', ({ args, says }) => {
  const { code, err, out } = ckptValidate(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test('emb-json-lines: one object a line, the verdict last', () => {
  const { code, out, err } = ckptValidate('bad.ckpt', 'program.wasm', '--json');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const lines = out.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^\{"type":"/);
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed.map(({ type }) => type)).toEqual(['error', 'unchecked', 'verdict']);
  expect(parsed[0]).toMatchObject({
    code: 'CKPT2102',
    phase: 'invalid',
    clause: 'valid-ref-null',
    path: 'threads[0].frames[0].locals[0]',
    place: { module: 0, funcidx: 0, offset: 1 },
  });
  expect(parsed[0]?.['offset']).toBeGreaterThan(0);
  expect(parsed[2]).toEqual({ type: 'verdict', judgement: 'C', accepted: false, errors: 1, format: 1 });
});

test('a report shows the frame and its types side by side', () => {
  const { out } = ckptValidate('bad.ckpt', 'program.wasm');
  expect(out).toContain('error[CKPT2102] local 0 is i32, found null of the hierarchy func');
  expect(out).toMatch(/\(;>1 ?;\) +local\.get \$a/);
  expect(out).toMatch(/expected +found\n +> +local 0 +i32 +null of the hierarchy func/);
});

test('--explain prints the clause', () => {
  const { code, out } = ckptValidate('--explain', 'ckpt2125');
  expect(code).toBe(0);
  expect(out).toContain('CKPT2125 local-dead');
  expect(out).toContain('valid-frame-dead (spec/validation.md)');
  const line = JSON.parse(ckptValidate('--explain', 'CKPT3101', '--json').out) as Record<string, unknown>;
  expect(line).toMatchObject({ type: 'explanation', code: 'CKPT3101', clause: 'valid-module-given' });
});

test('the published form of the command, one file, says the same', () => {
  const bundle = fileURLToPath(new URL('../bundle.mjs', import.meta.url));
  const published = at('published/ckpt-validate.cjs');
  expect(spawnSync(process.execPath, [bundle, published], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
  for (const args of [
    ['bad.ckpt', 'program.wasm'],
    ['good.ckpt', 'program.wasm', '--json'],
    ['--explain', 'CKPT2101'],
  ]) {
    const { status, stdout } = spawnSync(process.execPath, [published, ...args], { encoding: 'utf8', cwd: folder });
    expect({ code: status, out: stdout, err: '' }).toEqual(ckptValidate(...args));
  }
  // What it kept of its compiled code is used, and is of no harm when it is something else; newer versions of Node keep their own.
  const kept = (): string[] => readdirSync(at('published')).filter((name) => name.endsWith('.cache'));
  expect(kept()).toHaveLength(process.versions.v8.startsWith('11.') ? 1 : 0);
  const spoiled = (path: string): void => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x55;
    writeFileSync(path, bytes);
  };
  for (const spoil of [() => {}, spoiled]) {
    for (const name of kept()) spoil(at(`published/${name}`));
    const { status, stdout, stderr } = spawnSync(process.execPath, [published, 'good.ckpt', 'program.wasm'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect({ code: status, out: stdout, err: stderr }).toEqual(ckptValidate('good.ckpt', 'program.wasm'));
  }
});

test('--quiet leaves the answer to the exit code', () => {
  expect(ckptValidate('bad.ckpt', 'program.wasm', '--quiet')).toEqual({ code: 1, out: '', err: '' });
});

test('--host decides judgement D', () => {
  expect(ckptValidate('good.ckpt', 'program.wasm', '--host', 'host.json').out).toContain('judgement D: accepted');
});

test('--against decides judgement E', () => {
  const same = ckptValidate('good.ckpt', 'program.wasm', '--against', 'program.wasm');
  expect(same).toMatchObject({ code: 0 });
  const changed = ckptValidate('good.ckpt', 'program.wasm', '--against', 'newer.wasm');
  expect(changed.code).toBe(1);
  expect(changed.out).toContain('i32.const 2');
  const lines = ckptValidate('good.ckpt', 'program.wasm', '--against', 'newer.wasm', '--json')
    .out.trimEnd()
    .split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
    'error',
    'unchecked',
    'obstacle',
    'update',
    'verdict',
  ]);
});
