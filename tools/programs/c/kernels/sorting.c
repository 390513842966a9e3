// Sorts n numbers whose order only the host knows: qsort asks it for each comparison.
#include <stdint.h>
#include <stdlib.h>

__attribute__((import_module("env"), import_name("log"))) void host_log(int32_t value);
__attribute__((import_module("env"), import_name("compare"))) int32_t host_compare(int32_t a, int32_t b);

static int32_t values[1024];

static int compare(const void *a, const void *b) { return host_compare(*(const int32_t *)a, *(const int32_t *)b); }

__attribute__((export_name("run"))) int run(int n) {
  if (n > 1024) n = 1024;
  for (int i = 0; i < n; i++) values[i] = i * 7919 % 1021 - 300;
  qsort(values, n, sizeof *values, compare);
  uint32_t sum = 0;
  for (int i = 0; i < n; i++) {
    host_log(values[i]);
    sum = sum * 31 + (uint32_t)values[i];
  }
  return (int)sum;
}
