// The Mandelbrot set on an n x n grid: a checksum of the iterations at each point.
__attribute__((export_name("run"))) int run(int n) {
  unsigned sum = 0;
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++) {
      double cx = 2.5 * column / n - 2.0, cy = 2.5 * row / n - 1.25;
      double x = 0, y = 0;
      int count = 0;
      while (count < 200) {
        double xx = x * x, yy = y * y;
        if (xx + yy > 4.0) break;
        y = 2 * x * y + cy;
        x = xx - yy + cx;
        count++;
      }
      sum = sum * 31 + count;
    }
  return sum;
}
