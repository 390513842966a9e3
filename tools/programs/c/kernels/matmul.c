// Product of two n x n matrices of doubles, by the textbook's three loops.
#include <string.h>

#define MOST 256
static double a[MOST][MOST], b[MOST][MOST], c[MOST][MOST];

__attribute__((export_name("run"))) long long run(int n) {
  if (n > MOST) n = MOST;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      a[i][j] = (i * 7 + j) % 11 - 5;
      b[i][j] = (i + j * 3) % 13 / 8.0;
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int k = 0; k < n; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  double trace = 0;
  for (int i = 0; i < n; i++) trace += c[i][(i * 5) % n] * (i + 1);
  long long bits;
  memcpy(&bits, &trace, sizeof bits);
  return bits;
}
