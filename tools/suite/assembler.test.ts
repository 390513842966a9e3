import { type Assembled, assemble } from './assembler.js';

const text = (source: string) => assemble({ kind: 'text', text: source }, 'wasm-tools');
const hex = (assembled: Assembled): string =>
  'bytes' in assembled ? Buffer.from(assembled.bytes).toString('hex') : assembled.refusal;

describe('assemble', () => {
  test('does not validate', async () => {
    const assembled = await text('(module (func (result i32) i64.const 0))');
    expect(hex(assembled)).toBe('0061736d010000000105016000017f030201000a0601040042000b');
    expect('bytes' in assembled && WebAssembly.validate(assembled.bytes as Uint8Array<ArrayBuffer>)).toBe(false);
  });

  test('says why it refuses', async () => {
    expect(await text('(module (func (oops)))')).toEqual({ refusal: 'unknown operator or unexpected token' });
  });

  test('takes marks of writing direction in strings', async () => {
    const mark = '\u202e';
    const plain = await text('(module (export "\\u{202e}" (func 0)) (func))');
    expect(hex(await text(`(module (export "${mark}" (func 0)) (func))`))).toBe(hex(plain));
    expect(plain).toHaveProperty('bytes');
  });

  test('refuses a quote that is not UTF-8', async () => {
    const bytes = Uint8Array.of(0x28, 0xff, 0x29);
    expect(await assemble({ kind: 'quote', bytes }, 'wasm-tools')).toEqual({ refusal: 'malformed UTF-8 encoding' });
  });

  test('leaves binaries alone', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(await assemble({ kind: 'binary', bytes }, 'wasm-tools')).toEqual({ bytes });
  });

  test('reads the folded legacy try through wabt', async () => {
    const source = { kind: 'text', text: '(module (func (try (do) (catch_all))))' } as const;
    expect(await assemble(source, 'wabt')).toHaveProperty('bytes');
    expect(await assemble({ ...source, text: '(module (func (catch_all)))' }, 'wabt')).toHaveProperty('refusal');
  });
});
