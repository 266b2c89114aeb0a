import { float64, manualSeed, ones, randint, zeros } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { checkLayer } from "../test/layers.js";
import { GRU, GRUCell, LSTM, LSTMCell, RNN, RNNCell, utils } from "./index.js";

const { packPaddedSequence, packSequence } = utils.rnn;

checkLayer({
  python: "nn.RNN(2, 3)",
  layer: new RNN(2, 3),
  inputs: [
    [2, 2, 2],
    [1, 2, 3],
  ],
  forward: (layer, x, h) => layer.forward(x!, h),
  outputs: [
    "2x2x3: -0.406080028 0.821488114 -0.930238226 -0.209731642 0.226473107 -0.762821807 -0.124052239 0.948792149 0.05179164 -0.732543422 0.976893867 -0.504127576",
    "1x2x3: -0.124052239 0.948792149 0.05179164 -0.732543422 0.976893867 -0.504127576",
  ],
  gradients: {
    "input 0":
      "2x2x2: -0.033052119 0.473222559 -0.154380176 0.855892343 -0.10602091 -0.194721119 -0.334858179 0.194310656",
    "input 1": "1x2x3: 0.278869247 -0.130915177 0.075081269 0.220063162 0.063408789 -0.022427368",
    weight_ih_l0: "3x2: 0.210960922 -0.064511756 -0.096407835 -0.013130624 0.517068603 0.067123231",
    weight_hh_l0:
      "3x3: -0.472958629 0.273883326 -0.499448684 -0.849853803 0.20512645 -0.163136585 0.785830776 -0.548473294 0.467652692",
    bias_ih_l0: "3: -0.081333205 -1.565177206 0.759108109",
    bias_hh_l0: "3: -0.081333205 -1.565177206 0.759108109",
  },
});

checkLayer({
  python: "nn.RNN(2, 2, 2, 'relu', bias=False, batch_first=True)",
  layer: new RNN(2, 2, { numLayers: 2, nonlinearity: "relu", bias: false, batchFirst: true }),
  inputs: [[2, 3, 2]],
  forward: (layer, x) => layer.forward(x!),
  outputs: [
    "2x3x2: 0.208480835 0 0.010666251 0 0 0 0.196578979 0 0.175787926 0 0 0",
    "2x2x2: 0.306256771 0 0.12453866 0 0 0 0 0",
  ],
  gradients: {
    "input 0":
      "2x3x2: -0.071796417 0.086650848 -0.032958984 -0.005859375 0.3515625 0.0625 0.125892639 -0.151939392 -0.212402344 0.256347656 -0.703125 -0.125",
    weight_ih_l0: "2x2: 0.067382812 0.383544922 0.01253891 0.361904144",
    weight_hh_l0: "2x2: -0.025829315 0.411399841 0 -0.226821899",
    weight_ih_l1: "2x2: 0.05165863 -0.615600586 0 0",
    weight_hh_l1: "2x2: -0.086387634 0 0 0",
  },
});

checkLayer({
  python: "nn.LSTM(1, 2, proj_size=1)",
  layer: new LSTM(1, 2, { projSize: 1 }),
  inputs: [[2, 1, 1]],
  forward: (layer, x) => layer.forward(x!).flat(),
  outputs: ["2x1x1: 0.045586298 0.157931294", "1x1x1: 0.157931294", "1x1x2: -0.115373715 -0.629644994"],
  gradients: {
    "input 0": "2x1x1: -0.218393284 -0.365616376",
    weight_ih_l0:
      "8x1: -0.008238118 -0.037538737 -0.004330348 -0.015334206 0.112544058 -0.054272581 -0.00533854 0.059583198",
    weight_hh_l0:
      "8x1: 0.002019682 0.006144167 0.000526412 0.001864079 -0.02317638 -0.018250693 0.00083787 -0.008133482",
    bias_ih_l0: "8: 0.057706364 0.155587629 0.011547595 0.040891217 -0.633380258 -0.727403809 0.020866132 -0.190138014",
    bias_hh_l0: "8: 0.057706364 0.155587629 0.011547595 0.040891217 -0.633380258 -0.727403809 0.020866132 -0.190138014",
    weight_hr_l0: "1x2: 0.169154924 0.620408937",
  },
});

