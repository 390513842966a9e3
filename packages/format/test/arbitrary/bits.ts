import fc from 'fast-check';

const u64Max = 2n ** 64n - 1n;

/** Where LEB128 encodings and machine integers change their length or sign. */
const i32Boundaries = [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -8192, -8193, 0x7fffffff, -0x80000000];
const i64Boundaries = [0n, -1n, 63n, 64n, -64n, -65n, 2n ** 32n, -(2n ** 31n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)];
const u32Boundaries = [0, 1, 127, 128, 16383, 16384, 0x7fffffff, 0x80000000, 0xffffffff];
const u64Boundaries = [0n, 1n, 127n, 128n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n, u64Max];

export const i32: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(...i32Boundaries), fc.integer());
export const u32: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...u32Boundaries),
  fc.integer({ min: 0, max: 0xffffffff }),
);
export const i64: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(...i64Boundaries),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);
export const u64: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(...u64Boundaries),
  fc.bigInt({ min: 0n, max: u64Max }),
);

/** Bits of 32-bit floats: zeros, infinities, quiet and signalling NaNs with payloads, subnormals, any. */
export const f32Bits: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    0x80000000,
    0x7f800000,
    0xff800000,
    0x7fc00000,
    0xffc00000,
    0x7f800001,
    0xffbfffff,
    0x7fc12345,
    1,
    0x3fc00000,
  ),
  fc.integer({ min: 0, max: 0xffffffff }),
);

/** Bits of 64-bit floats, likewise. */
export const f64Bits: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(
    0n,
    0x8000000000000000n,
    0x7ff0000000000000n,
    0xfff0000000000000n,
    0x7ff8000000000000n,
    0xfff8000000000000n,
    0x7ff0000000000001n,
    0xfff7ffffffffffffn,
    0x7ff8000012345678n,
    1n,
    0x3ff8000000000000n,
  ),
  fc.bigInt({ min: 0n, max: u64Max }),
);

export const v128Bits: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(0n, 2n ** 128n - 1n, 0x7ff0000000000001n << 64n),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
);

/** At most eight bytes: payloads whose contents nothing looks at. */
export const bytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 8 });

/** 32 bytes. */
export const digest: fc.Arbitrary<Uint8Array> = fc.uint8Array({ minLength: 32, maxLength: 32 });

export function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

export function larger(left: bigint, right: bigint): bigint {
  return smaller(left, right) === left ? right : left;
}
