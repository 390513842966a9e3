// All places of several words in a text of n bytes: Horspool's search beside Knuth, Morris and Pratt's, which must agree.
#include <string.h>

#define MOST (1 << 18)
static char text[MOST];

static int horspool(const char *word, int length, int n, unsigned *sum) {
  int skip[256], found = 0;
  for (int i = 0; i < 256; i++) skip[i] = length;
  for (int i = 0; i < length - 1; i++) skip[(unsigned char)word[i]] = length - 1 - i;
  for (int at = 0; at + length <= n; at += skip[(unsigned char)text[at + length - 1]]) {
    int i = length - 1;
    while (i >= 0 && text[at + i] == word[i]) i--;
    if (i < 0) found++, *sum = *sum * 31 + at;
  }
  return found;
}

static int prefixes(const char *word, int length, int n) {
  int back[32], found = 0;
  back[0] = 0;
  for (int i = 1, k = 0; i < length; i++) {
    while (k > 0 && word[i] != word[k]) k = back[k - 1];
    if (word[i] == word[k]) k++;
    back[i] = k;
  }
  for (int i = 0, k = 0; i < n; i++) {
    while (k > 0 && text[i] != word[k]) k = back[k - 1];
    if (text[i] == word[k]) k++;
    if (k == length) found++, k = back[k - 1];
  }
  return found;
}

__attribute__((export_name("run"))) int run(int n) {
  static const char *const words[] = {"abracadabra", "abab", "cab", "dacabad", "bbbb"};
  if (n > MOST) n = MOST;
  unsigned state = 7, sum = 0;
  for (int i = 0; i < n; i++) {
    state = state * 1103515245 + 12345;
    text[i] = "aabcd"[(state >> 16) % 5];
  }
  for (int i = 0; i < 5; i++) {
    int length = strlen(words[i]);
    int found = horspool(words[i], length, n, &sum);
    if (found != prefixes(words[i], length, n)) return -1;
    sum = sum * 7 + found;
  }
  return (int)sum;
}
