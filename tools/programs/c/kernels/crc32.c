// CRC-32 of n rounds over a buffer of 4096 bytes, one byte at a time through a table.
#include <stdint.h>

static uint32_t table[256];
static uint8_t buffer[4096];

__attribute__((export_name("run"))) int run(int n) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int bit = 0; bit < 8; bit++) c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
    table[i] = c;
  }
  for (int i = 0; i < (int)sizeof buffer; i++) buffer[i] = i * 31 + (i >> 5);
  uint32_t crc = ~0u;
  for (int round = 0; round < n; round++)
    for (int i = 0; i < (int)sizeof buffer; i++) crc = crc >> 8 ^ table[(crc ^ buffer[i]) & 255];
  return (int)~crc;
}
