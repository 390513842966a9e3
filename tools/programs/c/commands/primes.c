// primes N [PER_LINE]: prints the primes below N as they are found; how many there were goes to the standard error.
#include <stdio.h>
#include <stdlib.h>

static int is_prime(int n) {
  for (int i = 2; i * i <= n; i++)
    if (n % i == 0) return 0;
  return n > 1;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fputs("usage: primes N [PER_LINE]\n", stderr);
    return 2;
  }
  int limit = atoi(argv[1]), per_line = argc > 2 ? atoi(argv[2]) : 10, found = 0;
  for (int n = 2; n < limit; n++) {
    if (!is_prime(n)) continue;
    found++;
    printf("%s%d", found % per_line == 1 % per_line ? "" : " ", n);
    if (found % per_line == 0) putchar('\n'), fflush(stdout);
  }
  if (found % per_line != 0) putchar('\n');
  fprintf(stderr, "%d primes\n", found);
  return 0;
}
