// Prints doubles with 17 digits and reads them back with the C library; a checksum of the texts, or -1 where one differs.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The C library would import these for the standard streams, which nothing here touches; 8 is EBADF.
int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t file) { return (void)file, 8; }
int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t file, int64_t by, int32_t from, int32_t to) {
  return (void)file, (void)by, (void)from, (void)to, 8;
}
int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t file, int32_t parts, int32_t count, int32_t to) {
  return (void)file, (void)parts, (void)count, (void)to, 8;
}

__attribute__((export_name("run"))) int run(int n) {
  uint64_t state = 88172645463325252u;
  unsigned sum = 0;
  for (int i = 0; i < n; i++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    // Exponents around one, so that no text has hundreds of digits.
    uint64_t bits = (state & 0x800fffffffffffffu) | (uint64_t)(1023 - 40 + state % 80) << 52;
    double value, again;
    memcpy(&value, &bits, sizeof value);
    char text[64];
    int length = snprintf(text, sizeof text, i % 2 ? "%.17g" : "%.16e", value);
    again = strtod(text, 0);
    if (memcmp(&again, &value, sizeof value) != 0) return -1;
    for (int c = 0; c < length; c++) sum = sum * 31 + (unsigned char)text[c];
  }
  return (int)sum;
}
