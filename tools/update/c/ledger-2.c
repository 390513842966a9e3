/* The second version: the summary weighs the accounts. What posts and walks is as it was. */
#include "ledger.h"

static void post(int32_t number, int32_t amount) {
  entry(number, amount);
  balances[number % ACCOUNTS] += amount;
}

static SEPARATE int64_t weighed(int32_t account) { return balances[account] * (account % 4 + 1); }

static int64_t summary(void) {
  int64_t sum = 0;
  for (int32_t account = 0; account < ACCOUNTS; account++) sum += weighed(account);
  return sum;
}
