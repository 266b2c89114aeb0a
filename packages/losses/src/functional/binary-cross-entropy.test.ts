import { checkLosses, inDouble } from "../../test/derivatives.js";
import { functional } from "../index.js";

const logits = [
  [0.3, -1.2, 2.5],
  [-0.7, 0.4, 1.1],
];
const values = [
  [1.0, -0.5, 0.2],
  [0.6, 0.45, -2.3],
];
const probabilities = [
  [0.2, 0.7, 0.9],
  [0.05, 0.5, 0.35],
];
const shares = [
  [1.0, 0.25, 0.6],
  [0.0, 0.9, 0.4],
];
const distributions = [
  [0.2, 0.3, 0.5],
  [0.25, 0.6, 0.15],
];
const weights = [
  [0.5, 2.0, 1.0],
  [0.25, 1.5, 3.0],
];
const classWeights = [1.0, 0.5, 2.0];

checkLosses([
  [
    "binary_cross_entropy(x, t, w, reduction='mean')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "mean" }),
    "BinaryCrossEntropyBackward0",
    probabilities,
    shares,
    "1.143500979",
    "-0.2083333333 0.3571428571 0.2777777778 0.02192982456 -0.2 -0.05494505495",
    "0.05776226505 -0.1412163101 -0.1831020481 0.06134247873 -0 0.1547598021",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='mean')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "mean" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "0.6833440121",
    "-0.0354631236 -0.001543731958 0.02701181833 0.02765101899 -0.02510936166 0.02918834213",
    "-0.025 0.1 -0.2083333333 0.05833333333 -0.03333333333 -0.09166666667",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='mean')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "mean" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "0.9891646626",
    "-0.0177315618 0.01292346907 0.02321890933 0.006912754746 -0.01509022337 0.06259103696",
    "-0.0125 0.07805979439 -0.2017591888 0.01458333333 -0.08206345327 -0.2031661687",
  ],
  [
    "kl_div(x, t, reduction='mean')",
    (x, t) => functional.klDiv(x, t, { reduction: "mean" }),
    "MeanBackward0",
    logits,
    distributions,
    "-0.5245483294",
    "-0.01666666667 -0.025 -0.04166666667 -0.02083333333 -0.05 -0.0125",
    "-0.0757864927 0.08300226631 -0.182762265 0.02614213657 0.00743119802 -0.1664266654",
  ],
  [
    "kl_div(x, t, reduction='mean', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "mean", logTarget: true }),
    "MeanBackward0",
    logits,
    values,
    "0.2707387298",
    "-0.2265234857 -0.05054422164 -0.1017835632 -0.1518432334 -0.1306926821 -0.008354903644",
    "0.3850899257 0.08592517679 -0.1323186321 0.3492394367 0.1372273162 -0.02005176874",
  ],
  [
    "binary_cross_entropy(x, t, w, reduction='sum')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "sum" }),
    "BinaryCrossEntropyBackward0",
    probabilities,
    shares,
    "6.861005874",
    "-1.25 2.142857143 1.666666667 0.1315789474 -1.2 -0.3296703297",
    "0.3465735903 -0.8472978604 -1.098612289 0.3680548724 -0 0.9285588126",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='sum')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "sum" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "4.100064072",
    "-0.2127787416 -0.00926239175 0.16207091 0.1659061139 -0.1506561699 0.1751300528",
    "-0.15 0.6 -1.25 0.35 -0.2 -0.55",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='sum')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "sum" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "5.934987976",
    "-0.1063893708 0.07754081444 0.139313456 0.04147652848 -0.0905413402 0.3755462217",
    "-0.075 0.4683587663 -1.210555133 0.0875 -0.4923807196 -1.218997012",
  ],
  [
    "kl_div(x, t, reduction='sum')",
    (x, t) => functional.klDiv(x, t, { reduction: "sum" }),
    "SumBackward0",
    logits,
    distributions,
    "-3.147289976",
    "-0.1 -0.15 -0.25 -0.125 -0.3 -0.075",
    "-0.4547189562 0.4980135978 -1.09657359 0.1568528194 0.04458718812 -0.9985599924",
  ],
  [
    "kl_div(x, t, reduction='sum', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "sum", logTarget: true }),
    "SumBackward0",
    logits,
    values,
    "1.624432379",
    "-1.359140914 -0.3032653299 -0.6107013791 -0.9110594002 -0.7841560927 -0.05012942186",
    "2.310539554 0.5155510608 -0.7939117928 2.09543662 0.8233638974 -0.1203106125",
  ],
  [
    "binary_cross_entropy(x, t, w, reduction='none')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "none" }),
    "BinaryCrossEntropyBackward0",
    probabilities,
    shares,
    "0.8047189562 1.984296678 0.9842503466 0.0128233236 1.039720771 2.035195798",
    "-1.25 4.285714286 5 0.5263157895 -6 -1.978021978",
    "0.3465735903 -1.694595721 -3.295836866 1.47221949 -0 5.571352876",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='none')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "none" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "0.5543552445 0.5632824673 1.078889734 0.4031860489 0.5530152524 0.9473353251",
    "-0.2127787416 -0.0185247835 0.48621273 0.6636244557 -0.7532808497 1.050780317",
    "-0.15 1.2 -3.75 1.4 -1 -3.3",
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='none')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "none" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    logits,
    shares,
    "0.2771776222 0.7607443178 1.126223575 0.1007965122 0.4832375832 3.186808365",
    "-0.1063893708 0.1550816289 0.4179403679 0.1659061139 -0.452706701 2.25327733",
    "-0.075 0.9367175327 -3.631665399 0.35 -2.461903598 -7.313982074",
  ],
  [
    "kl_div(x, t, reduction='none')",
    (x, t) => functional.klDiv(x, t, { reduction: "none" }),
    "SubBackward0",
    logits,
    distributions,
    "-0.3818875825 -0.001191841298 -1.59657359 -0.1715735903 -0.5464953743 -0.4495679977",
    "-0.1 -0.3 -0.75 -0.5 -1.5 -0.45",
    "-0.4547189562 0.9960271957 -3.289720771 0.6274112778 0.2229359406 -5.991359955",
  ],
  [
    "kl_div(x, t, reduction='none', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "none", logTarget: true }),
    "MulBackward0",
    logits,
    values,
    "1.90279728 0.4245714618 -2.809226344 2.368754441 0.07841560927 -0.3408800687",
    "-1.359140914 -0.6065306597 -1.832104137 -3.644237601 -3.920780464 -0.3007765312",
    "2.310539554 1.031102122 -2.381735378 8.381746482 4.116819487 -0.7218636748",
  ],
  [
    "kl_div(x, t, reduction='batchmean')",
    (x, t) => functional.klDiv(x, t, { reduction: "batchmean" }),
    "DivBackward0",
    logits,
    distributions,
    "-1.573644988",
    "-0.05 -0.075 -0.125 -0.0625 -0.15 -0.0375",
    "-0.2273594781 0.2490067989 -0.5482867951 0.07842640972 0.02229359406 -0.4992799962",
  ],
]);
