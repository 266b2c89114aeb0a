import type { Before } from "./introsort.js";

/**
 * Brings to `k` the position that would be there in ascending order. `after(i, j)` tells whether the key at position `i` comes after
 * that at `j`. Of equal keys it finds the one that PyTorch's `kthvalue` finds.
 */
export function quickSelect(order: Int32Array, k: number, after: Before): void {
  const swap = (i: number, j: number): void => {
    const value = order[i]!;
    order[i] = order[j]!;
    order[j] = value;
  };
  const isAfter = (i: number, j: number): boolean => after(order[i]!, order[j]!);
  const orderPair = (i: number, j: number): void => {
    if (isAfter(i, j)) swap(i, j);
  };
  let left = 0;
  let right = order.length - 1;
  while (right > left) {
    if (right === left + 1) return orderPair(left, right);
    // the median of three goes to the left end, the smallest beside it, the largest to the right end
    swap(left + ((right - left) >> 1), left + 1);
    orderPair(left + 1, right);
    orderPair(left, right);
    orderPair(left + 1, left);
    let i = left + 1;
    let j = right;
    for (;;) {
      do i++;
      while (isAfter(left, i));
      do j--;
      while (isAfter(j, left));
      if (j < i) break;
      swap(i, j);
    }
    swap(left, j);
    if (j <= k) left = i;
    if (j >= k) right = j - 1;
  }
}
