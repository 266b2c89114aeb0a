import type { ValuesAndIndices } from "../ops/choice.js";
import * as counting from "../ops/counting.js";
import * as covariance from "../ops/covariance.js";
import * as difference from "../ops/difference.js";
import * as distance from "../ops/distance.js";
import * as extrema from "../ops/extrema.js";
import * as median from "../ops/median.js";
import * as prod from "../ops/prod.js";
import * as quantile from "../ops/quantile.js";
import * as reduction from "../ops/reduction.js";
import * as scan from "../ops/scan.js";
import * as softmax from "../ops/softmax.js";
import * as sorting from "../ops/sorting.js";
import * as statistics from "../ops/statistics.js";
import * as uniques from "../ops/unique.js";
import type { Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

const sums = ["sum", "nansum", "mean", "nanmean", "sumToSize"] as const;
const products = ["prod"] as const;
const spreads = ["var", "std"] as const;
const extremes = ["amax", "amin", "aminmax", "argmax", "argmin"] as const;
const distances = ["norm", "dist", "renorm", "renorm_"] as const;
const covariances = ["cov", "corrcoef"] as const;
const counts = ["all", "any", "countNonzero", "bincount", "histc", "histogram"] as const;
const scans = ["cumsum", "cumsum_", "cumprod", "cumprod_", "logcumsumexp", "cummax", "cummin"] as const;
const orders = ["sort", "argsort", "msort", "topk", "kthvalue"] as const;
const middles = ["mode"] as const;
const quantiles = ["quantile", "nanquantile"] as const;
const softmaxes = ["softmax", "logSoftmax", "logsumexp"] as const;
const differences = ["diff"] as const;

/** Methods that mean several things; `MethodsOf` sees only the last signature of a function. */
interface Overloaded {
  max(): Tensor;
  max(other: Tensor): Tensor;
  max(dim: number, options?: extrema.KeepdimOptions): ValuesAndIndices;
  min(): Tensor;
  min(other: Tensor): Tensor;
  min(dim: number, options?: extrema.KeepdimOptions): ValuesAndIndices;
  median(): Tensor;
  median(dim: number, options?: extrema.KeepdimOptions): ValuesAndIndices;
  nanmedian(): Tensor;
  nanmedian(dim: number, options?: extrema.KeepdimOptions): ValuesAndIndices;
  unique(options: uniques.UniqueOptions & { readonly returnInverse: true }): readonly Tensor[];
  unique(options: uniques.UniqueOptions & { readonly returnCounts: true }): readonly Tensor[];
  unique(options?: uniques.UniqueOptions): Tensor;
  uniqueConsecutive(options: uniques.UniqueConsecutiveOptions & { readonly returnInverse: true }): readonly Tensor[];
  uniqueConsecutive(options: uniques.UniqueConsecutiveOptions & { readonly returnCounts: true }): readonly Tensor[];
  uniqueConsecutive(options?: uniques.UniqueConsecutiveOptions): Tensor;
}

declare module "../tensor.js" {
  interface Tensor
    extends Overloaded,
      MethodsOf<typeof reduction, (typeof sums)[number]>,
      MethodsOf<typeof prod, (typeof products)[number]>,
      MethodsOf<typeof statistics, (typeof spreads)[number]>,
      MethodsOf<typeof extrema, (typeof extremes)[number]>,
      MethodsOf<typeof distance, (typeof distances)[number]>,
      MethodsOf<typeof covariance, (typeof covariances)[number]>,
      MethodsOf<typeof counting, (typeof counts)[number]>,
      MethodsOf<typeof scan, (typeof scans)[number]>,
      MethodsOf<typeof sorting, (typeof orders)[number]>,
      MethodsOf<typeof median, (typeof middles)[number]>,
      MethodsOf<typeof quantile, (typeof quantiles)[number]>,
      MethodsOf<typeof softmax, (typeof softmaxes)[number]>,
      MethodsOf<typeof difference, (typeof differences)[number]> {}
}

install(reduction, sums);
install(prod, products);
install(statistics, spreads);
install(extrema, [...extremes, "max", "min"]);
install(distance, distances);
install(covariance, covariances);
install(counting, counts);
install(scan, scans);
install(sorting, orders);
install(median, [...middles, "median", "nanmedian"]);
install(quantile, quantiles);
install(softmax, softmaxes);
install(difference, differences);
install(uniques, ["unique", "uniqueConsecutive"]);
