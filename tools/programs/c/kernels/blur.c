// A picture of bytes blurred n times, 16 at a time in vectors, and mixed in vectors of floats.
#include <stdint.h>
#include <wasm_simd128.h>

#define WIDTH 256
#define HEIGHT 128
static uint8_t picture[HEIGHT][WIDTH + 32], next[HEIGHT][WIDTH + 32];
static float weights[WIDTH];

__attribute__((export_name("run"))) int run(int n) {
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH + 32; x++) picture[y][x] = x * y + (x ^ y);
  for (int x = 0; x < WIDTH; x++) weights[x] = (x % 17) / 16.0f;
  v128_t total = wasm_f32x4_splat(0);
  for (int round = 0; round < n; round++) {
    for (int y = 1; y < HEIGHT - 1; y++)
      for (int x = 16; x < WIDTH + 16; x += 16) {
        v128_t across = wasm_u8x16_avgr(wasm_v128_load(&picture[y][x - 1]), wasm_v128_load(&picture[y][x + 1]));
        v128_t down = wasm_u8x16_avgr(wasm_v128_load(&picture[y - 1][x]), wasm_v128_load(&picture[y + 1][x]));
        wasm_v128_store(&next[y][x], wasm_u8x16_avgr(wasm_u8x16_avgr(across, down), wasm_v128_load(&picture[y][x])));
      }
    for (int y = 1; y < HEIGHT - 1; y++)
      for (int x = 16; x < WIDTH + 16; x += 16) {
        v128_t row = wasm_v128_load(&next[y][x]);
        wasm_v128_store(&picture[y][x], row);
        v128_t words = wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(row));
        total = wasm_f32x4_add(total, wasm_f32x4_mul(wasm_f32x4_convert_u32x4(words), wasm_v128_load(&weights[x - 16])));
      }
    total = wasm_f32x4_mul(total, wasm_f32x4_splat(0.5f));
  }
  uint32_t sum = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 16; x < WIDTH + 16; x++) sum = sum * 31 + picture[y][x];
  return (int)(sum ^ (uint32_t)wasm_i32x4_extract_lane(wasm_v128_xor(total, wasm_i32x4_shuffle(total, total, 1, 2, 3, 0)), 0));
}
