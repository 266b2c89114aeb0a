import { type Callable, Library, type TensorLike } from "../library.js";

/**
 * The library, whose `tensor` gives tensors that are not contiguous: every second element of a longer storage, whose other elements
 * are rubbish.
 */
export class StridedLibrary extends Library {
  override call(path: string, args: readonly unknown[]): unknown {
    const result = super.call(path, args);
    return path === "tensor" && this.isTensor(result) ? this.#spread(result) : result;
  }

  #spread(x: TensorLike): unknown {
    const noGrad = this.function("no_grad");
    return noGrad((() => {
      const rubbish = super.method(super.method(x, "clone", []) as object, "fill_", [
        x.dtype.name === "bool" ? true : 77,
      ]);
      const pair = super.call("stack", [[x, rubbish], -1]) as object;
      return super.method(super.method(pair, "select", [-1, 0]) as object, "detach", []);
    }) satisfies Callable);
  }
}
