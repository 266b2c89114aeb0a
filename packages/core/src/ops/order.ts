import { Layout } from "../layout.js";

/** The layout that PyTorch gives a copy: without gaps, and with dimensions nested in storage as those of the original. */
export function denseOrder(layout: Layout): Layout {
  if (layout === layout.dense || layout.numel === 0) return layout;
  const { shape, strides } = layout;
  const order = nesting(layout);
  const dense = new Array<number>(shape.length);
  let step = 1;
  for (const dim of order) {
    dense[dim] = step;
    step *= Math.max(shape[dim]!, 1);
  }
  const isDense = shape.every((size, d) => size === 1 || strides[d] === dense[d]);
  return isDense ? layout : Layout.strided(shape, dense);
}

/** Dimensions from the innermost to the outermost in storage; repeated ones stay where they are. */
function nesting({ shape, strides }: Layout): number[] {
  const order = shape.map((_, d) => shape.length - 1 - d);
  for (let i = 1; i < order.length; i++) {
    let moving = i;
    for (let j = i - 1; j >= 0; j--) {
      const [a, b] = [order[j]!, order[moving]!];
      const [near, far] = [strides[a]!, strides[b]!];
      if (near === 0 || far === 0) continue;
      if (near < far) break;
      if (near > far || shape[a]! > shape[b]!) {
        [order[j], order[moving]] = [b, a];
        moving = j;
      }
    }
  }
  return order;
}
