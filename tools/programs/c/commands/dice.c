// dice N: throws N dice with the host's random numbers and tells how long that took by its clocks; never twice the same.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 6;
  struct timespec start, end, now;
  if (clock_gettime(CLOCK_MONOTONIC, &start) != 0 || clock_gettime(CLOCK_REALTIME, &now) != 0) return 1;
  int counts[6] = {0};
  for (int i = 0; i < n; i++) {
    unsigned char byte;
    do
      if (getentropy(&byte, 1) != 0) return 1;
    while (byte >= 252);
    counts[byte % 6]++;
  }
  for (int i = 0; i < 6; i++) printf("%d: %d\n", i + 1, counts[i]);
  if (clock_gettime(CLOCK_MONOTONIC, &end) != 0) return 1;
  long long nanoseconds = (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec;
  printf("%lld ns, at %lld\n", nanoseconds, (long long)now.tv_sec);
  return nanoseconds < 0;
}