checkLayer({
  python: "nn.LSTM(2, 1, 2)",
  layer: new LSTM(2, 1, { numLayers: 2 }),
  inputs: [
    [3, 2],
    [2, 1],
    [2, 1],
  ],
  forward: (layer, x, h, c) => layer.forward(x!, [h!, c!]).flat(),
  outputs: [
    "3x1: 0.006059677 0.05706765 0.086284338",
    "2x1: -0.307014811 0.086284338",
    "2x1: -0.715997836 0.310366117",
  ],
  gradients: {
    "input 0": "3x2: -0.094699622 -0.124109407 -0.098254516 -0.119616189 -0.115907984 -0.066057584",
    "input 1": "2x1: -0.214878773 -0.208428923",
    "input 2": "2x1: -0.464327471 -0.471415817",
    weight_ih_l0:
      "4x2: -0.000938639 -0.022224469 0.032659454 -0.040429617 0.100712528 -0.070136123 0.035878803 -0.035410232",
    weight_hh_l0: "4x1: -0.02508321 -0.016171632 -0.009105874 -0.020626547",
    bias_ih_l0: "4: 0.351009195 -0.012998777 -0.480443192 0.105356444",
    bias_hh_l0: "4: 0.351009195 -0.012998777 -0.480443192 0.105356444",
    weight_ih_l1: "4x1: 0.125828983 0.026414984 0.056734265 0.02622339",
    weight_hh_l1: "4x1: -0.156427641 0.10726881 -0.065123626 -0.003810007",
    bias_ih_l1: "4: -0.656203244 0.076472137 -0.288351245 -0.101283108",
    bias_hh_l1: "4: -0.656203244 0.076472137 -0.288351245 -0.101283108",
  },
});

checkLayer({
  python: "nn.GRU(1, 1, 2, bias=False, bidirectional=True, batch_first=True)",
  layer: new GRU(1, 1, { numLayers: 2, bias: false, bidirectional: true, batchFirst: true }),
  inputs: [
    [1, 2, 1],
    [4, 1, 1],
  ],
  forward: (layer, x, h) => layer.forward(x!, h),
  outputs: [
    "1x2x2: -0.185675621 0.244958584 -0.123345698 0.277687965",
    "4x1x1: 0.122648633 0.194342772 -0.123345698 0.244958584",
  ],
  gradients: {
    "input 0": "1x2x1: 0.306716928 -0.108326118",
    "input 1": "4x1x1: -0.524569752 -0.926447388 0.437895958 -0.605497084",
    weight_ih_l0: "3x1: -0.000234779 0.019823053 -0.134500243",
    weight_hh_l0: "3x1: -0.000932984 -0.001380719 -0.028859707",
    weight_ih_l0_reverse: "3x1: 0.005107356 -0.098844346 -0.017965418",
    weight_hh_l0_reverse: "3x1: 0.022286062 -0.242624583 -0.277603328",
    weight_ih_l1: "3x2: -0.001202264 -0.003640424 -0.010566506 -0.032565935 0.121279608 0.351951026",
    weight_hh_l1: "3x1: 0.00305735 0.028552172 -0.112670907",
    weight_ih_l1_reverse: "3x2: -0.004226686 -0.014469704 -0.000290849 -0.002826132 -0.086288716 -0.293311249",
    weight_hh_l1_reverse: "3x1: -0.016157241 -0.005184039 -0.147105171",
  },
});

