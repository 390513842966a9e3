import fc from 'fast-check';

/** A host whose decoder takes no shared memory, as browsers have it; Node takes it. */
class StrictDecoder extends TextDecoder {
  override decode(input?: NodeJS.ArrayBufferView | ArrayBuffer | null): string {
    if (ArrayBuffer.isView(input) && input.buffer instanceof SharedArrayBuffer) throw new TypeError('is shared');
    return super.decode(input);
  }
}
globalThis.TextDecoder = StrictDecoder;
// Only now: the package takes the decoder of the host when it is loaded.
const { decode, encode } = await import('@wasm-checkpoint/format');
const { arbitraryCheckpoint } = await import('../arbitrary/checkpoint.js');
const { sampleCheckpoints } = await import('../arbitrary/samples.js');
const { options } = await import('./options.js');

function shared(bytes: Uint8Array): Uint8Array {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length + 3), 3);
  view.set(bytes);
  return view;
}

describe('a file in shared memory', () => {
  test.each(Object.keys(sampleCheckpoints))('reads as in memory of its own: %s', (name) => {
    const file = encode(sampleCheckpoints[name as keyof typeof sampleCheckpoints]);
    const read = decode(shared(file), options);
    expect(read).toEqual(decode(file, options));
    expect(Buffer.compare(encode(read), file)).toBe(0);
  });

  test('reads as in memory of its own, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryCheckpoint(), (checkpoint) => {
        const file = encode(checkpoint);
        const read = decode(shared(file), options);
        expect(Buffer.compare(encode(read), file)).toBe(0);
      }),
    );
  });
});
