// environment [NAME...]: prints its arguments and the named variables of the environment, all of them when none is named.
#include <stdio.h>
#include <stdlib.h>

extern char **environ;

int main(int argc, char **argv) {
  for (int i = 0; i < argc; i++) printf("argument %d: %s\n", i, argv[i]);
  if (argc < 2)
    for (char **variable = environ; *variable; variable++) puts(*variable);
  for (int i = 1; i < argc; i++) {
    const char *value = getenv(argv[i]);
    printf("%s %s\n", argv[i], value ? value : "is not set");
  }
  return argc - 1;
}
