import { arange, float64, gradcheck, gradgradcheck, type Tensor, type TensorData, tensor } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { functional } from "../index.js";

// x, t, w, c = torch.tensor(..., dtype=torch.float64), class numbers in int64; y = F....
// (y * torch.arange(1, y.numel() + 1).reshape(y.shape) * 0.5).sum().backward()
const weights = [
  [0.5, 2.0, 1.0],
  [0.25, 1.5, 3.0],
];
const classWeights = [1.0, 0.5, 2.0];

type Case = [
  python: string,
  f: (x: Tensor, t: Tensor) => Tensor,
  gradFn: string,
  x: TensorData,
  t: TensorData,
  values: number[],
  gradients: number[],
  targetGradients: number[] | null,
];
const cases: Case[] = [
  [
    "mse_loss(x, t, reduction='mean')",
    (x, t) => functional.mseLoss(x, t, { reduction: "mean" }),
    "MseLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [3.25375],
    [-0.1166666667, -0.1166666667, 0.3833333333, -0.2166666667, -0.008333333333, 0.5666666667],
    [0.1166666667, 0.1166666667, -0.3833333333, 0.2166666667, 0.008333333333, -0.5666666667],
  ],
  [
    "mse_loss(x, t, reduction='mean', weight=w)",
    (x, t) => functional.mseLoss(x, t, inDouble(weights), { reduction: "mean" }),
    "DivBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [5.045],
    [-0.04242424242, -0.1696969697, 0.2787878788, -0.03939393939, -0.009090909091, 1.236363636],
    [0.04242424242, 0.1696969697, -0.2787878788, 0.03939393939, 0.009090909091, -1.236363636],
  ],
  [
    "l1_loss(x, t, reduction='mean')",
    (x, t) => functional.l1Loss(x, t, { reduction: "mean" }),
    "MeanBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [1.408333333],
    [-0.08333333333, -0.08333333333, 0.08333333333, -0.08333333333, -0.08333333333, 0.08333333333],
    [0.08333333333, 0.08333333333, -0.08333333333, 0.08333333333, 0.08333333333, -0.08333333333],
  ],
  [
    "smooth_l1_loss(x, t, reduction='mean', beta=0.8)",
    (x, t) => functional.smoothL1Loss(x, t, { reduction: "mean", beta: 0.8 }),
    "SmoothL1LossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [1.069010417],
    [-0.07291666667, -0.07291666667, 0.08333333333, -0.08333333333, -0.005208333333, 0.08333333333],
    [0.07291666667, 0.07291666667, -0.08333333333, 0.08333333333, 0.005208333333, -0.08333333333],
  ],
  [
    "huber_loss(x, t, reduction='mean', delta=0.8)",
    (x, t) => functional.huberLoss(x, t, { reduction: "mean", delta: 0.8 }),
    "HuberLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.8552083333],
    [-0.05833333333, -0.05833333333, 0.06666666667, -0.06666666667, -0.004166666667, 0.06666666667],
    [0.05833333333, 0.05833333333, -0.06666666667, 0.06666666667, 0.004166666667, -0.06666666667],
  ],
  [
    "binary_cross_entropy(x, t, w, reduction='mean')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "mean" }),
    "BinaryCrossEntropyBackward0",
    [
      [0.2, 0.7, 0.9],
      [0.05, 0.5, 0.35],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [1.143500979],
    [-0.2083333333, 0.3571428571, 0.2777777778, 0.02192982456, -0.2, -0.05494505495],
    [0.05776226505, -0.1412163101, -0.1831020481, 0.06134247873, -0.0, 0.1547598021],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='mean')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "mean" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [0.6833440121],
    [-0.0354631236, -0.001543731958, 0.02701181833, 0.02765101899, -0.02510936166, 0.02918834213],
    [-0.025, 0.1, -0.2083333333, 0.05833333333, -0.03333333333, -0.09166666667],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='mean')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "mean" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [0.9891646626],
    [-0.0177315618, 0.01292346907, 0.02321890933, 0.006912754746, -0.01509022337, 0.06259103696],
    [-0.0125, 0.07805979439, -0.2017591888, 0.01458333333, -0.08206345327, -0.2031661687],
  ],
  [
    "nll_loss(x, t, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, { reduction: "mean" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-0.9],
    [0.0, 0.0, -0.25, -0.25, 0.0, 0.0],
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "mean" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-2.5],
    [0.0, 0.0, -0.5, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "mean" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [1.217524298],
    [0.02439466193, 0.005443184824, -0.02983784675, -0.2251338136, 0.07470215226, 0.1504316614],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='mean')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "mean" }),
    "AddBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [0.2515052009],
    [0.02805688021, 0.001645838843, -0.02970271905, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "mean" }),
    "DivBackward1",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [1.843931499],
    [-0.1656005077, -0.0219389331, 0.1875394408, 0.01400162986, -0.006200678881, -0.007800950984],
    [0.4654193166, 0.3827096583, 0.05083863312, 0.4615904028, 0.1207952014, 0.2031808056],
  ],
  [
    "kl_div(x, t, reduction='mean')",
    (x, t) => functional.klDiv(x, t, { reduction: "mean" }),
    "MeanBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [0.2, 0.3, 0.5],
      [0.25, 0.6, 0.15],
    ],
    [-0.5245483294],
    [-0.01666666667, -0.025, -0.04166666667, -0.02083333333, -0.05, -0.0125],
    [-0.0757864927, 0.08300226631, -0.182762265, 0.02614213657, 0.00743119802, -0.1664266654],
  ],
  [
    "kl_div(x, t, reduction='mean', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "mean", logTarget: true }),
    "MeanBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.2707387298],
    [-0.2265234857, -0.05054422164, -0.1017835632, -0.1518432334, -0.1306926821, -0.008354903644],
    [0.3850899257, 0.08592517679, -0.1323186321, 0.3492394367, 0.1372273162, -0.02005176874],
  ],
  [
    "mse_loss(x, t, reduction='sum')",
    (x, t) => functional.mseLoss(x, t, { reduction: "sum" }),
    "MseLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [19.5225],
    [-0.7, -0.7, 2.3, -1.3, -0.05, 3.4],
    [0.7, 0.7, -2.3, 1.3, 0.05, -3.4],
  ],
  [
    "mse_loss(x, t, reduction='sum', weight=w)",
    (x, t) => functional.mseLoss(x, t, inDouble(weights), { reduction: "sum" }),
    "SumBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [41.62125],
    [-0.35, -1.4, 2.3, -0.325, -0.075, 10.2],
    [0.35, 1.4, -2.3, 0.325, 0.075, -10.2],
  ],
  [
    "l1_loss(x, t, reduction='sum')",
    (x, t) => functional.l1Loss(x, t, { reduction: "sum" }),
    "SumBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [8.45],
    [-0.5, -0.5, 0.5, -0.5, -0.5, 0.5],
    [0.5, 0.5, -0.5, 0.5, 0.5, -0.5],
  ],
  [
    "smooth_l1_loss(x, t, reduction='sum', beta=0.8)",
    (x, t) => functional.smoothL1Loss(x, t, { reduction: "sum", beta: 0.8 }),
    "SmoothL1LossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [6.4140625],
    [-0.4375, -0.4375, 0.5, -0.5, -0.03125, 0.5],
    [0.4375, 0.4375, -0.5, 0.5, 0.03125, -0.5],
  ],
  [
    "huber_loss(x, t, reduction='sum', delta=0.8)",
    (x, t) => functional.huberLoss(x, t, { reduction: "sum", delta: 0.8 }),
    "HuberLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [5.13125],
    [-0.35, -0.35, 0.4, -0.4, -0.025, 0.4],
    [0.35, 0.35, -0.4, 0.4, 0.025, -0.4],
  ],
  [
    "binary_cross_entropy(x, t, w, reduction='sum')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "sum" }),
    "BinaryCrossEntropyBackward0",
    [
      [0.2, 0.7, 0.9],
      [0.05, 0.5, 0.35],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [6.861005874],
    [-1.25, 2.142857143, 1.666666667, 0.1315789474, -1.2, -0.3296703297],
    [0.3465735903, -0.8472978604, -1.098612289, 0.3680548724, -0.0, 0.9285588126],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='sum')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "sum" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [4.100064072],
    [-0.2127787416, -0.00926239175, 0.16207091, 0.1659061139, -0.1506561699, 0.1751300528],
    [-0.15, 0.6, -1.25, 0.35, -0.2, -0.55],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='sum')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "sum" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [5.934987976],
    [-0.1063893708, 0.07754081444, 0.139313456, 0.04147652848, -0.0905413402, 0.3755462217],
    [-0.075, 0.4683587663, -1.210555133, 0.0875, -0.4923807196, -1.218997012],
  ],
  [
    "nll_loss(x, t, reduction='sum')",
    (x, t) => functional.nllLoss(x, t, { reduction: "sum" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-1.8],
    [0.0, 0.0, -0.5, -0.5, 0.0, 0.0],
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='sum')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "sum" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-5.0],
    [0.0, 0.0, -1.0, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, reduction='sum')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "sum" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [2.435048597],
    [0.04878932386, 0.01088636965, -0.05967569351, -0.4502676272, 0.1494043045, 0.3008633227],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='sum')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "sum" }),
    "AddBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [0.5030104018],
    [0.05611376042, 0.003291677686, -0.0594054381, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='sum')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "sum" }),
    "NegBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [3.687862997],
    [-0.3312010154, -0.04387786621, 0.3750788816, 0.02800325973, -0.01240135776, -0.01560190197],
    [0.9308386331, 0.7654193166, 0.1016772662, 0.9231808056, 0.2415904028, 0.4063616113],
  ],
  [
    "kl_div(x, t, reduction='sum')",
    (x, t) => functional.klDiv(x, t, { reduction: "sum" }),
    "SumBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [0.2, 0.3, 0.5],
      [0.25, 0.6, 0.15],
    ],
    [-3.147289976],
    [-0.1, -0.15, -0.25, -0.125, -0.3, -0.075],
    [-0.4547189562, 0.4980135978, -1.09657359, 0.1568528194, 0.04458718812, -0.9985599924],
  ],
  [
    "kl_div(x, t, reduction='sum', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "sum", logTarget: true }),
    "SumBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [1.624432379],
    [-1.359140914, -0.3032653299, -0.6107013791, -0.9110594002, -0.7841560927, -0.05012942186],
    [2.310539554, 0.5155510608, -0.7939117928, 2.09543662, 0.8233638974, -0.1203106125],
  ],
  [
    "mse_loss(x, t, reduction='none')",
    (x, t) => functional.mseLoss(x, t, { reduction: "none" }),
    "MseLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.49, 0.49, 5.29, 1.69, 0.0025, 11.56],
    [-0.7, -1.4, 6.9, -5.2, -0.25, 20.4],
    [0.7, 1.4, -6.9, 5.2, 0.25, -20.4],
  ],
  [
    "mse_loss(x, t, reduction='none', weight=w)",
    (x, t) => functional.mseLoss(x, t, inDouble(weights), { reduction: "none" }),
    "MulBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.245, 0.98, 5.29, 0.4225, 0.00375, 34.68],
    [-0.35, -2.8, 6.9, -1.3, -0.375, 61.2],
    [0.35, 2.8, -6.9, 1.3, 0.375, -61.2],
  ],
  [
    "l1_loss(x, t, reduction='none')",
    (x, t) => functional.l1Loss(x, t, { reduction: "none" }),
    "AbsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.7, 0.7, 2.3, 1.3, 0.05, 3.4],
    [-0.5, -1.0, 1.5, -2.0, -2.5, 3.0],
    [0.5, 1.0, -1.5, 2.0, 2.5, -3.0],
  ],
  [
    "smooth_l1_loss(x, t, reduction='none', beta=0.8)",
    (x, t) => functional.smoothL1Loss(x, t, { reduction: "none", beta: 0.8 }),
    "SmoothL1LossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.30625, 0.30625, 1.9, 0.9, 0.0015625, 3.0],
    [-0.4375, -0.875, 1.5, -2.0, -0.15625, 3.0],
    [0.4375, 0.875, -1.5, 2.0, 0.15625, -3.0],
  ],
  [
    "huber_loss(x, t, reduction='none', delta=0.8)",
    (x, t) => functional.huberLoss(x, t, { reduction: "none", delta: 0.8 }),
    "HuberLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [0.245, 0.245, 1.52, 0.72, 0.00125, 2.4],
    [-0.35, -0.7, 1.2, -1.6, -0.125, 2.4],
    [0.35, 0.7, -1.2, 1.6, 0.125, -2.4],
  ],
  [
    "binary_cross_entropy(x, t, w, reduction='none')",
    (x, t) => functional.binaryCrossEntropy(x, t, inDouble(weights), { reduction: "none" }),
    "BinaryCrossEntropyBackward0",
    [
      [0.2, 0.7, 0.9],
      [0.05, 0.5, 0.35],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [0.8047189562, 1.984296678, 0.9842503466, 0.0128233236, 1.039720771, 2.035195798],
    [-1.25, 4.285714286, 5.0, 0.5263157895, -6.0, -1.978021978],
    [0.3465735903, -1.694595721, -3.295836866, 1.47221949, -0.0, 5.571352876],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, reduction='none')",
    (x, t) => functional.binaryCrossEntropyWithLogits(x, t, { reduction: "none" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [0.5543552445, 0.5632824673, 1.078889734, 0.4031860489, 0.5530152524, 0.9473353251],
    [-0.2127787416, -0.0185247835, 0.48621273, 0.6636244557, -0.7532808497, 1.050780317],
    [-0.15, 1.2, -3.75, 1.4, -1.0, -3.3],
  ],
  [
    "binary_cross_entropy_with_logits(x, t, w, pos_weight=c, reduction='none')",
    (x, t) =>
      functional.binaryCrossEntropyWithLogits(x, t, inDouble(weights), inDouble(classWeights), { reduction: "none" }),
    "BinaryCrossEntropyWithLogitsBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [0.2771776222, 0.7607443178, 1.126223575, 0.1007965122, 0.4832375832, 3.186808365],
    [-0.1063893708, 0.1550816289, 0.4179403679, 0.1659061139, -0.452706701, 2.25327733],
    [-0.075, 0.9367175327, -3.631665399, 0.35, -2.461903598, -7.313982074],
  ],
  [
    "nll_loss(x, t, reduction='none')",
    (x, t) => functional.nllLoss(x, t, { reduction: "none" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-2.5, 0.7],
    [0.0, 0.0, -0.5, -1.0, 0.0, 0.0],
    null,
  ],
  [
    "nll_loss(x, t, c, ignore_index=0, reduction='none')",
    (x, t) => functional.nllLoss(x, t, inDouble(classWeights), { ignoreIndex: 0, reduction: "none" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [-5.0, 0.0],
    [0.0, 0.0, -1.0, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "none" }),
    "NllLossBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [0.1270965828, 2.307952014],
    [0.04878932386, 0.01088636965, -0.05967569351, -0.9005352545, 0.298808609, 0.6017266455],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, ignore_index=0, reduction='none')",
    (x, t) =>
      functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, ignoreIndex: 0, reduction: "none" }),
    "AddBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [2, 0],
    [0.5030104018, 0.0],
    [0.05611376042, 0.003291677686, -0.0594054381, 0.0, 0.0, 0.0],
    null,
  ],
  [
    "cross_entropy(x, t, c, label_smoothing=0.2, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, inDouble(classWeights), { labelSmoothing: 0.2, reduction: "none" }),
    "NegBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, 0.25, 0.6],
      [0.0, 0.9, 0.4],
    ],
    [2.666055513, 1.021807484],
    [-0.3312010154, -0.04387786621, 0.3750788816, 0.05600651946, -0.02480271552, -0.03120380393],
    [0.9308386331, 0.7654193166, 0.1016772662, 1.846361611, 0.4831808056, 0.8127232226],
  ],
  [
    "kl_div(x, t, reduction='none')",
    (x, t) => functional.klDiv(x, t, { reduction: "none" }),
    "SubBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [0.2, 0.3, 0.5],
      [0.25, 0.6, 0.15],
    ],
    [-0.3818875825, -0.001191841298, -1.59657359, -0.1715735903, -0.5464953743, -0.4495679977],
    [-0.1, -0.3, -0.75, -0.5, -1.5, -0.45],
    [-0.4547189562, 0.9960271957, -3.289720771, 0.6274112778, 0.2229359406, -5.991359955],
  ],
  [
    "kl_div(x, t, reduction='none', log_target=True)",
    (x, t) => functional.klDiv(x, t, { reduction: "none", logTarget: true }),
    "MulBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [1.0, -0.5, 0.2],
      [0.6, 0.45, -2.3],
    ],
    [1.90279728, 0.4245714618, -2.809226344, 2.368754441, 0.07841560927, -0.3408800687],
    [-1.359140914, -0.6065306597, -1.832104137, -3.644237601, -3.920780464, -0.3007765312],
    [2.310539554, 1.031102122, -2.381735378, 8.381746482, 4.116819487, -0.7218636748],
  ],
  [
    "kl_div(x, t, reduction='batchmean')",
    (x, t) => functional.klDiv(x, t, { reduction: "batchmean" }),
    "DivBackward0",
    [
      [0.3, -1.2, 2.5],
      [-0.7, 0.4, 1.1],
    ],
    [
      [0.2, 0.3, 0.5],
      [0.25, 0.6, 0.15],
    ],
    [-1.573644988],
    [-0.05, -0.075, -0.125, -0.0625, -0.15, -0.0375],
    [-0.2273594781, 0.2490067989, -0.5482867951, 0.07842640972, 0.02229359406, -0.4992799962],
  ],
  [
    "cross_entropy(x, t, reduction='mean')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "mean" }),
    "NllLoss2DBackward0",
    [
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
    ],
    [
      [2, 0],
      [1, 1],
    ],
    [1.966970069],
    [
      0.01070779853, -0.1068704939, 0.09663802627, 0.06652253618, -0.1073458248, 0.04034795776, 0.01166159637,
      0.04562977667, -0.05445145308, -0.1208605601, 0.04278985671, 0.07523078338,
    ],
    null,
  ],
  [
    "cross_entropy(x, t, reduction='none')",
    (x, t) => functional.crossEntropy(x, t, { reduction: "none" }),
    "ViewBackward0",
    [
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
    ],
    [
      [2, 0],
      [1, 1],
    ],
    [1.957341427, 1.930772957, 0.5720126556, 3.407753237],
    [
      0.04283119412, -0.8549639515, 0.3865521051, 0.5321802895, -0.4293832992, 0.322783662, 0.1399391565, 0.7300764268,
      -0.6534174369, -1.933768961, 0.5134782805, 1.203692534,
    ],
    null,
  ],
  [
    "nll_loss(x, t, reduction='mean')",
    (x, t) => functional.nllLoss(x, t, { reduction: "mean" }),
    "NllLoss2DBackward0",
    [
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
    ],
    [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [-0.5],
    [0.0, -0.125, -0.125, 0.0, -0.125, 0.0, 0.0, -0.125],
    null,
  ],
  [
    "nll_loss(x, t, reduction='none')",
    (x, t) => functional.nllLoss(x, t, { reduction: "none" }),
    "NllLoss2DBackward0",
    [
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
    ],
    [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [-2.5, 1.2, -0.5, -0.2],
    [0.0, -1.0, -1.5, 0.0, -0.5, 0.0, 0.0, -2.0],
    null,
  ],
];

const inDouble = (data: TensorData): Tensor => tensor(data, { dtype: float64 });

function expectClose(got: Tensor, want: readonly number[]): void {
  const values = got.detach().reshape([-1]).tolist() as number[];
  expect(values.length).toBe(want.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 8));
}

