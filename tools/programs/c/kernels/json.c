// Writes a JSON text of n records, parses it into a tree by recursive descent, writes the tree and compares the texts.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum kind { NUL, FALSE, TRUE, NUMBER, STRING, ARRAY, OBJECT };

struct value {
  enum kind kind;
  int number;
  const char *text;
  int length;
  struct value *first, *next, *key;
};

static char *out;
static int written;
static const char *in;

static void put(char c) { out[written++] = c; }
static void puts_raw(const char *s) {
  while (*s) put(*s++);
}
static void put_number(int n) {
  char digits[12];
  int length = 0;
  unsigned rest = n < 0 ? 0u - (unsigned)n : (unsigned)n;
  do digits[length++] = '0' + rest % 10;
  while (rest /= 10);
  if (n < 0) put('-');
  while (length) put(digits[--length]);
}

static struct value *parse(void);

static struct value *parse_items(enum kind kind, char close) {
  struct value *value = calloc(1, sizeof *value), **at = &value->first;
  value->kind = kind;
  in++;
  while (*in != close) {
    struct value *key = kind == OBJECT ? parse() : 0;
    if (key) in++;
    *at = parse();
    (*at)->key = key;
    at = &(*at)->next;
    if (*in == ',') in++;
  }
  in++;
  return value;
}

__attribute__((noinline)) static struct value *parse(void) {
  if (*in == '[') return parse_items(ARRAY, ']');
  if (*in == '{') return parse_items(OBJECT, '}');
  struct value *value = calloc(1, sizeof *value);
  if (*in == '"') {
    value->kind = STRING;
    value->text = ++in;
    while (*in != '"') in += *in == '\\' ? 2 : 1;
    value->length = in++ - value->text;
  } else if (*in == 'n' || *in == 't' || *in == 'f') {
    value->kind = *in == 'n' ? NUL : *in == 't' ? TRUE : FALSE;
    in += *in == 'f' ? 5 : 4;
  } else {
    int negative = *in == '-';
    in += negative;
    value->kind = NUMBER;
    while (*in >= '0' && *in <= '9') value->number = value->number * 10 + (*in++ - '0');
    if (negative) value->number = -value->number;
  }
  return value;
}

__attribute__((noinline)) static void print(const struct value *value) {
  switch (value->kind) {
    case NUL: puts_raw("null"); break;
    case FALSE: puts_raw("false"); break;
    case TRUE: puts_raw("true"); break;
    case NUMBER: put_number(value->number); break;
    case STRING:
      put('"');
      memcpy(out + written, value->text, value->length);
      written += value->length;
      put('"');
      break;
    default:
      put(value->kind == ARRAY ? '[' : '{');
      for (const struct value *item = value->first; item; item = item->next) {
        if (item->key) print(item->key), put(':');
        print(item);
        if (item->next) put(',');
      }
      put(value->kind == ARRAY ? ']' : '}');
  }
}

__attribute__((noinline)) static void release(struct value *value) {
  while (value) {
    struct value *next = value->next;
    if (value->key) release(value->key);
    release(value->first);
    free(value);
    value = next;
  }
}

__attribute__((export_name("run"))) int run(int n) {
  int most = 64 + 128 * n;
  char *text = malloc(most), *again = malloc(most);
  out = text, written = 0;
  put('[');
  for (int i = 0; i < n; i++) {
    if (i) put(',');
    puts_raw("{\"id\":"), put_number(i * 7919 - 1000);
    puts_raw(",\"name\":\"record \\\"");
    put_number(i);
    puts_raw("\\\"\",\"tags\":[\"a\",[],[[null,true],false]],\"inner\":{\"depth\":{\"depth\":");
    put_number(i % 13);
    puts_raw("}}}");
  }
  put(']');
  int length = written;
  put(0);
  in = text;
  struct value *tree = parse();
  out = again, written = 0;
  print(tree);
  unsigned sum = memcmp(text, again, length) == 0 && written == length ? 1 : 0;
  for (int i = 0; i < length; i++) sum = sum * 31 + (unsigned char)again[i];
  release(tree);
  free(text);
  free(again);
  return (int)sum;
}
