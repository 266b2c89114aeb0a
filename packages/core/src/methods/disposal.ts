/// <reference lib="esnext.disposable" preserve="true" />
import { dispose } from "../memory/allocator.js";
import { Tensor } from "../tensor.js";

declare module "../tensor.js" {
  interface Tensor {
    /**
     * Gives the memory of the tensor, and of all its views, back at once instead of some time after nobody refers to it. Never
     * needed; it spares large temporaries a move out of the heap. Any later use of the elements throws.
     *
     * @example
     * const x = zeros([1000, 1000]);
     * x.dispose();
     * x.sum() // throws dispose: the memory of this tensor was given back by dispose() or by a using block; clone() what you need
     */
    dispose(): void;
    /** What the end of a `using` block calls: `dispose`. */
    [Symbol.dispose](): void;
  }
}

function giveBack(this: Tensor): void {
  dispose(this.storage);
}
for (const name of ["dispose", Symbol.dispose]) {
  // engines that do not know `using` have no symbol for it
  if (name !== undefined) Object.defineProperty(Tensor.prototype, name, { value: giveBack, configurable: true });
}
