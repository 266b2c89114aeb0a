import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { float32, logit, relu, sigmoid, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  relu | -1.2 0.3 2.5 | 0 0.3 2.5 | 0 1 1 | ReluBackward0
  sigmoid | -1.2 0.3 2.5 | 0.23147521650098238 0.574442516811659 0.9241418199787566 | 0.1778944406468057 0.24445831169074586 0.07010371654510807 | SigmoidBackward0
  logit | 0.1 0.6 0.9 | -2.197224577336219 0.4054651081081642 2.1972245773362196 | 11.111111111111109 4.166666666666667 11.111111111111112 | LogitBackward0
  `,
);

const steps = (n: number, by: number, from: number): number[] => Array.from({ length: n }, (_, i) => i * by + from);

test("sigmoid and its gradient have PyTorch's bits, in whole blocks of 16 and after", () => {
  // x = torch.from_numpy((numpy.arange(19) * 0.7 - 6).astype("f4")).requires_grad_(); y = torch.sigmoid(x)
  const x = tensor(steps(19, 0.7, -6), { dtype: float32, requiresGrad: true });
  const y = sigmoid(x);
  expect(y.tolist()).toEqual([
    0.0024726230185478926, 0.004966800566762686, 0.009951802901923656, 0.0198403038084507, 0.03916572034358978,
    0.07585817575454712, 0.14185106754302979, 0.2497398853302002, 0.40131235122680664, 0.5744425058364868,
    0.7310585975646973, 0.8455348014831543, 0.9168273210525513, 0.956892728805542, 0.9781186580657959,
    0.9890130758285522, 0.994513750076294, 0.9972680807113647, 0.9986414313316345,
  ]);
  // torch.autograd.grad(y, x, torch.from_numpy((numpy.arange(19) * 0.31 - 2.9).astype("f4")))
  y.backward({ gradient: tensor(steps(19, 0.31, -2.9), { dtype: float32 }) });
  expect(x.grad!.tolist()).toEqual([
    -0.007152876816689968, -0.012800119817256927, -0.02246430329978466, -0.03830993175506592, -0.06246873363852501,
    -0.09464001655578613, -0.1265985071659088, -0.1367800235748291, -0.1009095162153244, -0.026890413835644722,
    0.0393223874270916, 0.06660890579223633, 0.06252908706665039, 0.04661140963435173, 0.030819673091173172,
    0.019015870988368988, 0.011239671148359776, 0.006456960458308458, 0.0036360176745802164,
  ]);
});

test("relu lets NaN pass, and is flat at 0", () => {
  const x = tensor([Number.NaN, -0, -1, 0, 2], { dtype: float32, requiresGrad: true });
  const y = relu(x);
  expect(y.tolist()).toEqual([Number.NaN, -0, 0, 0, 2]);
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual([1, 0, 0, 0, 1]);
  expect(relu(tensor([-1, 2])).tolist()).toEqual([0, 2]);
  expect(() => relu(tensor([true]))).toThrow("Boolean inputs not supported for relu");
});

test("logit keeps its argument within eps", () => {
  // torch.logit(torch.tensor([0, 1, -1, 2, 0.3])), torch.logit(torch.tensor([0, 1, -1, 2, 0.3]), 0.1)
  const values = [0, 1, -1, 2, 0.3];
  expect(logit(tensor(values)).tolist()).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN, -0.8472977876663208]);
  const x = tensor(values, { requiresGrad: true });
  const y = logit(x, 0.1);
  expect(y.tolist()).toEqual([
    -2.1972246170043945, 2.1972243785858154, -2.1972246170043945, 2.1972243785858154, -0.8472977876663208,
  ]);
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual([0.0, 0.0, 0.0, 0.0, 4.761904716491699]);
  expect(tensor(values).logit_(0.1).tolist()).toEqual(y.tolist());
});
