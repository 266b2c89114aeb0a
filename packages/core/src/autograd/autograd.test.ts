import { describe, expect, test, vi } from "vitest";
import {
  enableGrad,
  Function,
  type FunctionContext,
  float32,
  float64,
  grad,
  gradcheck,
  gradgradcheck,
  inferenceMode,
  noGrad,
  ones,
  setDetectAnomaly,
  type Tensor,
  tensor,
  zeros,
} from "../index.js";

const leaf = (values: number[]): Tensor => tensor(values, { dtype: float32, requiresGrad: true });

describe("backward", () => {
  test("accumulates in leaves", () => {
    const w = leaf([1, 2]);
    w.mul(w).sum().backward();
    w.mul(3).sum().backward();
    expect(w.grad!.tolist()).toEqual([5, 7]);
  });

  test("sums over broadcast dimensions", () => {
    const w = leaf([2]);
    const b = tensor([[1, 2, 3]], { dtype: float32, requiresGrad: true });
    w.mul(b).sum().backward();
    expect(w.grad!.tolist()).toEqual([6]);
    expect(b.grad!.tolist()).toEqual([[2, 2, 2]]);
  });

  test("walks a long chain without recursion", () => {
    const w = leaf([1]);
    let y: Tensor = w;
    for (let i = 0; i < 50_000; i++) y = y.add(w);
    y.sum().backward();
    expect(w.grad!.item()).toBe(50_001);
  });

  test("a second pass needs the graph", () => {
    const w = leaf([2]);
    const y = w.mul(w).sum();
    y.backward({ retainGraph: true });
    y.backward();
    expect(w.grad!.tolist()).toEqual([8]);
    expect(() => y.backward()).toThrow("Trying to backward through the graph a second time");
  });

  test("needs something to start from", () => {
    const w = leaf([1, 2]);
    expect(() => w.mul(2).backward()).toThrow("grad can be implicitly created only for scalar outputs");
    expect(() => ones([1]).backward()).toThrow(
      "element 0 of tensors does not require grad and does not have a grad_fn",
    );
    expect(() => w.mul(2).backward({ gradient: ones([3]) })).toThrow("Mismatch in shape");
    w.mul(2).backward({ gradient: tensor([1, 10], { dtype: float32 }) });
    expect(w.grad!.tolist()).toEqual([2, 20]);
  });

  test("can be limited to some leaves", () => {
    const [a, b] = [leaf([1]), leaf([2])];
    a.mul(b)
      .sum()
      .backward({ inputs: [a] });
    expect(a.grad!.tolist()).toEqual([2]);
    expect(b.grad).toBeNull();
  });

  test("an error in a hook leaves the graph usable", () => {
    const w = leaf([1]);
    const y = w.mul(2);
    const handle = y.registerHook(() => {
      throw new Error("no");
    });
    const loss = y.mul(y).sum();
    expect(() => loss.backward({ retainGraph: true })).toThrow("no");
    handle.remove();
    loss.backward();
    expect(w.grad!.tolist()).toEqual([8]);
  });
});

describe("grad", () => {
  test("returns gradients and accumulates nothing", () => {
    const x = leaf([3]);
    const [dx] = grad(x.pow(2).sum(), x);
    expect(dx!.tolist()).toEqual([6]);
    expect(x.grad).toBeNull();
  });

  test("gives higher derivatives", () => {
    const x = leaf([2]);
    const [first] = grad(x.pow(4).sum(), x, { createGraph: true });
    const [second] = grad(first!.sum(), x, { createGraph: true });
    const [third] = grad(second!.sum(), x);
    expect([first, second, third].map((g) => g!.item())).toEqual([32, 48, 48]);
  });

  test("reaches tensors that are not leaves", () => {
    const x = leaf([3]);
    const y = x.mul(2);
    expect(grad(y.mul(y).sum(), y)[0]!.tolist()).toEqual([12]);
  });

  test("names unused inputs", () => {
    const [x, other] = [leaf([1]), leaf([1])];
    const message = "The differentiated Tensor at index 0 appears to not have been used in the graph";
    expect(() => grad(x.sum(), other)).toThrow(message);
    expect(grad(x.sum(), other, { allowUnused: true })).toEqual([null]);
    expect(grad(x.sum(), other, { materializeGrads: true })[0]!.tolist()).toEqual([0]);
    expect(() => grad(x.sum(), ones([1]))).toThrow("One of the differentiated Tensors does not require grad");
  });
});

describe("hooks", () => {
  test("see and replace gradients", () => {
    const w = leaf([1, 2]);
    const seen: unknown[] = [];
    const handle = w.registerHook((g) => {
      seen.push(g.tolist());
      return g.mul(10);
    });
    w.mul(3).sum().backward();
    handle.remove();
    w.sum().backward();
    expect(seen).toEqual([[3, 3]]);
    expect(w.grad!.tolist()).toEqual([31, 31]);
  });

  test("retainGrad keeps the gradient of a result", () => {
    const w = leaf([2]);
    const y = w.mul(3);
    y.retainGrad();
    y.mul(y).sum().backward();
    expect(y.grad!.tolist()).toEqual([12]);
  });

  test("run after a leaf accumulated", () => {
    const w = leaf([1]);
    w.registerPostAccumulateGradHook((p) => noGrad(() => p.sub_(p.grad!)));
    w.mul(4).sum().backward();
    expect(w.tolist()).toEqual([-3]);
  });
});

