// Sieve of Eratosthenes: counts the primes below n and adds them up.
#include <string.h>

static unsigned char composite[1 << 20];

__attribute__((export_name("run"))) long long run(int n) {
  if (n > (int)sizeof composite) n = sizeof composite;
  memset(composite, 0, n);
  long long count = 0, sum = 0;
  for (int i = 2; i < n; i++) {
    if (composite[i]) continue;
    count++;
    sum += i;
    for (long long j = (long long)i * i; j < n; j += i) composite[j] = 1;
  }
  return count << 40 | sum;
}
