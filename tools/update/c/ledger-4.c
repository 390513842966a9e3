/* A version with a table in front of the accounts, which lie elsewhere now: all that reaches for them is changed. */
#include "ledger.h"

static const int64_t weights[ACCOUNTS] = {1, 10, 100, 1000, 1, 10, 100, 1000, 2, 20, 200, 2000, 2, 20, 200, 2000};

static void post(int32_t number, int32_t amount) {
  entry(number, amount);
  balances[number % ACCOUNTS] += amount;
}

static int64_t summary(void) {
  int64_t sum = 0;
  for (int32_t account = 0; account < ACCOUNTS; account++) sum += balances[account] * weights[account];
  return sum;
}