checkLayer({
  python: "nn.GRU(2, 1, bidirectional=True)",
  layer: new GRU(2, 1, { bidirectional: true }),
  inputs: [
    [3, 3, 2],
    [2, 3, 1],
  ],
  forward: (layer, x, h) => {
    const [output, hn] = layer.forward(packPaddedSequence(x!, [1, 3, 2], { enforceSorted: false }), h);
    return [output.data, hn];
  },
  outputs: [
    "6x2: 0.352077056 0.396614725 -0.397524034 0.35805639 -0.059308295 0.436162211 0.11870918 0.086103268 -0.522375392 0.267287304 -0.015921077 -0.301492113",
    "2x3x1: -0.059308295 -0.015921077 -0.522375392 0.436162211 0.396614725 0.35805639",
  ],
  gradients: {
    "input 0":
      "3x3x2: -0.275273443 -0.208306847 0.114109962 0.197038331 -0.266929171 -0.045679976 0 0 0.13983218 0.173154886 -0.178836423 -0.210084322 0 0 0.140473173 0.128515679 0 0",
    "input 1": "2x3x1: -1.199269417 -0.872624323 0.531829726 0.919628424 -1.856283244 1.132485231",
    weight_ih_l0: "3x2: -0.006753232 0.028511641 0.251806399 -0.208747586 0.284370631 -0.493412808",
    weight_hh_l0: "3x1: -0.001390016 -0.246201142 -0.143116719",
    bias_ih_l0: "3: 0.045547762 -0.678171232 -1.231087442",
    bias_hh_l0: "3: 0.045547762 -0.678171232 -0.592809133",
    weight_ih_l0_reverse: "3x2: 0.091434559 -0.076459269 -0.056944931 0.573840365 0.514143073 -0.703857556",
    weight_hh_l0_reverse: "3x1: 0.078860015 -0.589621326 0.153601109",
    bias_ih_l0_reverse: "3: 0.070955756 0.933561735 -0.173456005",
    bias_hh_l0_reverse: "3: 0.070955756 0.933561735 0.154178671",
  },
});

checkLayer({
  python: "nn.RNNCell(2, 3, nonlinearity='relu')",
  layer: new RNNCell(2, 3, { nonlinearity: "relu" }),
  inputs: [[2, 2]],
  forward: (layer, x) => [layer.forward(x!)],
  outputs: ["2x3: 0 1.591308594 0 0 0.767822266 0"],
  gradients: {
    "input 0": "2x2: -0.6796875 0.8203125 -0.453125 0.546875",
    weight_ih: "3x2: 0 0 -0.4765625 0.4453125 0 0",
    weight_hh: "3x3: 0 0 0 0 0 0 0 0 0",
    bias_ih: "3: 0 -2.5 0",
    bias_hh: "3: 0 -2.5 0",
  },
});

checkLayer({
  python: "nn.LSTMCell(2, 2, bias=False)",
  layer: new LSTMCell(2, 2, { bias: false }),
  inputs: [
    [2, 2],
    [2, 2],
    [2, 2],
  ],
  forward: (layer, x, h, c) => layer.forward(x!, [h!, c!]),
  outputs: [
    "2x2: 0.019020104 -0.304331381 -0.103261924 0.086283647",
    "2x2: 0.02802507 -0.581637228 -0.192871409 0.141777453",
  ],
  gradients: {
    "input 0": "2x2: -0.690804814 0.407942345 0.768208937 -0.241516908",
    "input 1": "2x2: -0.117924595 0.4400814 -0.477972992 -0.00383007",
    "input 2": "2x2: -0.377265878 -1.294964334 0.647371625 0",
    weight_ih:
      "8x2: 0.044289345 0.022761755 -0.042619381 0.100736718 0.026634077 -0.029953752 -0.055991222 0.132342889 -0.47276058 -0.183846218 0.11086399 -0.262042159 0.02860479 -0.000501769 -0.032879118 0.077714279",
    weight_hh:
      "8x2: 0.03439829 0.012870699 0.023246935 0.166603034 0.000634263 -0.055953566 0.030540667 0.218874778 -0.340016143 -0.051101781 -0.060471267 -0.433377417 0.015231506 -0.013875053 0.017934064 0.128527461",
  },
});

checkLayer({
  python: "nn.GRUCell(2, 2)",
  layer: new GRUCell(2, 2),
  inputs: [[2], [2]],
  forward: (layer, x, h) => [layer.forward(x!, h)],
  outputs: ["2: 0.558799946 0.065788844"],
  gradients: {
    "input 0": "2: -0.606309348 0.580931529",
    "input 1": "2: -0.573967487 -0.248468799",
    weight_ih:
      "6x2: 0.022998992 -0.040998202 -0.008565064 0.015268157 -0.003557344 0.006341352 0.102621061 -0.182933196 -0.090497245 0.161321175 -0.257034878 0.458192609",
    weight_hh:
      "6x2: 0.039998246 -0.023998948 -0.014895763 0.008937458 -0.006186685 0.003712011 0.178471411 -0.107082847 -0.056603308 0.033961985 -0.400211813 0.240127088",
    bias_ih: "6: 0.063997194 -0.023833221 -0.009898696 0.285554257 -0.25181842 -0.715227487",
    bias_hh: "6: 0.063997194 -0.023833221 -0.009898696 0.285554257 -0.090565292 -0.640338902",
  },
});

