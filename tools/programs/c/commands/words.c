// words [COUNT]: counts the words of its standard input and prints the COUNT most frequent (10), alphabetically where equal.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  struct word *next;
  long count;
  char text[];
};

#define BUCKETS 4096
static struct word *buckets[BUCKETS];
static size_t distinct;

static void add(const char *text) {
  unsigned hash = 5381;
  for (const char *c = text; *c; c++) hash = hash * 33 ^ (unsigned char)*c;
  struct word **at = &buckets[hash % BUCKETS];
  for (; *at; at = &(*at)->next)
    if (strcmp((*at)->text, text) == 0) {
      (*at)->count++;
      return;
    }
  *at = calloc(1, sizeof **at + strlen(text) + 1);
  (*at)->count = 1;
  strcpy((*at)->text, text);
  distinct++;
}

static int by_count(const void *a, const void *b) {
  const struct word *x = *(struct word *const *)a, *y = *(struct word *const *)b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return strcmp(x->text, y->text);
}

int main(int argc, char **argv) {
  size_t most = argc > 1 ? strtoul(argv[1], 0, 10) : 10;
  char text[128];
  size_t length = 0;
  long total = 0;
  for (int c;;) {
    c = getchar();
    if (c != EOF && isalpha(c)) {
      if (length < sizeof text - 1) text[length++] = tolower(c);
      continue;
    }
    if (length > 0) {
      text[length] = 0;
      add(text);
      total++;
      length = 0;
    }
    if (c == EOF) break;
  }
  struct word **words = malloc((distinct + 1) * sizeof *words);
  size_t filled = 0;
  for (int i = 0; i < BUCKETS; i++)
    for (struct word *word = buckets[i]; word; word = word->next) words[filled++] = word;
  qsort(words, filled, sizeof *words, by_count);
  for (size_t i = 0; i < filled && i < most; i++) printf("%7ld %s\n", words[i]->count, words[i]->text);
  printf("%ld words, %zu distinct\n", total, distinct);
  return 0;
}
