// The Ackermann function: the deepest recursion for the least work.
__attribute__((noinline)) static int ackermann(int m, int n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  // An addition stands behind the call, or the compiler would make a loop of it.
  return ackermann(m - 1, ackermann(m, n - 1) + 1) - 1;
}

__attribute__((export_name("run"))) int run(int n) { return ackermann(2, n); }
