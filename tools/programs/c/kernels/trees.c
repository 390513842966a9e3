// Binary trees from malloc, walked and freed: trees of each even depth up to n.
#include <stdlib.h>

struct node {
  struct node *left, *right;
};

__attribute__((noinline)) static struct node *grow(int depth) {
  struct node *node = malloc(sizeof *node);
  node->left = depth > 0 ? grow(depth - 1) : 0;
  node->right = depth > 0 ? grow(depth - 1) : 0;
  return node;
}

__attribute__((noinline)) static int count(const struct node *node) {
  return node->left ? 1 + count(node->left) + count(node->right) : 1;
}

__attribute__((noinline)) static void fell(struct node *node) {
  if (node->left) fell(node->left), fell(node->right);
  free(node);
}

__attribute__((export_name("run"))) int run(int n) {
  int sum = 0;
  struct node *kept = grow(n);
  for (int depth = 2; depth <= n; depth += 2)
    for (int i = 1 << (n - depth); i > 0; i--) {
      struct node *tree = grow(depth);
      sum += count(tree);
      fell(tree);
    }
  sum += count(kept);
  fell(kept);
  return sum;
}
