import { compareList, compareTensor, elements, exact } from "../compare.js";
import { backward, compareGradients, requireGrad } from "../gradients.js";
import type { TensorLike } from "../library.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { decode, type StoredTensor, sliceText } from "../values.js";
import { Mismatch, within } from "../verdict.js";

type Link = [method: string, ...args: unknown[]];

/** A chain of views: shape, strides, offset, whether it shares storage with its base, and its gradient. */
export const runView: FamilyRunner = (body, run) => {
  const chain = body.chain as Link[];
  const shape = body.base_shape as number[];
  const result = follow(run, chain, base(run, shape));
  compareTensor(run.library, result, body.expect as StoredTensor, exact);
  compareList("shape", result.shape, body.expect_shape as number[]);
  compareList("stride", run.caller.method(result, "stride"), body.expect_stride as number[]);
  const offset = run.caller.method(result, "storage_offset");
  if (offset !== body.expect_storage_offset) {
    throw new Mismatch("storage offset", `${offset}, expected ${body.expect_storage_offset}`);
  }
  const isContiguous = run.caller.method(result, "is_contiguous");
  if (isContiguous !== body.expect_is_contiguous) throw new Mismatch("is_contiguous", String(isContiguous));
  within("sharing", () => compareSharing(run, chain, shape, body.expect_shares_storage as boolean));
  if (body.expect_base_after_add_100 !== undefined) {
    within("writing through the view", () => {
      const origin = base(run, shape);
      run.caller.method(follow(run, chain, origin), "add_", [100]);
      compareTensor(run.library, origin, body.expect_base_after_add_100 as StoredTensor, exact);
    });
  }
  if (body.grad_output === undefined) return;
  within("backward", () => {
    const leaf = base(run, shape);
    requireGrad(run.caller, [leaf]);
    backward(run.caller, [follow(run, chain, leaf)], [body.grad_output]);
    compareGradients(run.caller, [leaf], [body.expect_grad as StoredTensor], toleranceOf(body), ["base"]);
  });
};

function base(run: Run, shape: readonly number[]): TensorLike {
  const count = shape.reduce((product, size) => product * size, 1);
  const flat = run.caller.method(run.caller.function("arange", [count]) as object, "float");
  return run.caller.method(flat as object, "reshape", [[...shape]]) as TensorLike;
}

function follow(run: Run, chain: readonly Link[], origin: TensorLike): TensorLike {
  return chain.reduce<TensorLike>((tensor, [method, ...rest]) => {
    const args = decode(run.library, rest) as unknown[];
    if (method !== "slice") return run.caller.method(tensor, method, args) as TensorLike;
    const [dim, start, stop, step] = args as [number, number | null, number | null, number | null];
    const index = Array.from({ length: tensor.shape.length }, () => ":");
    index[dim < 0 ? dim + index.length : dim] = sliceText([start, stop, step]);
    return run.caller.method(tensor, "at", index) as TensorLike;
  }, origin);
}

/** Storage is shared exactly when a number written into the base shows in the view. */
function compareSharing(run: Run, chain: readonly Link[], shape: readonly number[], expected: boolean): void {
  const origin = base(run, shape);
  const view = follow(run, chain, origin);
  const written = -12345;
  run.caller.method(origin, "fill_", [written]);
  const seen = elements(run.library, view);
  const shares = seen.length > 0 && seen.every((value) => value === written);
  if (seen.length > 0 && shares !== expected)
    throw new Mismatch(expected ? "a copy, expected a view" : "a view, expected a copy");
}
