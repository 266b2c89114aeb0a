// Selection and sorting of positions by the keys at them. Equal keys end where the C++ library that PyTorch is built with leaves them,
// because the indices that `topk`, `mode` and `sort` give depend on it.

/** Whether the key at position `i` comes before that at `j`. */
export type Before = (i: number, j: number) => boolean;

/** Runs up to this length are sorted by insertion. */
const shortRun = 16;

/** Sorts `order[first..last)`. */
export function sortRange(order: Int32Array, first: number, last: number, before: Before): void {
  if (first >= last) return;
  introsort(order, first, last, depthLimit(last - first), before);
  if (last - first <= shortRun) return insertionSort(order, first, last, before);
  insertionSort(order, first, first + shortRun, before);
  for (let i = first + shortRun; i < last; i++) insertUnguarded(order, i, before);
}

function depthLimit(n: number): number {
  return 2 * (31 - Math.clz32(n));
}

function introsort(order: Int32Array, first: number, last: number, depth: number, before: Before): void {
  let end = last;
  for (let left = depth; end - first > shortRun; left--) {
    if (left === 0) return partialSort(order, first, end, end, before);
    const cut = partition(order, first, end, before);
    introsort(order, cut, end, left - 1, before);
    end = cut;
  }
}

/** Brings to `nth` the element that would be there in order, smaller ones before it and larger ones after it. */
export function selectNth(order: Int32Array, first: number, nth: number, last: number, before: Before): void {
  if (first === last || nth === last) return;
  let [low, high] = [first, last];
  for (let left = depthLimit(last - first); high - low > 3; left--) {
    if (left === 0) {
      heapSelect(order, low, nth + 1, high, before);
      return swap(order, low, nth);
    }
    const cut = partition(order, low, high, before);
    if (cut <= nth) low = cut;
    else high = cut;
  }
  insertionSort(order, low, high, before);
}

/** Sorts the smallest elements of `order[first..last)` into `order[first..middle)`. */
export function partialSort(order: Int32Array, first: number, middle: number, last: number, before: Before): void {
  heapSelect(order, first, middle, last, before);
  for (let end = middle - 1; end > first; end--) popHeap(order, first, end, end, before);
}

function heapSelect(order: Int32Array, first: number, middle: number, last: number, before: Before): void {
  const n = middle - first;
  for (let parent = (n - 2) >> 1; parent >= 0 && n > 1; parent--)
    sink(order, first, parent, n, order[first + parent]!, before);
  for (let i = middle; i < last; i++) if (before(order[i]!, order[first]!)) popHeap(order, first, middle, i, before);
}

/** Moves the root of the heap `order[first..last)` to `result` and what was there into the heap. */
function popHeap(order: Int32Array, first: number, last: number, result: number, before: Before): void {
  const value = order[result]!;
  order[result] = order[first]!;
  sink(order, first, 0, last - first, value, before);
}

/** Lets the hole at `hole` sink to a leaf along the larger children, then lifts `value` from there. */
function sink(order: Int32Array, first: number, hole: number, n: number, value: number, before: Before): void {
  const top = hole;
  let child = hole;
  while (child < (n - 1) >> 1) {
    child = 2 * child + 2;
    if (before(order[first + child]!, order[first + child - 1]!)) child--;
    order[first + hole] = order[first + child]!;
    hole = child;
  }
  if (n % 2 === 0 && child === (n - 2) >> 1) {
    order[first + hole] = order[first + 2 * child + 1]!;
    hole = 2 * child + 1;
  }
  for (let parent = (hole - 1) >> 1; hole > top && before(order[first + parent]!, value); parent = (hole - 1) >> 1) {
    order[first + hole] = order[first + parent]!;
    hole = parent;
  }
  order[first + hole] = value;
}

/** Around the median of three; gives where the second part begins. */
function partition(order: Int32Array, first: number, last: number, before: Before): number {
  medianToFirst(order, first, first + 1, first + ((last - first) >> 1), last - 1, before);
  const pivot = order[first]!;
  let low = first + 1;
  let high = last;
  for (;;) {
    while (before(order[low]!, pivot)) low++;
    do high--;
    while (before(pivot, order[high]!));
    if (low >= high) return low;
    swap(order, low++, high);
  }
}

function medianToFirst(order: Int32Array, first: number, a: number, b: number, c: number, before: Before): void {
  const [x, y, z] = [order[a]!, order[b]!, order[c]!];
  if (before(x, y)) swap(order, first, before(y, z) ? b : before(x, z) ? c : a);
  else swap(order, first, before(x, z) ? a : before(y, z) ? c : b);
}

function insertionSort(order: Int32Array, first: number, last: number, before: Before): void {
  for (let i = first + 1; i < last; i++) {
    if (!before(order[i]!, order[first]!)) insertUnguarded(order, i, before);
    else {
      const value = order[i]!;
      order.copyWithin(first + 1, first, i);
      order[first] = value;
    }
  }
}

/** There is an element before `i` that stops it. */
function insertUnguarded(order: Int32Array, i: number, before: Before): void {
  const value = order[i]!;
  let at = i;
  for (; before(value, order[at - 1]!); at--) order[at] = order[at - 1]!;
  order[at] = value;
}

function swap(order: Int32Array, i: number, j: number): void {
  const value = order[i]!;
  order[i] = order[j]!;
  order[j] = value;
}
