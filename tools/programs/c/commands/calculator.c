// calculator: reads lines from its standard input and answers each at once. A line is an expression of + - * / % ( ) and
// whole numbers, or `name = expression`; variables are lower-case letters. Ends with the input; the exit code is the number of faults.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long long variables[26];
static const char *at;
static const char *fault;

static long long sum(void);

static void blanks(void) {
  while (isspace((unsigned char)*at)) at++;
}

static long long atom(void) {
  blanks();
  if (isdigit((unsigned char)*at)) return strtoll(at, (char **)&at, 10);
  if (islower((unsigned char)*at)) return variables[*at++ - 'a'];
  if (*at == '-') return at++, (long long)(0 - (unsigned long long)atom());
  if (*at == '(') {
    at++;
    long long value = sum();
    blanks();
    if (*at == ')') at++;
    else fault = "expected )";
    return value;
  }
  fault = "expected a value";
  return 0;
}

static long long product(void) {
  unsigned long long value = atom();
  for (;;) {
    blanks();
    char operator = *at;
    if (fault || !operator || !strchr("*/%", operator)) return value;
    at++;
    long long right = atom();
    if (operator == '*') value *= right;
    else if (right == 0 || right == -1) {
      if (right == 0) fault = "division by zero";
      value = operator == '/' ? 0 - value : 0;
    } else if (operator == '/') value = (long long)value / right;
    else value = (long long)value % right;
  }
}

static long long sum(void) {
  unsigned long long value = product();
  for (;;) {
    blanks();
    char operator = *at;
    if (fault || (operator != '+' && operator != '-')) return value;
    at++;
    long long right = product();
    value = operator == '+' ? value + right : value - right;
  }
}

int main(void) {
  char *line = 0;
  size_t size = 0;
  int faults = 0;
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  while (getline(&line, &size, stdin) >= 0) {
    at = line;
    fault = 0;
    blanks();
    int variable = -1;
    if (islower((unsigned char)at[0])) {
      const char *equals = at + 1;
      while (isspace((unsigned char)*equals)) equals++;
      if (*equals == '=') variable = *at - 'a', at = equals + 1;
    }
    long long value = sum();
    blanks();
    if (!fault && *at) fault = "expected an operator";
    if (fault) faults++, printf("%s at column %d\n", fault, (int)(at - line) + 1);
    else {
      if (variable >= 0) variables[variable] = value;
      printf("%lld\n", value);
    }
  }
  return faults;
}
