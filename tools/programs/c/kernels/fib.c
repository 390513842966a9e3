// Fibonacci numbers by the naive recursion: nothing but calls.
__attribute__((export_name("run"))) int run(int n);

__attribute__((noinline)) static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

int run(int n) { return fib(n); }