test.each(cases)("F.%s", (_, f, gradFn, xData, tData, values, gradients, targetGradients) => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const x = inDouble(xData).requiresGrad_();
  const t = targetGradients === null ? tensor(tData) : inDouble(tData).requiresGrad_();
  const y = f(x, t);
  expect(y.gradFn?.name).toBe(gradFn);
  expectClose(y, values);
  y.mul(arange(1, y.numel() + 1, 1, { dtype: float64 }).reshape(y.shape))
    .mul(0.5)
    .sum()
    .backward();
  expectClose(x.grad!, gradients);
  if (targetGradients !== null) expectClose(t.grad!, targetGradients);
  warn.mockRestore();
});

test.each(cases)("first and second derivatives of F.%s", (_, f, __, xData, tData, ___, ____, targetGradients) => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const x = inDouble(xData).requiresGrad_();
  // targets of 0 and 1 are at the edge of what a logarithm takes
  const inner = (data: Tensor): Tensor => data.mul(0.98).add(0.01).detach().requiresGrad_();
  const inputs = targetGradients === null ? [x] : [x, inner(inDouble(tData))];
  const g = targetGradients === null ? (input: Tensor) => f(input, tensor(tData)) : f;
  expect(gradcheck(g as never, inputs)).toBe(true);
  expect(gradgradcheck(g as never, inputs)).toBe(true);
  warn.mockRestore();
});