const close = (got: readonly number[], want: readonly number[]): void => {
  expect(got.length).toBe(want.length);
  got.forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 6));
};

test("parameters and what is dropped between layers come from the stream of the seed", () => {
  // torch.manual_seed(0); m = nn.GRU(2, 2, 2, dropout=0.5, batch_first=True); m(torch.ones(2, 3, 2))[0]; torch.randint(0, 2**31, (1,))
  manualSeed(0);
  const gru = new GRU(2, 2, { numLayers: 2, dropout: 0.5, batchFirst: true });
  close(
    gru
      .forward(ones([2, 3, 2]))[0]
      .flatten()
      .tolist() as number[],
    [
      0.17052987217903137, -0.09908357262611389, 0.40955662727355957, -0.2122739553451538, 0.48465949296951294,
      -0.26607659459114075, 0.17052987217903137, -0.09908357262611389, 0.3152371048927307, -0.17466217279434204,
      0.42239874601364136, -0.2347976267337799,
    ],
  );
  expect(randint(0, 2 ** 31, [1]).item()).toBe(463129187);

  // torch.manual_seed(0); m = nn.RNN(2, 2, 2, dropout=0.5); x = pack_sequence([torch.ones(3, 2), torch.ones(1, 2)]); m(x)[0].data
  manualSeed(0);
  const rnn = new RNN(2, 2, { numLayers: 2, dropout: 0.5 });
  const x = packSequence([ones([3, 2]), ones([1, 2])]);
  close(
    rnn.forward(x)[0].data.flatten().tolist() as number[],
    [
      -0.020107584074139595, 0.7855116724967957, 0.6129786968231201, 0.7692790627479553, 0.8832404017448425,
      0.7073076963424683, 0.577238917350769, 0.44231969118118286,
    ],
  );
  // m.eval(); m(x)[0].data
  close(
    rnn.eval().forward(x)[0].data.flatten().tolist() as number[],
    [
      0.3905889093875885, 0.7884926199913025, 0.3905889093875885, 0.7884926199913025, 0.7741944789886475,
      0.5948435664176941, 0.779644787311554, 0.5030771493911743,
    ],
  );
});

test("state dict keys, all weights and texts are PyTorch's", () => {
  const lstm = new LSTM(3, 4, { projSize: 2, bidirectional: true });
  expect(Object.keys(lstm.stateDict())).toEqual([
    "weight_ih_l0",
    "weight_hh_l0",
    "bias_ih_l0",
    "bias_hh_l0",
    "weight_hr_l0",
    "weight_ih_l0_reverse",
    "weight_hh_l0_reverse",
    "bias_ih_l0_reverse",
    "bias_hh_l0_reverse",
    "weight_hr_l0_reverse",
  ]);
  expect(lstm.allWeights.map((list) => list.map((p) => p.shape))).toEqual([
    [[16, 3], [16, 2], [16], [16], [2, 4]],
    [[16, 3], [16, 2], [16], [16], [2, 4]],
  ]);
  const last = lstm.weight_hr_l0_reverse;
  expect([lstm.allWeights[1]![4] === last, lstm.weightHrL0Reverse === last]).toEqual([true, true]);
  expect(lstm.weightIhL0!.shape).toEqual([16, 3]);
  lstm.flattenParameters();
  expect(String(lstm)).toBe("LSTM(3, 4, proj_size=2, bidirectional=True)");
  const gru = new GRU(2, 2, { numLayers: 2, bias: false, batchFirst: true, dropout: 1, bidirectional: true });
  expect(String(gru)).toBe("GRU(2, 2, num_layers=2, bias=False, batch_first=True, dropout=1.0, bidirectional=True)");
  const cell = new RNNCell(2, 2, { nonlinearity: "relu", bias: false });
  expect(String(cell)).toBe("RNNCell(2, 2, bias=False, nonlinearity=relu)");
  expect(Object.keys(cell.stateDict())).toEqual(["weight_ih", "weight_hh"]);
  expect(cell.biasIh).toBe(null);
  expect(new GRUCell(3, 2).weightIh.shape).toEqual([6, 3]);
});

