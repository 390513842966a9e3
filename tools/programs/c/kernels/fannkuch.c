// Fannkuch: the most flips of a prefix over all permutations of n, and a checksum.
#define MOST 12

__attribute__((export_name("run"))) int run(int n) {
  int permutation[MOST], flipped[MOST], counts[MOST];
  if (n > MOST) n = MOST;
  int most = 0, checksum = 0, index = 0, r = n;
  for (int i = 0; i < n; i++) permutation[i] = i;
  for (;;) {
    for (; r != 1; r--) counts[r - 1] = r;
    for (int i = 0; i < n; i++) flipped[i] = permutation[i];
    int flips = 0;
    for (int k; (k = flipped[0]) != 0; flips++)
      for (int i = 0, j = k; i < j; i++, j--) {
        int t = flipped[i];
        flipped[i] = flipped[j];
        flipped[j] = t;
      }
    if (flips > most) most = flips;
    checksum += index % 2 == 0 ? flips : -flips;
    for (;; r++) {
      if (r == n) return checksum * 100 + most;
      int first = permutation[0];
      for (int i = 0; i < r; i++) permutation[i] = permutation[i + 1];
      permutation[r] = first;
      if (--counts[r] > 0) break;
    }
    index++;
  }
}
