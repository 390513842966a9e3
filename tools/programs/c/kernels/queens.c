// All ways to place n queens; each is told to the host, as the columns in base 16.
#include <stdint.h>

__attribute__((import_module("env"), import_name("log"))) void host_log(int32_t value);

static int columns[12], found, size;

__attribute__((noinline)) static void place(int row) {
  if (row == size) {
    int32_t code = 0;
    for (int i = 0; i < size; i++) code = code << 4 | columns[i];
    host_log(code);
    found++;
    return;
  }
  for (int column = 0; column < size; column++) {
    int free = 1;
    for (int i = 0; i < row && free; i++) {
      int distance = columns[i] - column;
      free = distance != 0 && distance != row - i && distance != i - row;
    }
    if (!free) continue;
    columns[row] = column;
    place(row + 1);
  }
}

__attribute__((export_name("run"))) int run(int n) {
  size = n < 8 ? n : 8;
  found = 0;
  place(0);
  return found;
}
