/* A version that posts otherwise: a fee is taken from each entry. */
#include "ledger.h"

static void post(int32_t number, int32_t amount) {
  entry(number, amount);
  balances[number % ACCOUNTS] += amount - 1;
}

static int64_t summary(void) {
  int64_t sum = 0;
  for (int account = 0; account < ACCOUNTS; account++) sum += balances[account];
  return sum;
}
