import { expect, test } from "vitest";
import { ones, type Tensor, tensor, zeros } from "../index.js";

// l, k = (torch.tensor(x, requires_grad=True) for x in ([1., 2., 3., 4.], [.5, 1.5, -1., 2.])); I = torch.tensor
const leaf = (values: number[]): Tensor => tensor(values).float().requiresGrad_();

/** Elements and the name of the grad_fn. */
const look = (x: Tensor): string => `${x.flatten().tolist()} ${x.gradFn?.name ?? null}`;
const gradient = (x: Tensor): string => (x.grad === null ? "null" : `${x.grad.tolist()}`);

type Program = (l: Tensor, k: Tensor) => Tensor[];
const programs: [python: string, ours: Program, tensors: string[], gradients: string[]][] = [
  [
    "y = l * 1; v = y[0:2]; v.mul_(3); (y * y).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at("0:2");
      v.mul_(3);
      y.mul(y).sum().backward();
      return [y, v];
    },
    ["3,6,3,4 CopySlices", "3,6 AsStridedBackward0"],
    ["18,36,6,8", "null"],
  ],
  [
    "y = l * 1; v = y[0:2]; y.mul_(3); (v * v).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at("0:2");
      y.mul_(3);
      v.mul(v).sum().backward();
      return [y, v];
    },
    ["3,6,9,12 MulBackward0", "3,6 AsStridedBackward0"],
    ["18,36,0,0", "null"],
  ],
  [
    "y = l * 1; v = y[2:]; u = y[:2]; v.mul_(2); u.add_(v); (y * y).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at("2:");
      const u = y.at(":2");
      v.mul_(2);
      u.add_(v);
      y.mul(y).sum().backward();
      return [y, u, v];
    },
    ["7,10,6,8 CopySlices", "7,10 AsStridedBackward0", "6,8 AsStridedBackward0"],
    ["14,20,52,72", "null"],
  ],
  [
    "y = l * 1; y[0] = k[1]; y[1:3] *= k[:2]; y.pow(2).sum().backward()",
    (l, k) => {
      const y = l.mul(1);
      y.setAt([0], k.at(1));
      y.at("1:3").mul_(k.at(":2"));
      y.pow(2).sum().backward();
      return [y];
    },
    ["1.5,1,4.5,4 CopySlices"],
    ["0,1,13.5,8", "4,30,0,0"],
  ],
  [
    "y = torch.zeros(4); v = y[1:3]; v.copy_(k[:2]); (y * l).sum().backward()",
    (l, k) => {
      const y = zeros([4]);
      const v = y.at("1:3");
      v.copy_(k.at(":2"));
      y.mul(l).sum().backward();
      return [y, v];
    },
    ["0,0.5,1.5,0 CopySlices", "0.5,1.5 AsStridedBackward0"],
    ["0,0.5,1.5,0", "2,3,0,0"],
  ],
  [
    "y = torch.zeros(2, 4); [y[i].copy_(l * (i + 1)) for i in range(2)]; y.pow(2).sum().backward()",
    (l) => {
      const y = zeros([2, 4]);
      for (const i of [0, 1]) y.at(i).copy_(l.mul(i + 1));
      y.pow(2).sum().backward();
      return [y];
    },
    ["1,2,3,4,2,4,6,8 CopySlices"],
    ["10,20,30,40", "null"],
  ],
  [
    "y = (l * 2).view(2, 2).t(); v = y[0]; v.mul_(k[:2]); (y * y).sum().backward()",
    (l, k) => {
      const y = l.mul(2).view([2, 2]).t();
      const v = y.at(0);
      v.mul_(k.at(":2"));
      y.mul(y).sum().backward();
      return [y, v];
    },
    ["1,9,4,8 AsStridedBackward0", "1,9 AsStridedBackward0"],
    ["2,16,54,32", "4,108,0,0"],
  ],
  [
    "y = (l * 2).view(2, 2).t().clone(); v = y[0]; v.mul_(k[:2]); (y * y).sum().backward()",
    (l, k) => {
      const y = l.mul(2).view([2, 2]).t().clone();
      const v = y.at(0);
      v.mul_(k.at(":2"));
      y.mul(y).sum().backward();
      return [y, v];
    },
    ["1,9,4,8 CopySlices", "1,9 AsStridedBackward0"],
    ["2,16,54,32", "4,108,0,0"],
  ],
  [
    "y = (l * 2).view(2, 2); v = y.diagonal(); v.zero_(); (y * y).sum().backward()",
    (l) => {
      const y = l.mul(2).view([2, 2]);
      const v = y.diagonal();
      v.zero_();
      y.mul(y).sum().backward();
      return [y, v];
    },
    ["0,4,6,0 AsStridedBackward0", "0,0 AsStridedBackward0"],
    ["0,16,24,0", "null"],
  ],
  [
    "y = l * 1; v = y.unfold(0, 2, 1); y.mul_(3); (v * v).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.unfold(0, 2, 1);
      y.mul_(3);
      v.mul(v).sum().backward();
      return [y, v];
    },
    ["3,6,9,12 MulBackward0", "3,6,6,9,9,12 AsStridedBackward0"],
    ["18,72,108,72", "null"],
  ],
  [
    "y = l * 1; v = y.expand(2, 4); y.add_(k); (v * v).sum().backward()",
    (l, k) => {
      const y = l.mul(1);
      const v = y.expand([2, 4]);
      y.add_(k);
      v.mul(v).sum().backward();
      return [y, v];
    },
    ["1.5,3.5,2,6 AddBackward0", "1.5,3.5,2,6,1.5,3.5,2,6 AsStridedBackward0"],
    ["6,14,8,24", "6,14,8,24"],
  ],
  [
    "y = l * 1; v = y[:2]; w = v * 2; v.add_(1); (w + v).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at(":2");
      const w = v.mul(2);
      v.add_(1);
      w.add(v).sum().backward();
      return [y, v, w];
    },
    ["2,3,3,4 CopySlices", "2,3 AsStridedBackward0", "2,4 MulBackward0"],
    ["3,3,0,0", "null"],
  ],
  [
    "y = l * 1; y.unsqueeze_(0); y.mul_(k); y.t_(); (y * y).sum().backward()",
    (l, k) => {
      const y = l.mul(1);
      y.unsqueeze_(0);
      y.mul_(k);
      y.t_();
      y.mul(y).sum().backward();
      return [y];
    },
    ["0.5,3,-3,8 TBackward1"],
    ["0.5,9,6,32", "1,12,-18,64"],
  ],
  [
    "y = l * 1; v = y[:2]; v.unsqueeze_(0); v.mul_(3); (y * y).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at(":2");
      v.unsqueeze_(0);
      v.mul_(3);
      y.mul(y).sum().backward();
      return [y, v];
    },
    ["3,6,3,4 CopySlices", "3,6 AsStridedBackward0"],
    ["18,36,6,8", "null"],
  ],
  [
    "y = l * 1; d = y.detach(); d.add_(1); v = y[0:2]; (v * 2).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const d = y.detach();
      d.add_(1);
      const v = y.at("0:2");
      v.mul(2).sum().backward();
      return [y, d, v];
    },
    ["2,3,4,5 MulBackward0", "2,3,4,5 null", "2,3 SliceBackward0"],
    ["2,2,0,0", "null"],
  ],
  [
    "y = l * 1; v = y[:2]; y.detach_(); y.add_(1); (v * l[:2]).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const v = y.at(":2");
      y.detach_();
      y.add_(1);
      v.mul(l.at(":2")).sum().backward();
      return [y, v];
    },
    ["2,3,4,5 null", "2,3 AsStridedBackward0"],
    ["2,3,0,0", "null"],
  ],
  [
    "y = l.exp(); y.data.add_(1); y.sum().backward()",
    (l) => {
      const y = l.exp();
      y.data.add_(1);
      y.sum().backward();
      return [y];
    },
    ["3.7182817459106445,8.389056205749512,21.08553695678711,55.598148345947266 ExpBackward0"],
    ["3.7182817459106445,8.389056205749512,21.08553695678711,55.598148345947266", "null"],
  ],
  [
    "y = l * 1; y.copy_(y); y.sum().backward()",
    (l) => {
      const y = l.mul(1);
      y.copy_(y);
      y.sum().backward();
      return [y];
    },
    ["1,2,3,4 CopyBackwards"],
    ["1,1,1,1", "null"],
  ],
  [
    "y = l * 1; y.copy_(torch.ones(4)); y.sum().backward()",
    (l) => {
      const y = l.mul(1);
      y.copy_(ones([4]));
      y.sum().backward();
      return [y];
    },
    ["1,1,1,1 CopyBackwards"],
    ["0,0,0,0", "null"],
  ],
  [
    "y = torch.ones(4); v = y[:2]; y.requires_grad_(); (v * y[:2]).sum().backward()",
    () => {
      const y = ones([4]);
      const v = y.at(":2");
      y.requiresGrad_();
      v.mul(y.at(":2")).sum().backward();
      return [y, v];
    },
    ["1,1,1,1 null", "1,1 null"],
    ["null", "null"],
  ],
  [
    "y = l * 1; y[l.detach() > 2] = 0; y[[0, 0]] = k[0]; (y * y).sum().backward()",
    (l, k) => {
      const y = l.mul(1);
      y.setAt([l.detach().gt(2)], 0);
      y.setAt([[0, 0]], k.at(0));
      y.mul(y).sum().backward();
      return [y];
    },
    ["0.5,2,0,0 IndexPutBackward0"],
    ["0,4,0,0", "2,0,0,0"],
  ],
  [
    "y = l * 1; y.index_put_((I([0, 0]),), k[:2], accumulate=True); y.pow(2).sum().backward()",
    (l, k) => {
      const y = l.mul(1);
      y.indexPut_([tensor([0, 0])], k.at(":2"), { accumulate: true });
      y.pow(2).sum().backward();
      return [y];
    },
    ["3,2,3,4 IndexPutBackward0"],
    ["6,4,6,8", "6,6,0,0"],
  ],
  [
    "y = l * 1; a, b = y.tensor_split(2); b.mul_(a.clone()); (y * y).sum().backward()",
    (l) => {
      const y = l.mul(1);
      const [a, b] = y.tensorSplit(2);
      b!.mul_(a!.clone());
      y.mul(y).sum().backward();
      return [y];
    },
    ["1,2,3,8 CopySlices"],
    ["20,68,6,32", "null"],
  ],
  [
    "y = l * k; y.mul_(y.detach().clone()); y.sum().backward()",
    (l, k) => {
      const y = l.mul(k);
      y.mul_(y.detach().clone());
      y.sum().backward();
      return [y];
    },
    ["0.25,9,9,64 MulBackward0"],
    ["0.25,4.5,3,16", "0.5,6,-9,32"],
  ],
];

test.each(programs)("%s", (_, ours, tensors, gradients) => {
  const [l, k] = [leaf([1, 2, 3, 4]), leaf([0.5, 1.5, -1, 2])];
  expect(ours(l, k).map(look)).toEqual(tensors);
  expect([gradient(l), gradient(k)]).toEqual(gradients);
});
