import { scalarIteration } from "../errors/indexing.js";
import * as at from "../ops/at.js";
import * as gathering from "../ops/gather.js";
import * as indexWriting from "../ops/index-writing.js";
import * as indexing from "../ops/indexing.js";
import * as masked from "../ops/masked.js";
import * as nonzero from "../ops/nonzero.js";
import * as putting from "../ops/put.js";
import * as scattering from "../ops/scatter.js";
import * as reducing from "../ops/scatter-reduce.js";
import { unbind } from "../ops/splitting.js";
import { Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

// Elements chosen by indices and masks.

const gatherNames = ["gather", "indexSelect", "take", "takeAlongDim"] as const;
const indexWritingNames = ["indexAdd", "indexAdd_", "indexCopy", "indexCopy_", "indexFill", "indexFill_"] as const;
const indexingNames = ["indexBy", "indexPut", "indexPut_"] as const;
const maskedNames = ["maskedFill", "maskedFill_", "maskedScatter", "maskedScatter_", "maskedSelect"] as const;
const nonzeroNames = ["argwhere", "nonzero"] as const;
const putNames = ["put", "put_"] as const;
const scatterNames = ["scatter", "scatter_", "scatterAdd", "scatterAdd_"] as const;
const reduceNames = ["indexReduce", "indexReduce_", "scatterReduce", "scatterReduce_"] as const;

const methods = {
  /**
   * What Python writes `x[...]`: numbers, slices `"start:stop:step"`, `"..."` and null give views; tensors, lists and booleans give copies.
   */
  at(this: Tensor, first?: at.Index, ...rest: at.Index[]): Tensor {
    if (typeof first === "number" && rest.length === 0) return at.atOne(this, first);
    return first === undefined ? at.at(this) : at.at(this, first, ...rest);
  },
  /** What Python writes `x[...] = value`: the indices of `at` in a list, then a number or a tensor. */
  setAt(this: Tensor, index: at.Index | readonly at.Index[], value: Parameters<typeof at.setAt>[2]): void {
    at.setAt(this, index, value);
  },
};
Object.assign(Tensor.prototype, methods);
Object.defineProperty(Tensor.prototype, Symbol.iterator, {
  value(this: Tensor): IterableIterator<Tensor> {
    if (this.layout.ndim === 0) throw scalarIteration();
    return unbind(this)[Symbol.iterator]();
  },
  configurable: true,
});
type Brackets = typeof methods;

declare module "../tensor.js" {
  interface Tensor
    extends Brackets,
      MethodsOf<typeof gathering, (typeof gatherNames)[number]>,
      MethodsOf<typeof indexWriting, (typeof indexWritingNames)[number]>,
      MethodsOf<typeof indexing, (typeof indexingNames)[number]>,
      MethodsOf<typeof masked, (typeof maskedNames)[number]>,
      MethodsOf<typeof putting, (typeof putNames)[number]>,
      MethodsOf<typeof scattering, (typeof scatterNames)[number]>,
      MethodsOf<typeof reducing, (typeof reduceNames)[number]> {
    /** The slices of the first dimension, one by one. */
    [Symbol.iterator](): IterableIterator<Tensor>;
    /** The indices of the elements that are not zero: a row per element, or a vector per dimension. */
    nonzero(): Tensor;
    nonzero(options: nonzero.NonzeroOptions & { readonly asTuple: true }): Tensor[];
    nonzero(options: nonzero.NonzeroOptions): Tensor | Tensor[];
    /** The indices of the elements that are not zero, a row per element. */
    argwhere(): Tensor;
  }
}

install(gathering, gatherNames);
install(indexWriting, indexWritingNames);
install(indexing, indexingNames);
install(masked, maskedNames);
install(nonzero, nonzeroNames);
install(putting, putNames);
install(scattering, scatterNames);
install(reducing, reduceNames);
