import { Library } from "../library.js";
import { withoutTorch } from "../names.js";

/** The library, which notes what a case asks of it, in PyTorch's spelling: `torch.nn.Linear`, `torch.Tensor.add_`. */
export class RecordingLibrary extends Library {
  #used = new Set<string>();

  /** What was asked for since the last time. */
  takeUsed(): ReadonlySet<string> {
    const used = this.#used;
    this.#used = new Set();
    return used;
  }

  override call(path: string, args: readonly unknown[]): unknown {
    this.#used.add(`torch.${withoutTorch(path)}`);
    return super.call(path, args);
  }

  override method(target: object, name: string, args: readonly unknown[]): unknown {
    if (this.isTensor(target)) this.#used.add(`torch.Tensor.${name}`);
    return super.method(target, name, args);
  }

  override attribute(target: object, name: string): unknown {
    if (this.isTensor(target)) this.#used.add(`torch.Tensor.${name}`);
    return super.attribute(target, name);
  }
}