describe("grad modes", () => {
  test("switch recording and refuse promises", () => {
    const w = leaf([1]);
    expect(noGrad(() => w.mul(2)).requiresGrad).toBe(false);
    expect(noGrad(() => enableGrad(() => w.mul(2))).requiresGrad).toBe(true);
    expect(() => noGrad(async () => 1)).toThrow("noGrad: the callback must be synchronous");
    expect(w.mul(2).requiresGrad).toBe(true);
  });

  test("inference tensors stay outside of autograd", () => {
    const i = inferenceMode(() => ones([2]).mul(2));
    expect(() => i.mul(leaf([1, 1]))).toThrow("Inference tensors cannot be saved for backward");
    expect(() => i.add_(1)).toThrow("Inplace update to inference tensor outside InferenceMode is not allowed");
  });
});

describe("writes", () => {
  test("into what backward needs are noticed", () => {
    const w = leaf([1, 2]);
    const y = w.mul(1);
    const z = y.mul(y);
    y.add_(1);
    expect(() => z.sum().backward()).toThrow(/is at version 1; expected version 0 instead/);
  });

  test("into leaves are refused", () => {
    expect(() => leaf([1]).add_(1)).toThrow(
      "a leaf Variable that requires grad is being used in an in-place operation.",
    );
    expect(() => leaf([1]).select(0, 0).add_(1)).toThrow("a view of a leaf Variable that requires grad");
  });

  test("through a view reach the base and its other views", () => {
    // z = torch.zeros(3); v = z[:2]; u = z[1:]; v.mul_(w): z, v and u all have a history
    const w = leaf([3]);
    const base = zeros([2, 3]).add(1);
    const [row, same] = [base.select(0, 1), base.select(0, 1)];
    row.mul_(w);
    expect(base.gradFn!.name).toBe("CopySlices");
    expect(row.gradFn!.name).toBe("AsStridedBackward0");
    expect(same.requiresGrad).toBe(true);
    base.mul(base).sum().backward();
    expect(w.grad!.tolist()).toEqual([18]);
  });

  test("through views differentiate twice", () => {
    const a = ones([2, 3], { dtype: float64, requiresGrad: true });
    const b = tensor([2], { dtype: float64, requiresGrad: true });
    const f = (x: Tensor, y: Tensor): Tensor => {
      const c = x.mul(1);
      c.select(0, 1).mul_(y);
      return c.mul(c);
    };
    expect(gradcheck(f, [a, b])).toBe(true);
    expect(gradgradcheck(f, [a, b])).toBe(true);
  });
});

class Cube extends Function {
  static forward(context: FunctionContext, x: Tensor): Tensor {
    context.saveForBackward(x);
    return x.pow(3);
  }
  static backward(context: FunctionContext, grad: Tensor): Tensor {
    return grad.mul(context.savedTensors[0]!.pow(2).mul(3));
  }
}

class Parts extends Function {
  static forward(context: FunctionContext, x: Tensor, factor: number): Tensor[] {
    context.factor = factor;
    return [x.mul(factor), x.add(1)];
  }
  static backward(context: FunctionContext, first: Tensor, second: Tensor): (Tensor | null)[] {
    return [first.mul(context.factor as number).add(second), null];
  }
}

describe("Function", () => {
  test("has a backward of its own, differentiable itself", () => {
    const x = tensor([0.5, 2], { dtype: float64, requiresGrad: true });
    expect(Cube.apply(x).gradFn!.name).toBe("CubeBackward");
    expect(gradcheck((a) => Cube.apply(a), [x])).toBe(true);
    expect(gradgradcheck((a) => Cube.apply(a), [x])).toBe(true);
  });

  test("may have several outputs", () => {
    const x = tensor([0.5, 2], { dtype: float64, requiresGrad: true });
    expect(gradcheck((a) => Parts.apply(a, 3), [x])).toBe(true);
    const [first] = Parts.apply(x, 3);
    first!.sum().backward();
    expect(x.grad!.tolist()).toEqual([3, 3]);
  });
});

test("gradcheck finds a wrong gradient", () => {
  class Wrong extends Function {
    static forward(_: FunctionContext, x: Tensor): Tensor {
      return x.mul(x);
    }
    static backward(_: FunctionContext, grad: Tensor): Tensor {
      return grad.mul(3);
    }
  }
  const x = tensor([0.5, 2], { dtype: float64, requiresGrad: true });
  expect(() => gradcheck((a) => Wrong.apply(a), [x])).toThrow("Jacobian mismatch for output 0 with respect to input 0");
  expect(gradcheck((a) => Wrong.apply(a), [x], { raiseException: false })).toBe(false);
  // torch.autograd.gradcheck(lambda x: x.detach() * 2, x)
  expect(() => gradcheck((a) => a.detach().mul(2), [x])).toThrow("Numerical gradient for function expected to be zero");
  expect(gradcheck((a) => a.argmax(), [x])).toBe(true);
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  gradcheck((a) => a, [leaf([1])], { raiseException: false });
  expect(warn.mock.lastCall?.[0]).toMatch(/^Input #0 requires gradient and is not a double precision floating point/);
  warn.mockRestore();
});

test("anomaly mode names the op that made a NaN", () => {
  setDetectAnomaly(true);
  try {
    const x = leaf([0]);
    expect(() => x.div(x).sum().backward()).toThrow("Function 'DivBackward0' returned nan values in its 1th output");
  } finally {
    setDetectAnomaly(false);
  }
});
