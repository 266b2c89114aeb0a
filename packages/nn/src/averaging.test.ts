import { float32, noGrad, type Tensor, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import {
  AveragedModel,
  type AveragedModelOptions,
  getEmaAvgFn,
  getEmaMultiAvgFn,
  getSwaAvgFn,
  getSwaMultiAvgFn,
  updateBn,
} from "./averaging.js";
import { BatchNorm1d } from "./channel-norm.js";

const x = tensor(
  [
    [-3, 5],
    [0, 2],
    [0, 2],
    [3, -1],
  ],
  { dtype: float32 },
);

/** The state after three steps. */
function averaged(options: AveragedModelOptions): AveragedModel<BatchNorm1d> {
  const norm = new BatchNorm1d(2, { momentum: 0.5 });
  const model = new AveragedModel(norm, options);
  for (let i = 1; i <= 3; i++) {
    norm.forward(x.mul(i));
    noGrad(() => [...norm.parameters()].forEach((p) => p.add_(0.1 * i).mul_(1.3)));
    model.updateParameters(norm);
  }
  return model;
}

function stateOf(model: AveragedModel<BatchNorm1d>): unknown[] {
  return Object.values(model.stateDict()).map((value) => (value as Tensor).tolist());
}

// m = nn.BatchNorm1d(2, momentum=0.5); a = AveragedModel(m, use_buffers=…, avg_fn=…, multi_avg_fn=…); x = torch.tensor([[-3., 5], [0, 2], [0, 2], [3, -1]])
// for i in range(1, 4):
//   m(x*i)
//   with torch.no_grad():
//     for p in m.parameters(): p.add_(0.1*i).mul_(1.3)
//   a.update_parameters(m)
// [v.tolist() for v in a.state_dict().values()]
test.each<[string, AveragedModelOptions, unknown[]]>([
  [
    "equal weights",
    {},
    [
      3,
      [2.2312331199645996, 2.2312331199645996],
      [0.5022332668304443, 0.5022332668304443],
      [0.0, 4.25],
      [33.875, 33.875],
      3,
    ],
  ],
  [
    "get_swa_avg_fn()",
    { avgFn: getSwaAvgFn() },
    [
      3,
      [2.2312331199645996, 2.2312331199645996],
      [0.5022332668304443, 0.5022332668304443],
      [0.0, 4.25],
      [33.875, 33.875],
      3,
    ],
  ],
  [
    "get_swa_multi_avg_fn()",
    { multiAvgFn: getSwaMultiAvgFn() },
    [
      3,
      [2.2312331199645996, 2.2312331199645996],
      [0.5022332668304443, 0.5022332668304443],
      [0.0, 4.25],
      [33.875, 33.875],
      3,
    ],
  ],
  [
    "get_ema_avg_fn(0.9)",
    { avgFn: getEmaAvgFn(0.9) },
    [
      3,
      [1.6634798049926758, 1.6634798049926758],
      [0.23867997527122498, 0.23867997527122498],
      [0.0, 4.25],
      [33.875, 33.875],
      3,
    ],
  ],
  [
    "get_ema_multi_avg_fn(0.9)",
    { multiAvgFn: getEmaMultiAvgFn(0.9) },
    [
      3,
      [1.6634799242019653, 1.6634799242019653],
      [0.23867999017238617, 0.23867999017238617],
      [0.0, 4.25],
      [33.875, 33.875],
      3,
    ],
  ],
  [
    "equal weights, buffers too",
    { useBuffers: true },
    [
      3,
      [2.2312331199645996, 2.2312331199645996],
      [0.5022332668304443, 0.5022332668304443],
      [0.0, 2.5833332538604736],
      [17.041667938232422, 17.041667938232422],
      1,
    ],
  ],
  [
    "get_ema_multi_avg_fn(0.9), buffers too",
    { multiAvgFn: getEmaMultiAvgFn(0.9), useBuffers: true },
    [
      3,
      [1.6634799242019653, 1.6634799242019653],
      [0.23867999017238617, 0.23867999017238617],
      [0.0, 1.459999918937683],
      [7.460000038146973, 7.460000038146973],
      1,
    ],
  ],
])("%s", (_, options, state) => {
  expect(stateOf(averaged(options))).toEqual(state);
});

test("is a model with a copy in it, and a count", () => {
  const model = averaged({});
  expect(Object.keys(model.stateDict())).toEqual([
    "n_averaged",
    "module.weight",
    "module.bias",
    "module.running_mean",
    "module.running_var",
    "module.num_batches_tracked",
  ]);
  expect(model.forward(x).shape).toEqual([4, 2]);
});

test("running numbers over a whole loader", () => {
  // update_bn([x, (x*2, 3)], a); a.module.running_mean.tolist(), …running_var.tolist(), …num_batches_tracked.item()
  const model = averaged({});
  updateBn([x, [x.mul(2), 3]], model);
  const { module } = model;
  expect([module.runningMean!.tolist(), module.runningVar!.tolist(), module.numBatchesTracked!.item()]).toEqual([
    [0.0, 3.0],
    [15.0, 15.0],
    2,
  ]);
  expect([module.momentum, model.training]).toEqual([0.5, true]);
});

test("what is refused", () => {
  expect(() => getEmaAvgFn(1.5)).toThrow("Invalid decay value 1.5 provided. Please provide a value in [0,1] range.");
  expect(() => getEmaMultiAvgFn(-1)).toThrow("Invalid decay value -1 provided");
  const both = { avgFn: getSwaAvgFn(), multiAvgFn: getSwaMultiAvgFn() };
  expect(() => new AveragedModel(new BatchNorm1d(1), both)).toThrow(
    "Only one of avg_fn and multi_avg_fn should be provided",
  );
  // integers: Integer division with addcdiv is no longer supported
  expect(() => getSwaMultiAvgFn()([tensor([1])], [tensor([2])], tensor(1))).toThrow("Integer division with addcdiv");
});
