// journal FOLDER N: keeps two files open at once, one appended to and one written back and forth, reads both again, lists the
// folder, renames and removes. Whoever resumes it in the middle has to bring offsets, flags and folders back.
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void list(const char *folder) {
  DIR *dir = opendir(folder);
  if (!dir) fail(folder);
  char *names[64];
  int count = 0;
  for (struct dirent *entry; (entry = readdir(dir)) && count < 64;)
    if (entry->d_name[0] != '.') names[count++] = strdup(entry->d_name);
  closedir(dir);
  qsort(names, count, sizeof *names, by_name);
  for (int i = 0; i < count; i++) printf("%s%s", i ? " " : "", names[i]), free(names[i]);
  putchar('\n');
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: journal FOLDER N\n", stderr);
    return 2;
  }
  if (mkdir(argv[1], 0777) != 0 || chdir(argv[1]) != 0) fail(argv[1]);
  int rounds = atoi(argv[2]);
  int log = open("log", O_CREAT | O_APPEND | O_WRONLY, 0666);
  int data = open("data", O_CREAT | O_TRUNC | O_RDWR, 0666);
  if (log < 0 || data < 0) fail("open");
  unsigned state = 1;
  for (int i = 0; i < rounds; i++) {
    char line[64];
    int length = snprintf(line, sizeof line, "round %d state %08x\n", i, state);
    if (write(log, line, length) != length) fail("log");
    off_t at = state % 509;
    unsigned char old[4] = {0};
    if (lseek(data, at, SEEK_SET) != at) fail("seek");
    ssize_t got = read(data, old, sizeof old);
    if (got < 0) fail("read");
    unsigned mixed = (state ^ old[0] ^ (unsigned)old[3] << 8) * 2654435761u;
    if (lseek(data, -got, SEEK_CUR) != at || write(data, &mixed, sizeof mixed) != sizeof mixed) fail("write");
    state = state * 1664525 + mixed + 1;
    if (i % 16 == 15) {
      char name[32];
      snprintf(name, sizeof name, "part-%d", i / 16);
      FILE *part = fopen(name, "w");
      if (!part || fprintf(part, "%08x\n", state) < 0 || fclose(part) != 0) fail(name);
      if (i / 16 % 3 == 1 && unlink(name) != 0) fail(name);
      if (i / 16 % 3 == 2 && rename(name, "last") != 0) fail(name);
    }
  }
  list(".");
  struct stat info;
  if (fstat(log, &info) != 0) fail("stat");
  unsigned sum = 0;
  unsigned char buffer[64];
  lseek(data, 0, SEEK_SET);
  for (ssize_t got; (got = read(data, buffer, sizeof buffer)) > 0;)
    for (ssize_t i = 0; i < got; i++) sum = sum * 31 + buffer[i];
  printf("log of %lld bytes, data %08x\n", (long long)info.st_size, sum);
  return close(log) | close(data);
}
