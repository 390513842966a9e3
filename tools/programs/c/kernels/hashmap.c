// A hash map with open addressing that grows and forgets: n insertions, look-ups and removals.
#include <stdint.h>
#include <stdlib.h>

struct entry {
  uint32_t key, value;
  uint8_t used;
};

static struct entry *entries;
static uint32_t capacity, count;

static uint32_t place(uint32_t key) { return (key * 2654435769u ^ key >> 15) & (capacity - 1); }

static struct entry *find(uint32_t key) {
  uint32_t i = place(key);
  while (entries[i].used == 1 ? entries[i].key != key : entries[i].used == 2) i = (i + 1) & (capacity - 1);
  return &entries[i];
}

static void put(uint32_t key, uint32_t value);

static void grow(void) {
  struct entry *old = entries;
  uint32_t size = capacity;
  capacity *= 2;
  entries = calloc(capacity, sizeof *entries);
  count = 0;
  for (uint32_t i = 0; i < size; i++)
    if (old[i].used == 1) put(old[i].key, old[i].value);
  free(old);
}

static void put(uint32_t key, uint32_t value) {
  if ((count + 1) * 4 > capacity * 3) grow();
  struct entry *entry = find(key);
  if (!entry->used) count++;
  *entry = (struct entry){key, value, 1};
}

__attribute__((export_name("run"))) int run(int n) {
  capacity = 16, count = 0;
  entries = calloc(capacity, sizeof *entries);
  uint32_t state = 99, sum = 0;
  for (int i = 0; i < n; i++) {
    state = state * 1664525 + 1013904223;
    uint32_t key = state >> 12 & 0x3fff;
    struct entry *entry = find(key);
    if (entry->used && state % 5 == 0) entry->used = 2;
    else if (entry->used) sum += entry->value++ ^ key;
    else put(key, i);
  }
  for (uint32_t i = 0; i < capacity; i++)
    if (entries[i].used == 1) sum = sum * 17 + entries[i].value;
  free(entries);
  return (int)sum;
}
