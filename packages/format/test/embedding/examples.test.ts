import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decode, encode, fromJSONText, toJSONText } from '@wasm-checkpoint/format';
import { difference } from '../arbitrary/difference.js';
import { bytesOf } from '../decode/build.js';
import { options } from '../decode/options.js';

const page = (name: string): string => readFileSync(new URL(`../../../../spec/${name}`, import.meta.url), 'utf8');

/** The fenced blocks of a kind, in order. */
const blocks = (text: string, kind: string): string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === kind)
    .map(([, , contents]) => contents ?? '');

/** The bytes in the first 48 columns of each line; what stands behind them is a note. */
const annotated = (block: string): Uint8Array =>
  bytesOf(
    block
      .split('\n')
      .map((line) => line.slice(0, 48).match(/^(?:[0-9A-F]{2}(?: |$))+/)?.[0] ?? '')
      .join(''),
  );

const examples = page('appendix/examples.md');

describe('the worked examples of the specification', () => {
  const files = blocks(examples, 'checkpoint').map(annotated);
  const modules = blocks(examples, 'module').map(bytesOf);
  const twins = blocks(examples, 'json');

  test('are as many as their modules and twins', () => {
    expect([files.length, modules.length, twins.length]).toEqual([2, 2, 2]);
  });

  // clauses: conv-canonical, json-lossless
  test.each([0, 1])('number %d is what the codec writes for its twin, and reads', (index) => {
    const bytes = files[index] ?? new Uint8Array();
    expect(difference(encode(fromJSONText(twins[index] ?? '')), bytes)).toBeUndefined();
    expect(toJSONText(decode(bytes, options)).trimEnd()).toBe((twins[index] ?? '').trimEnd());
  });

  test.each([0, 1])('number %d names its module', (index) => {
    const [module] = decode(files[index] ?? new Uint8Array(), options).modules;
    const bytes = modules[index] ?? new Uint8Array();
    expect(module?.length).toBe(BigInt(bytes.length));
    expect(Buffer.from(module?.digest ?? []).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  // clause: syn-offset
  test('has frames that stand at calls', () => {
    const [first] = files;
    const frames = decode(first ?? new Uint8Array(), options).threads[0]?.frames ?? [];
    const bodies = Buffer.from(modules[0] ?? [])
      .toString('hex')
      .split(/(?=01017f0340|0041031001)/)
      .slice(1);
    expect(frames.map(({ offset }, index) => bodies[index]?.slice(2 * offset, 2 * offset + 2))).toEqual(['10', '10']);
  });
});

describe('the smallest file of the specification', () => {
  test('is what the codec writes for nothing', () => {
    const [block] = blocks(page('binary.md').split('## The smallest file')[1] ?? '', '');
    const bytes = bytesOf((block ?? '').replace(/^((?:[0-9A-F]{2} )+).*$/gm, '$1'));
    expect(bytes).toHaveLength(35);
    expect(difference(encode(decode(bytes)), bytes)).toBeUndefined();
  });
});
