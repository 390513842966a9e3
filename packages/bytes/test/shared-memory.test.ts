/** A host whose decoder takes no shared memory, as browsers have it; Node takes it. */
class StrictDecoder extends TextDecoder {
  override decode(input?: NodeJS.ArrayBufferView | ArrayBuffer | null): string {
    if (ArrayBuffer.isView(input) && input.buffer instanceof SharedArrayBuffer) throw new TypeError('is shared');
    return super.decode(input);
  }
}
globalThis.TextDecoder = StrictDecoder;
// Only now: the module takes the decoder of the host when it is loaded.
const { decodeUtf8 } = await import('@wasm-checkpoint/bytes');

function shared(bytes: readonly number[]): Uint8Array {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length + 2), 1, bytes.length);
  view.set(bytes);
  return view;
}

test('the decoder of this test is that of a host that refuses shared memory', () => {
  expect(() => new TextDecoder().decode(shared([0x61]))).toThrow(TypeError);
});

describe('decodeUtf8 of shared memory', () => {
  test.each([[[0x61, 0x62]], [[]], [[0xe0, 0xa0, 0x80, 0xf0, 0x90, 0x80, 0x80]], [[0xc0, 0x80]], [[0x80]]])(
    '%j',
    (bytes) => {
      expect(decodeUtf8(shared(bytes))).toBe(decodeUtf8(Uint8Array.from(bytes)));
      expect(decodeUtf8(Buffer.from(shared(bytes).buffer, 1, bytes.length))).toBe(decodeUtf8(Uint8Array.from(bytes)));
    },
  );
});
