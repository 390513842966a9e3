/* What all versions have: accounts in linear memory, a host that is told of each entry, a walk that calls both. */
#include <stdint.h>

__attribute__((import_module("env"), import_name("entry"))) void entry(int32_t number, int32_t amount);

#define ACCOUNTS 16

static int64_t balances[ACCOUNTS];

/* A function of its own, so that it has a frame. */
#define SEPARATE __attribute__((noinline))

static SEPARATE void post(int32_t number, int32_t amount);
static SEPARATE int64_t summary(void);

static SEPARATE void walk(int32_t from, int32_t to) {
  if (from == to) return;
  post(from, from * 37 % 101 - 50);
  walk(from + 1, to);
}

__attribute__((export_name("run"))) int64_t run(int32_t entries) {
  walk(0, entries);
  return summary();
}
