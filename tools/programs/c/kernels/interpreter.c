// A stack machine whose instructions are functions in a table, one indirect call for each: it adds up the lengths of the
// Collatz sequences of the numbers below n.
#include <stdint.h>

static int32_t stack[64], variables[4];
static int sp, pc;

static int32_t pop(void) { return stack[--sp]; }
static void push(int32_t v) { stack[sp++] = v; }

static void op_push(int32_t v) { push(v); }
static void op_load(int32_t v) { push(variables[v]); }
static void op_store(int32_t v) { variables[v] = pop(); }
static void op_add(int32_t v) { push(pop() + v); }
static void op_mul(int32_t v) { push((int32_t)((uint32_t)pop() * (uint32_t)v)); }
static void op_and(int32_t v) { push(pop() & v); }
static void op_shr(int32_t v) { push((int32_t)((uint32_t)pop() >> v)); }
static void op_jump(int32_t v) { pc = v; }
static void op_jumpz(int32_t v) {
  if (pop() == 0) pc = v;
}
static void op_less(int32_t v) { push(v < pop()); }
static void op_below(int32_t v) {
  int32_t limit = pop();
  push(variables[v] < limit);
}

enum opcode { PUSH, LOAD, STORE, ADD, MUL, AND, SHR, JUMP, JUMPZ, LESS, BELOW, HALT };
static void (*const handlers[HALT])(int32_t) = {
    op_push, op_load, op_store, op_add, op_mul, op_and, op_shr, op_jump, op_jumpz, op_less, op_below,
};

// Variables: 0 the limit, 1 the number, 2 where its sequence is, 3 all steps so far.
static const struct {
  enum opcode opcode;
  int32_t operand;
} code[] = {
    [0] = {PUSH, 1},   {STORE, 1},                                             // number = 1
    [2] = {LOAD, 0},   {BELOW, 1},  {JUMPZ, 25},                               // while number < limit:
    [5] = {LOAD, 1},   {STORE, 2},                                             //   x = number
    [7] = {LOAD, 2},   {LESS, 1},   {JUMPZ, 21},                               //   while 1 < x:
    [10] = {LOAD, 3},  {ADD, 1},    {STORE, 3},                                //     steps += 1
    [13] = {LOAD, 2},  {AND, 1},    {JUMPZ, 26},                               //     if x is odd:
    [16] = {LOAD, 2},  {MUL, 3},    {ADD, 1},    {STORE, 2}, [20] = {JUMP, 7}, //       x = 3 x + 1
    [21] = {LOAD, 1},  {ADD, 1},    {STORE, 1},  [24] = {JUMP, 2},             //   number += 1
    [25] = {HALT, 0},
    [26] = {LOAD, 2},  {SHR, 1},    {STORE, 2},  [29] = {JUMP, 7},             //     otherwise x = x / 2
};

__attribute__((export_name("run"))) int run(int n) {
  sp = 0, pc = 0;
  variables[0] = n;
  variables[3] = 0;
  for (;;) {
    enum opcode opcode = code[pc].opcode;
    if (opcode == HALT) return variables[3];
    handlers[opcode](code[pc++].operand);
  }
}
