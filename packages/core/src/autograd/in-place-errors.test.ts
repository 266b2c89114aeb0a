import { expect, test } from "vitest";
import { noGrad, type Tensor, tensor, zeros } from "../index.js";

// l = torch.tensor([1., 2., 3., 4.], requires_grad=True); n = lambda f: f() under torch.no_grad()
const leaf = (values: number[]): Tensor => tensor(values).float().requiresGrad_();

const errors: [python: string, ours: (l: Tensor) => unknown, torch: string][] = [
  [
    "l[0] = 1",
    (l) => {
      l.setAt([0], 1);
    },
    "a view of a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  [
    "l.add_(1)",
    (l) => {
      l.add_(1);
    },
    "a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  [
    "l.unsqueeze_(0)",
    (l) => {
      l.unsqueeze_(0);
    },
    "a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  [
    "a, b = (l * 1).split(2); b.add_(1)",
    (l) => {
      l.mul(1).split(2)[1]!.add_(1);
    },
    "Output 1 of Split is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
  ],
  [
    "a, b = (l * 1).split([1, 3]); a[:1].zero_()",
    (l) => {
      l.mul(1).split([1, 3])[0]!.at(":1").zero_();
    },
    "Output 0 of Slice is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
  ],
  [
    "y = l * 1; a, b, c, d = y; y.add_(1); c * 2",
    (l) => {
      const y = l.mul(1);
      const [, , c] = y;
      y.add_(1);
      c!.mul(2);
    },
    "Output 2 of Unbind is a view and its base or another view of its base has been modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
  ],
  [
    "y = torch.zeros(4); a = y.unbind()[1]; a.mul_(l[0])",
    (l) => {
      const [, a] = zeros([4]);
      a!.mul_(l.at(0));
    },
    "A view was created in no_grad mode and is being modified inplace with grad mode enabled. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
  ],
  [
    "y = l * 1; v = n(lambda: y[:1]); v.add_(1)",
    (l) => {
      const y = l.mul(1);
      const v = noGrad(() => y.at(":1"));
      v.add_(1);
    },
    "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden.",
  ],
  [
    "y = l * 1; v = n(lambda: y[:1]); y.add_(1); v * 2",
    (l) => {
      const y = l.mul(1);
      const v = noGrad(() => y.at(":1"));
      y.add_(1);
      v.mul(2);
    },
    "A view was created in no_grad mode and its base or another view of its base has been modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden.",
  ],
  [
    "y = l * 1; v = n(lambda: y[:3]); v[1:].add_(1)",
    (l) => {
      const y = l.mul(1);
      const v = noGrad(() => y.at(":3"));
      v.at("1:").add_(1);
    },
    "Output 0 of Slice is a view of a view which was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden.",
  ],
  [
    "v = n(lambda: l[:1]); n(lambda: v.add_(1)); v.grad_fn",
    (l) => {
      const v = noGrad(() => l.at(":1"));
      noGrad(() => v.add_(1));
      v.gradFn;
    },
    "A view was created in no_grad mode and its base or another view of its base has been modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden.",
  ],
  [
    "y = torch.zeros(4); v = y[:2]; y.mul_(l); v.add_(1)",
    (l) => {
      const y = zeros([4]);
      const v = y.at(":2");
      y.mul_(l);
      v.add_(1);
    },
    "a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  [
    "y = l.exp(); y[0] = 1; y.sum().backward()",
    (l) => {
      const y = l.exp();
      y.setAt([0], 1);
      y.sum().backward();
    },
    "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4]], which is output 0 of Exp, is at version 1; expected version 0 instead.",
  ],
  [
    "y = l.exp(); y.t_(); y.sum().backward()",
    (l) => {
      const y = l.exp();
      y.t_();
      y.sum().backward();
    },
    "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4]], which is output 0 of Exp, is at version 1; expected version 0 instead.",
  ],
  [
    "y = l * 1; z = y * y; y[0] = 5; z.sum().backward()",
    (l) => {
      const y = l.mul(1);
      const z = y.mul(y);
      y.setAt([0], 5);
      z.sum().backward();
    },
    "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4]], which is output 0 of torch::autograd::CopySlices, is at version 1; expected version 0 instead.",
  ],
  [
    "y = l * 1; y.mul_(y); y.sum().backward()",
    (l) => {
      const y = l.mul(1);
      y.mul_(y);
      y.sum().backward();
    },
    "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4]], which is output 0 of Mul, is at version 1; expected version 0 instead.",
  ],
  [
    "y = l * 1; y[0] = 5; s = y.sum(); s.backward(); s.backward()",
    (l) => {
      const y = l.mul(1);
      y.setAt([0], 5);
      const s = y.sum();
      s.backward();
      s.backward();
    },
    "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed).",
  ],
  [
    "(l * 1)[:2].detach_()",
    (l) => {
      l.mul(1).at(":2").detach_();
    },
    "Can't detach views in-place. Use detach() instead.",
  ],
];

test.each(errors)("%s raises", (_, ours, torch) => {
  expect(() => ours(leaf([1, 2, 3, 4]))).toThrow(torch);
});