test("without batches the result has no dimension for them, and empty batches give empty results", () => {
  const gru = new GRU(3, 2, { batchFirst: true });
  expect(gru.forward(zeros([4, 3])).map((x) => x.shape)).toEqual([
    [4, 2],
    [1, 2],
  ]);
  expect(gru.forward(zeros([0, 4, 3])).map((x) => x.shape)).toEqual([
    [0, 4, 2],
    [1, 0, 2],
  ]);
});

test("a layer that drops, but has nothing to drop between, warns", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  new LSTM(2, 2, { dropout: 0.5 });
  expect(warn.mock.calls).toEqual([
    [
      "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got dropout=0.5 and num_layers=1",
    ],
  ]);
  warn.mockRestore();
});

const rnn = new RNN(3, 2);
const lstm = new LSTM(3, 2);
const cell = new LSTMCell(3, 2);
test.each([
  [
    "Unknown nonlinearity 'gelu'. Select from 'tanh' or 'relu'.",
    () => new RNN(3, 2, { nonlinearity: "gelu" as "relu" }),
  ],
  ["proj_size argument is only supported for LSTM, not RNN or GRU", () => new RNN(3, 2, { projSize: 1 } as object)],
  ["proj_size has to be smaller than hidden_size", () => new LSTM(3, 2, { projSize: 2 })],
  ["proj_size should be a positive integer or zero to disable projections", () => new LSTM(3, 2, { projSize: -1 })],
  [
    "dropout should be a number in range [0, 1] representing the probability of an element being zeroed",
    () => new GRU(3, 2, { dropout: 2 }),
  ],
  ["input_size must be greater than zero", () => new GRU(0, 2)],
  ["hidden_size must be greater than zero", () => new GRU(2, 0)],
  ["num_layers must be greater than zero", () => new GRU(2, 2, { numLayers: 0 })],
  ["input_size should be of type int, got: number", () => new GRU(2.5, 2)],
  ["RNN: Expected input to be 2D or 3D, got 1D tensor instead", () => rnn.forward(zeros([3]))],
  ["LSTM: Expected input to be 2D or 3D, got 1D instead", () => lstm.forward(zeros([3]))],
  ["input.size(-1) must be equal to input_size. Expected 3, got 2", () => rnn.forward(zeros([4, 1, 2]))],
  [
    "RNN input dtype (torch.float64) does not match weight dtype (torch.float32). Convert input: input.to(torch.float32), or convert model: model.to(torch.float64)",
    () => rnn.forward(zeros([4, 3], { dtype: float64 })),
  ],
  [
    "For batched 3-D input, hx should also be 3-D but got 2-D tensor",
    () => rnn.forward(zeros([4, 1, 3]), zeros([1, 2])),
  ],
  [
    "For unbatched 2-D input, hx and cx should also be 2-D but got (3-D, 2-D) tensors",
    () => lstm.forward(zeros([4, 3]), [zeros([1, 1, 2]), zeros([1, 2])]),
  ],
  ["Expected hidden size (1, 1, 2), got [1, 2, 2]", () => rnn.forward(zeros([4, 1, 3]), zeros([1, 2, 2]))],
  [
    "Expected hidden[1] size (1, 1, 2), got [1, 1, 3]",
    () => lstm.forward(zeros([4, 1, 3]), [zeros([1, 1, 2]), zeros([1, 1, 3])]),
  ],
  ["Expected sequence length to be larger than 0 in RNN", () => rnn.forward(zeros([0, 1, 3]))],
  ["LSTMCell: Expected input to be 1D or 2D, got 3D instead", () => cell.forward(zeros([1, 1, 3]))],
  [
    "LSTMCell: Expected hx[1] to be 1D or 2D, got 3D instead",
    () => cell.forward(zeros([1, 3]), [zeros([1, 2]), zeros([1, 1, 2])]),
  ],
  ["input has inconsistent input_size: got 2 expected 3", () => cell.forward(zeros([1, 2]))],
  [
    "Input batch size 2 doesn't match hidden1 batch size 1",
    () => cell.forward(zeros([2, 3]), [zeros([2, 2]), zeros([1, 2])]),
  ],
  [
    "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
    () => cell.forward(zeros([2, 3]), [zeros([2]), zeros([2])]),
  ],
  [
    "hidden0 has inconsistent hidden_size: got 3, expected 2",
    () => cell.forward(zeros([2, 3]), [zeros([2, 3]), zeros([2, 2])]),
  ],
])("%s", (message, f) => {
  expect(f).toThrow(message);
});
