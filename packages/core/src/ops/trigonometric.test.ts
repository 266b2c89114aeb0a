import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { atan2, float16, float32, int32, sin, sinc, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  sin | -1.2 0.3 2.5 | -0.9320390859672263 0.29552020666133955 0.5984721441039565 | 0.3623577544766736 0.955336489125606 -0.8011436155469337 | SinBackward0
  cos | -1.2 0.3 2.5 | 0.3623577544766736 0.955336489125606 -0.8011436155469337 | 0.9320390859672263 -0.29552020666133955 -0.5984721441039565 | CosBackward0
  tan | -1.2 0.3 2.5 | -2.5721516221263188 0.3093362496096232 -0.7470222972386603 | 7.615963967207053 1.095688915322547 1.5580423125717253 | TanBackward0
  atan | -1.2 0.3 2.5 | -0.8760580505981934 0.2914567944778671 1.1902899496825317 | 0.4098360655737705 0.9174311926605504 0.13793103448275862 | AtanBackward0
  sinc | -1.2 0.3 2.5 | -0.15591488063143982 0.8583936913341398 0.12732395447351627 | 0.5442517614529231 -0.9020281301388888 -0.05092958178940638 | SincBackward0
  deg2rad | -1.2 0.3 2.5 | -0.020943951023931952 0.005235987755982988 0.04363323129985824 | 0.017453292519943295 0.017453292519943295 0.017453292519943295 | Deg2RadBackward0
  rad2deg | -1.2 0.3 2.5 | -68.75493541569878 17.188733853924695 143.2394487827058 | 57.29577951308232 57.29577951308232 57.29577951308232 | Rad2DegBackward0
  asin | -0.7 0.1 0.8 | -0.775397496610753 0.1001674211615598 0.9272952180016123 | 1.4002800840280099 1.005037815259212 1.666666666666667 | AsinBackward0
  acos | -0.7 0.1 0.8 | 2.34619382340565 1.4706289056333368 0.6435011087932843 | -1.4002800840280099 -1.005037815259212 -1.666666666666667 | AcosBackward0
  `,
);

testElementwise(
  2,
  `
  atan2 | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.042721878368537 2.930499320367047 0.8721365020734334 | 0.3626943005181347 -0.6829268292682927 0.19699812382739212 | 0.6217616580310882 -0.14634146341463417 -0.2345215759849906 | Atan2Backward0
  `,
);

test("integers become floats, half types stay", () => {
  expect(sin(tensor([0, 1], { dtype: int32 })).tolist()).toEqual([0, 0.8414709568023682]);
  expect(sin(tensor([1], { dtype: float16 })).dtype).toBe(float16);
});

test("sinc is 1 at 0, and flat there", () => {
  const x = tensor([0, 0.5], { requiresGrad: true });
  const y = sinc(x);
  y.sum().backward();
  // torch.sinc(torch.tensor([0., 0.5], requires_grad=True))
  expect(y.tolist()).toEqual([1, 0.6366197466850281]);
  expect((x.grad!.tolist() as number[])[0]).toBe(0);
});

test("in place, an integer tensor does not become a float one", () => {
  expect(() => tensor([1, 2]).sin_()).toThrow("result type Float can't be cast to the desired output type Long");
});

test("the angle of the origin has no slope", () => {
  const y = tensor([0, 3], { dtype: float32, requiresGrad: true });
  const x = tensor([0, 0], { dtype: float32, requiresGrad: true });
  atan2(y, x).sum().backward();
  // torch.autograd.grad(torch.atan2(y, x).sum(), [y, x])
  expect(y.grad!.tolist()).toEqual([0, 0]);
  expect(x.grad!.tolist()).toEqual([-0, -0.3333333432674408]);
});
