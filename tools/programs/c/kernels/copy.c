// Blocks of memory copied, moved over themselves and filled, with the instructions of bulk memory.
#include <stdint.h>
#include <string.h>

#define SIZE (1 << 18)
static uint8_t a[SIZE], b[SIZE];

__attribute__((export_name("run"))) int run(int n) {
  uint32_t state = 1, sum = 0;
  for (int i = 0; i < SIZE; i++) a[i] = i * 7 + (i >> 8);
  memset(b, 0, SIZE);
  for (int i = 0; i < n; i++) {
    state = state * 1664525 + 1013904223;
    uint32_t from = state >> 8 & (SIZE / 2 - 1), to = state >> 3 & (SIZE / 2 - 1), length = state >> 16 & 0x7fff;
    memcpy(b + to, a + from, length);
    memmove(a + from + 13, a + from, length);
    memset(a + to, i, length & 255);
    sum = sum * 31 + b[to + length / 2] + a[from + length / 2];
  }
  for (int i = 0; i < SIZE; i += 61) sum = sum * 33 + a[i] + b[i];
  return (int)sum;
}
