// Quicksort with the middle of three, small parts by insertion; a checksum of the order.
#define MOST (1 << 18)
static int values[MOST];

static void sort(int *v, int low, int high) {
  while (high - low > 12) {
    int middle = low + (high - low) / 2;
    int a = v[low], b = v[middle], c = v[high];
    int pivot = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
    int i = low, j = high;
    while (i <= j) {
      while (v[i] < pivot) i++;
      while (v[j] > pivot) j--;
      if (i <= j) {
        int t = v[i];
        v[i++] = v[j];
        v[j--] = t;
      }
    }
    if (j - low < high - i) {
      sort(v, low, j);
      low = i;
    } else {
      sort(v, i, high);
      high = j;
    }
  }
  for (int i = low + 1; i <= high; i++) {
    int t = v[i], j = i;
    for (; j > low && v[j - 1] > t; j--) v[j] = v[j - 1];
    v[j] = t;
  }
}

__attribute__((export_name("run"))) int run(int n) {
  if (n > MOST) n = MOST;
  unsigned state = 12345;
  for (int i = 0; i < n; i++) {
    state = state * 1664525 + 1013904223;
    values[i] = (int)state;
  }
  sort(values, 0, n - 1);
  unsigned sum = 0;
  for (int i = 0; i < n; i++) {
    if (i > 0 && values[i - 1] > values[i]) return -1;
    sum = sum * 33 + (unsigned)values[i];
  }
  return (int)sum;
}
