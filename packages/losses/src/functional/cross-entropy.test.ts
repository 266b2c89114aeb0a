import { checkLosses, inDouble } from "../../test/derivatives.js";
import { functional } from "../index.js";

const logits = [
  [0.3, -1.2, 2.5],
  [-0.7, 0.4, 1.1],
];
const shares = [
  [1.0, 0.25, 0.6],
  [0.0, 0.9, 0.4],
];
const classes = [2, 0];
const rows = [
  [
    [0.3, -1.2],
    [2.5, 0.1],
    [0.8, -0.4],
  ],
  [
    [-0.7, 0.4],
    [1.1, -2.0],
    [0.6, 0.9],
  ],
];
const rowClasses = [
  [2, 0],
  [1, 1],
];
const images = [
  [
    [
      [0.3, -1.2],
      [0.5, 1.5],
    ],
    [
      [2.5, 0.1],
      [-0.3, 0.2],
    ],
  ],
];
const pixelClasses = [
  [
    [1, 0],
    [0, 1],
  ],
];
const classWeights = [1.0, 0.5, 2.0];

checkLosses([
  [
    "nll_loss(x, t, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, { reduction: "mean" }),
    "NllLossBackward0",
    logits,
    classes,
    "-0.9",
    "0 0 -0.25 -0.25 0 0",
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "mean" }),
    "NllLossBackward0",
    logits,
    classes,
    "-2.5",
    "0 0 -0.5 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "mean" }),
    "NllLossBackward0",
    logits,
    classes,
    "1.217524298",
    "0.02439466193 0.005443184824 -0.02983784675 -0.2251338136 0.07470215226 0.1504316614",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='mean')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "mean" }),
    "AddBackward0",
    logits,
    classes,
    "0.2515052009",
    "0.02805688021 0.001645838843 -0.02970271905 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "mean" }),
    "DivBackward1",
    logits,
    shares,
    "1.843931499",
    "-0.1656005077 -0.0219389331 0.1875394408 0.01400162986 -0.006200678881 -0.007800950984",
    "0.4654193166 0.3827096583 0.05083863312 0.4615904028 0.1207952014 0.2031808056",
  ],
  [
    "nll_loss(x, t, reduction='sum')",
    (x, t) => functional.nllLoss(x, t, { reduction: "sum" }),
    "NllLossBackward0",
    logits,
    classes,
    "-1.8",
    "0 0 -0.5 -0.5 0 0",
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='sum')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "sum" }),
    "NllLossBackward0",
    logits,
    classes,
    "-5",
    "0 0 -1 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, reduction='sum')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "sum" }),
    "NllLossBackward0",
    logits,
    classes,
    "2.435048597",
    "0.04878932386 0.01088636965 -0.05967569351 -0.4502676272 0.1494043045 0.3008633227",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='sum')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "sum" }),
    "AddBackward0",
    logits,
    classes,
    "0.5030104018",
    "0.05611376042 0.003291677686 -0.0594054381 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='sum')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "sum" }),
    "NegBackward0",
    logits,
    shares,
    "3.687862997",
    "-0.3312010154 -0.04387786621 0.3750788816 0.02800325973 -0.01240135776 -0.01560190197",
    "0.9308386331 0.7654193166 0.1016772662 0.9231808056 0.2415904028 0.4063616113",
  ],
  [
    "nll_loss(x, t, reduction='none')",
    (x, t) => functional.nllLoss(x, t, { reduction: "none" }),
    "NllLossBackward0",
    logits,
    classes,
    "-2.5 0.7",
    "0 0 -0.5 -1 0 0",
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='none')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "none" }),
    "NllLossBackward0",
    logits,
    classes,
    "-5 0",
    "0 0 -1 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "none" }),
    "NllLossBackward0",
    logits,
    classes,
    "0.1270965828 2.307952014",
    "0.04878932386 0.01088636965 -0.05967569351 -0.9005352545 0.298808609 0.6017266455",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='none')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "none" }),
    "AddBackward0",
    logits,
    classes,
    "0.5030104018 0",
    "0.05611376042 0.003291677686 -0.0594054381 0 0 0",
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "none" }),
    "NegBackward0",
    logits,
    shares,
    "2.666055513 1.021807484",
    "-0.3312010154 -0.04387786621 0.3750788816 0.05600651946 -0.02480271552 -0.03120380393",
    "0.9308386331 0.7654193166 0.1016772662 1.846361611 0.4831808056 0.8127232226",
  ],
  [
    "cross_entropy(x, t, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "mean" }),
    "NllLoss2DBackward0",
    rows,
    rowClasses,
    "1.966970069",
    "0.01070779853 -0.1068704939 0.09663802627 0.06652253618 -0.1073458248 0.04034795776 0.01166159637 0.04562977667 -0.05445145308 -0.1208605601 0.04278985671 0.07523078338",
    null,
  ],
  [
    "cross_entropy(x, t, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "none" }),
    "ViewBackward0",
    rows,
    rowClasses,
    "1.957341427 1.930772957 0.5720126556 3.407753237",
    "0.04283119412 -0.8549639515 0.3865521051 0.5321802895 -0.4293832992 0.322783662 0.1399391565 0.7300764268 -0.6534174369 -1.933768961 0.5134782805 1.203692534",
    null,
  ],
  [
    "nll_loss(x, t, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, { reduction: "mean" }),
    "NllLoss2DBackward0",
    images,
    pixelClasses,
    "-0.5",
    "0 -0.125 -0.125 0 -0.125 0 0 -0.125",
    null,
  ],
  [
    "nll_loss(x, t, reduction='none')",
    (x, t) => functional.nllLoss(x, t, { reduction: "none" }),
    "NllLoss2DBackward0",
    images,
    pixelClasses,
    "-2.5 1.2 -0.5 -0.2",
    "0 -1 -1.5 0 -0.5 0 0 -2",
    null,
  ],
]);
