// ticker N [WORK]: computes and prints N lines, each after about WORK million steps (20); for interrupting it from outside.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int lines = argc > 1 ? atoi(argv[1]) : 10;
  long work = (argc > 2 ? atol(argv[2]) : 20) * 1000000L;
  uint64_t state = 88172645463325252u;
  for (int i = 1; i <= lines; i++) {
    for (long step = 0; step < work; step++) state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    printf("%d %016llx\n", i, (unsigned long long)state);
    fflush(stdout);
  }
  return 0;
}
