// The spectral norm of an infinite matrix cut to n x n, by the power method.
#include <math.h>
#include <string.h>

#define MOST 512
static double u[MOST], v[MOST], t[MOST];

static double element(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

__attribute__((noinline)) static void times(int n, const double *x, double *y) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += element(i, j) * x[j];
    y[i] = sum;
  }
}

__attribute__((noinline)) static void times_transposed(int n, const double *x, double *y) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += element(j, i) * x[j];
    y[i] = sum;
  }
}

__attribute__((export_name("run"))) long long run(int n) {
  if (n > MOST) n = MOST;
  for (int i = 0; i < n; i++) u[i] = 1;
  for (int i = 0; i < 10; i++) {
    times(n, u, t);
    times_transposed(n, t, v);
    times(n, v, t);
    times_transposed(n, t, u);
  }
  double uv = 0, vv = 0;
  for (int i = 0; i < n; i++) uv += u[i] * v[i], vv += v[i] * v[i];
  double norm = sqrt(uv / vv);
  long long bits;
  memcpy(&bits, &norm, sizeof bits);
  return bits;
}
