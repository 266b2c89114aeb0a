import * as conversion from "../ops/conversion.js";
import * as diagonals from "../ops/diagonals.js";
import * as dimensions from "../ops/dimensions.js";
import * as likeness from "../ops/likeness.js";
import * as part from "../ops/part.js";
import * as rearrange from "../ops/rearrange.js";
import * as repetition from "../ops/repetition.js";
import * as replacing from "../ops/replacing.js";
import * as splitting from "../ops/splitting.js";
import * as strided from "../ops/strided.js";
import * as triangle from "../ops/triangle.js";
import * as unfolding from "../ops/unfold.js";
import * as view from "../ops/view.js";
import * as inPlace from "../ops/view-in-place.js";
import { Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

// Shapes, views, parts and orders.

const conversionNames = ["clone", "contiguous", "copy_", "detach", "fill_", "to", "type", "typeAs", "zero_"] as const;
const diagonalNames = ["diag", "diagEmbed", "diagflat", "fillDiagonal_"] as const;
const dimensionNames = [
  "adjoint",
  "moveaxis",
  "movedim",
  "permute",
  "squeeze",
  "swapaxes",
  "swapdims",
  "t",
  "transpose",
  "unsqueeze",
] as const;
const likenessNames = ["newEmpty", "newFull", "newOnes", "newTensor", "newZeros"] as const;
const partNames = ["diagonal", "narrow", "narrowCopy", "select", "slice"] as const;
const rearrangeNames = ["flip", "fliplr", "flipud", "roll", "rot90"] as const;
const repetitionNames = ["repeat", "repeatInterleave", "tile"] as const;
const replacingNames = ["asStridedScatter", "diagonalScatter", "selectScatter", "sliceScatter"] as const;
const splittingNames = [
  "chunk",
  "dsplit",
  "hsplit",
  "split",
  "splitWithSizes",
  "tensorSplit",
  "unbind",
  "vsplit",
] as const;
const stridedNames = ["asStrided"] as const;
const triangleNames = ["tril", "tril_", "triu", "triu_"] as const;
const unfoldNames = ["unfold"] as const;
const viewNames = [
  "broadcastTo",
  "expand",
  "expandAs",
  "expandTo",
  "flatten",
  "ravel",
  "reshape",
  "reshapeAs",
  "unflatten",
  "view",
  "viewAs",
] as const;
const inPlaceNames = [
  "asStrided_",
  "detach_",
  "squeeze_",
  "swapaxes_",
  "swapdims_",
  "t_",
  "transpose_",
  "unsqueeze_",
] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof conversion, Exclude<(typeof conversionNames)[number], "type">>,
      MethodsOf<typeof diagonals, (typeof diagonalNames)[number]>,
      MethodsOf<typeof dimensions, (typeof dimensionNames)[number]>,
      MethodsOf<typeof likeness, (typeof likenessNames)[number]>,
      MethodsOf<typeof part, (typeof partNames)[number]>,
      MethodsOf<typeof rearrange, (typeof rearrangeNames)[number]>,
      MethodsOf<typeof repetition, (typeof repetitionNames)[number]>,
      MethodsOf<typeof replacing, (typeof replacingNames)[number]>,
      MethodsOf<typeof splitting, (typeof splittingNames)[number]>,
      MethodsOf<typeof strided, (typeof stridedNames)[number]>,
      MethodsOf<typeof triangle, (typeof triangleNames)[number]>,
      MethodsOf<typeof unfolding, (typeof unfoldNames)[number]>,
      MethodsOf<typeof view, (typeof viewNames)[number]>,
      MethodsOf<typeof inPlace, (typeof inPlaceNames)[number]> {
    /** The name of the type, such as `torch.FloatTensor`, or the tensor converted to `dtype`. */
    type(): string;
    type(dtype: Parameters<typeof conversion.toDtype>[1]): Tensor;
    /** All dimensions in reverse order; a view. */
    readonly T: Tensor;
    /** The last two dimensions exchanged; a view. */
    readonly mT: Tensor;
    /** The transpose of a matrix; a view. */
    readonly H: Tensor;
    /** The last two dimensions exchanged; a view. */
    readonly mH: Tensor;
  }
}

install(conversion, conversionNames);
install(diagonals, diagonalNames);
install(dimensions, dimensionNames);
install(likeness, likenessNames);
install(part, partNames);
install(rearrange, rearrangeNames);
install(repetition, repetitionNames);
install(replacing, replacingNames);
install(splitting, splittingNames);
install(strided, stridedNames);
install(triangle, triangleNames);
install(unfolding, unfoldNames);
install(view, viewNames);
install(inPlace, inPlaceNames);

const transposes: Record<string, (x: Tensor) => Tensor> = {
  T: dimensions.reverseDims,
  mT: (x) => dimensions.transposeMatrix(x, "mT"),
  mH: (x) => dimensions.transposeMatrix(x, "mH"),
  H: (x) => {
    if (x.layout.ndim === 0 || x.layout.ndim === 2) return dimensions.transposeMatrix(x, "H");
    throw new Error(
      `tensor.H is only supported on matrices (2-D tensors). Got ${x.layout.ndim}-D tensor. For batches of matrices, consider using tensor.mH`,
    );
  },
};
for (const [name, transposed] of Object.entries(transposes)) {
  Object.defineProperty(Tensor.prototype, name, {
    get(this: Tensor) {
      return transposed(this);
    },
    configurable: true,
  });
}
