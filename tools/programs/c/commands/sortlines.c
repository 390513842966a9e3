// sortlines INPUT OUTPUT: writes the lines of a file in order, by a merge sort, and says how many there are.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **lines, **scratch;

static void sort(size_t from, size_t to) {
  if (to - from < 2) return;
  size_t middle = from + (to - from) / 2;
  sort(from, middle);
  sort(middle, to);
  for (size_t i = from, a = from, b = middle; i < to; i++)
    scratch[i] = b == to || (a < middle && strcmp(lines[a], lines[b]) <= 0) ? lines[a++] : lines[b++];
  memcpy(lines + from, scratch + from, (to - from) * sizeof *lines);
}

static FILE *open(const char *path, const char *mode) {
  FILE *file = fopen(path, mode);
  if (!file) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    exit(1);
  }
  return file;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: sortlines INPUT OUTPUT\n", stderr);
    return 2;
  }
  FILE *in = open(argv[1], "r");
  size_t count = 0, room = 0, size = 0;
  char *line = 0;
  while (getline(&line, &size, in) >= 0) {
    if (count == room) lines = realloc(lines, (room = room * 2 + 16) * sizeof *lines);
    line[strcspn(line, "\n")] = 0;
    lines[count++] = strdup(line);
  }
  fclose(in);
  scratch = malloc(count * sizeof *scratch);
  sort(0, count);
  FILE *out = open(argv[2], "w");
  for (size_t i = 0; i < count; i++) fprintf(out, "%s\n", lines[i]);
  if (fclose(out) != 0) {
    perror(argv[2]);
    return 1;
  }
  printf("%zu lines\n", count);
  return 0;
}
