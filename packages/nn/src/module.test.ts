import { int64, ones, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { Dropout, init, Linear, Module, Parameter, ReLU, Sequential, Unflatten, utils } from "./index.js";

// The expected names and texts are PyTorch's for the class written in Python.

class Net extends Module<Tensor> {
  readonly fc1 = new Linear(2, 3);
  declare count: Tensor;
  declare tmp: Tensor;
  readonly scale: Parameter;
  readonly block: Sequential;
  readonly shared: Linear;
  readonly none = null;

  constructor() {
    super();
    this.registerBuffer("count", zeros([1]));
    this.scale = new Parameter(ones([1]));
    this.block = new Sequential(new ReLU(), new Dropout(0.5));
    this.shared = this.fc1;
    this.registerBuffer("tmp", zeros([2]), { persistent: false });
    this.registerParameter("off", null);
  }

  forward(x: Tensor): Tensor {
    return this.fc1.forward(x).mul(this.scale);
  }
}

const names = (entries: readonly (readonly [string, unknown])[]): string[] => entries.map(([name]) => name);

test("names parameters, buffers and modules in PyTorch's order", () => {
  const net = new Net();
  expect(names(net.namedParameters())).toEqual(["scale", "fc1.weight", "fc1.bias"]);
  expect(names(net.namedParameters({ removeDuplicate: false }))).toEqual([
    "scale",
    "fc1.weight",
    "fc1.bias",
    "shared.weight",
    "shared.bias",
  ]);
  expect(names(net.namedParameters({ prefix: "m", recurse: false }))).toEqual(["m.scale"]);
  expect(names(net.namedBuffers())).toEqual(["count", "tmp"]);
  expect(names(net.namedChildren())).toEqual(["fc1", "block"]);
  expect(names(net.namedModules())).toEqual(["", "fc1", "block", "block.0", "block.1"]);
  expect(names(net.namedModules({ removeDuplicate: false }))).toEqual([
    "",
    "fc1",
    "block",
    "block.0",
    "block.1",
    "shared",
  ]);
});

test("prints as PyTorch prints it", () => {
  expect(String(new Net())).toBe(`Net(
  (fc1): Linear(in_features=2, out_features=3, bias=True)
  (block): Sequential(
    (0): ReLU()
    (1): Dropout(p=0.5, inplace=False)
  )
  (shared): Linear(in_features=2, out_features=3, bias=True)
)`);
});

test("saves parameters, then buffers, then children, under every name they have", () => {
  const net = new Net();
  expect(Object.keys(net.stateDict())).toEqual([
    "scale",
    "count",
    "fc1.weight",
    "fc1.bias",
    "shared.weight",
    "shared.bias",
  ]);
  expect(net.stateDict({ keepVars: true }).scale === net.scale).toBe(true);
  const saved = net.stateDict({ prefix: "net." })["net.scale"]!;
  expect(saved.requiresGrad).toBe(false);
  saved.fill_(7);
  expect(net.scale.item()).toBe(7);
});

test("reports all that does not fit in one error, and then changes nothing", () => {
  const net = new Net();
  const { scale: _scale, "fc1.bias": _bias, ...rest } = net.stateDict();
  const state = {
    ...rest,
    count: zeros([2]),
    "fc1.weight": ones([3]),
    "shared.bias": ones([3]),
    extra: ones([1]),
    "block.0.w": ones([1]),
    "fc1.weight.x": ones([1]),
    "nope.a": ones([1]),
  };
  const before = net.shared.bias!.tolist();
  expect(() => net.loadStateDict(state)).toThrow(
    new Error(
      'Error(s) in loading state_dict for Net:\n\tMissing key(s) in state_dict: "scale", "fc1.bias". \n\tUnexpected key(s) in state_dict: "extra", "nope.a", "fc1.weight.x", "block.0.w". \n\tsize mismatch for count: copying a param with shape torch.Size([2]) from checkpoint, the shape in current model is torch.Size([1]).\n\tsize mismatch for fc1.weight: copying a param with shape torch.Size([3]) from checkpoint, the shape in current model is torch.Size([3, 2]).',
    ),
  );
  expect(() => net.loadStateDict(state, { strict: false })).toThrow(/^[^"]*size mismatch for count/);
  expect(net.shared.bias!.tolist()).toEqual(before);
});

test("tells what is missing and unexpected where it is not strict", () => {
  const net = new Net();
  const { scale: _, ...rest } = net.stateDict();
  const found = net.loadStateDict({ ...rest, zzz: ones([1]) }, { strict: false });
  expect(found).toEqual({ missingKeys: ["scale"], unexpectedKeys: ["zzz"] });
  // torch.nn.Linear(1, 1).load_state_dict({"a": torch.ones(1)}, strict=False), with its keys; the same with a state dict that fits
  expect(`${found}`).toBe("_IncompatibleKeys(missing_keys=['scale'], unexpected_keys=['zzz'])");
  expect(`${net.loadStateDict(net.stateDict())}`).toBe("<All keys matched successfully>");
});

test("refuses what is no state dict, and values that are no tensors", () => {
  const net = new Net();
  expect(() => net.loadStateDict([] as never)).toThrow(
    new TypeError("Expected state_dict to be dict-like, got array."),
  );
  expect(() => net.loadStateDict({ ...net.stateDict(), scale: 3 as never })).toThrow(
    'While copying the parameter named "scale", expected torch.Tensor or Tensor-like object from checkpoint but received number',
  );
});

test("takes a Map, whose keys keep any order", () => {
  const line = new Linear(1, 1);
  const { weight, bias } = line.stateDict();
  const state = new Map([...Object.entries({ bias: bias!.add(1), weight: weight! })]);
  const expected = state.get("bias")!.tolist();
  line.loadStateDict(state);
  expect(line.bias!.tolist()).toEqual(expected);
});

test("copies into the tensors that are there, or puts others in their place", () => {
  const line = new Linear(1, 1);
  const { weight } = line;
  const version = { weight: tensor([[2.5]]), bias: tensor([0.5]) };
  line.loadStateDict(version);
  expect(line.weight === weight).toBe(true);
  expect(weight.tolist()).toEqual([[2.5]]);
  weight.requiresGrad_(false);
  line.loadStateDict(version, { assign: true });
  expect(line.weight === weight).toBe(false);
  expect(line.weight.requiresGrad).toBe(false);
  version.weight.fill_(9);
  expect(line.weight.tolist()).toEqual([[9]]);
});

test("reads a number that an old checkpoint holds as a vector of one", () => {
  class Counter extends Module {
    declare count: Tensor;
    constructor() {
      super();
      this.registerBuffer("count", tensor(0));
    }
    forward(): void {}
  }
  const counter = new Counter();
  counter.loadStateDict({ count: tensor([5]) });
  expect(counter.count.item()).toBe(5);
});

test("finds parts by their path, and says what is wrong with a path", () => {
  const net = new Net();
  expect(net.getSubmodule("block.1")).toBe(net.block.at(1));
  expect(net.getSubmodule("")).toBe(net);
  expect(net.getParameter("fc1.bias") === net.fc1.bias).toBe(true);
  expect(net.getBuffer("count") === net.count).toBe(true);
  expect(() => net.getSubmodule("block.7")).toThrow("Sequential has no attribute `7`");
  expect(() => net.getSubmodule("scale")).toThrow("`scale` is not an nn.Module");
  expect(() => net.getParameter("fc1.foo")).toThrow("Linear has no attribute `foo`");
  expect(() => net.getParameter("count")).toThrow("`count` is not an nn.Parameter");
  expect(() => net.getBuffer("scale")).toThrow("`scale` is not a buffer");
});

test.each<[string, (net: Net) => void]>([
  ['parameter name can\'t contain "."', (net) => net.registerParameter("a.b", null)],
  ['parameter name can\'t be empty string ""', (net) => net.registerParameter("", null)],
  ['buffer name can\'t contain "."', (net) => net.registerBuffer("a.b", null)],
  ['module name can\'t contain ".", got: a.b', (net) => net.addModule("a.b", null)],
  ["attribute 'forward' already exists", (net) => net.addModule("forward", new ReLU())],
  ["attribute 'scale' already exists", (net) => net.registerBuffer("scale", ones([1]))],
  [
    "cannot assign 'torch.FloatTensor' object to parameter 'w' (torch.nn.Parameter or None required)",
    (net) => net.registerParameter("w", ones([1])),
  ],
  [
    "cannot assign 'number' object to buffer 'w' (torch Tensor or None required)",
    (net) => net.registerBuffer("w", 3 as never),
  ],
  ["number is not a Module subclass", (net) => net.addModule("a", 3 as never)],
  [
    "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.int64",
    (net) => net.to(int64),
  ],
])("%s", (message, act) => {
  expect(() => act(new Net())).toThrow(expect.objectContaining({ message }));
});

test("says that a module without forward cannot be called", () => {
  // @ts-expect-error TypeScript says so too
  class Unfinished extends Module {}
  expect(() => new Unfinished().forward()).toThrow('Module [Unfinished] is missing the required "forward" function');
});

test("switches modes through the modules' own methods", () => {
  class Frozen extends Linear {
    override train(): this {
      return super.train(false);
    }
  }
  const model = new Sequential(new Frozen(1, 1), new Dropout());
  model.train();
  expect([model.training, model.at(0).training, model.at(1).training]).toEqual([true, false, true]);
  model.eval();
  expect(model.modules().some((module) => module.training)).toBe(false);
});

test("applies a function to children first", () => {
  const seen: string[] = [];
  new Sequential(new Linear(1, 1), new ReLU()).apply((module) => void seen.push(module.typeName));
  expect(seen).toEqual(["Linear", "ReLU", "Sequential"]);
});

test("hooks see and change what goes in, comes out and comes back", () => {
  // l = nn.Linear(1, 1) with weight 1 and bias 0, and the same hooks in Python
  const log: unknown[] = [];
  const line = new Linear(1, 1);
  init.ones_(line.weight);
  init.zeros_(line.bias!);
  const items = (tensors: readonly unknown[]): unknown[] => tensors.map((x) => (x as Tensor | null)?.item() ?? null);
  line.registerForwardPreHook((_, inputs) => {
    log.push(["pre", ...items(inputs)]);
    return (inputs[0] as Tensor).mul(2);
  });
  const first = line.registerForwardPreHook((_, inputs) => void log.push(["first", ...items(inputs)]), {
    prepend: true,
  });
  line.registerForwardHook((_, inputs, output) => {
    log.push(["post", ...items(inputs), ...items([output])]);
    return (output as Tensor).add(1);
  });
  line.registerFullBackwardPreHook((_, gradOutputs) => {
    log.push(["backwardPre", ...items(gradOutputs)]);
    return gradOutputs[0]!.mul(10);
  });
  line.registerFullBackwardHook((_, gradInputs, gradOutputs) => {
    log.push(["backward", items(gradInputs), items(gradOutputs)]);
    return gradInputs[0]!.mul(3);
  });
  const x = tensor([[3]], { dtype: line.weight.dtype, requiresGrad: true });
  const y = line.forward(x);
  expect(String(y)).toBe("tensor([[7.]], grad_fn=<BackwardHookFunctionBackward>)");
  y.sum().backward();
  expect(log).toEqual([
    ["first", 3],
    ["pre", 3],
    ["post", 6, 6],
    ["backwardPre", 1],
    ["backward", [10], [10]],
  ]);
  expect([x.grad!.item(), line.weight.grad!.item()]).toEqual([60, 60]);
  first.remove();
  log.length = 0;
  line.forward(x);
  expect(log).toEqual([
    ["pre", 3],
    ["post", 6, 6],
  ]);
});

test("a backward hook of a module whose inputs need no gradient runs at its output", () => {
  const line = new Linear(1, 1);
  const log: unknown[] = [];
  line.registerFullBackwardHook((_, gradInputs, gradOutputs) => void log.push(gradInputs, gradOutputs[0]!.tolist()));
  const warnings = warningsOf(() =>
    line
      .forward(ones([1, 1]))
      .sum()
      .backward(),
  );
  expect(log).toEqual([[null], [[1]]]);
  expect(warnings[0]).toMatch(/^Full backward hook is firing when gradients are computed/);
});

test("backward hooks have a gradient per argument and per output", () => {
  class Two extends Module<[Tensor, Tensor]> {
    forward(a: Tensor, k: number, b: Tensor): [Tensor, Tensor] {
      return [a.mul(k), b.mul(2)];
    }
  }
  const two = new Two();
  const log: unknown[] = [];
  two.registerFullBackwardHook(
    (_, gradInputs, gradOutputs) => void log.push(gradInputs.map(String), gradOutputs.map(String)),
  );
  const [first] = two.forward(ones([2], { requiresGrad: true }), 3, ones([2]));
  first.sum().backward();
  expect(log).toEqual([
    ["tensor([3., 3.])", "null", "tensor([0., 0.])"],
    ["tensor([1., 1.])", "null"],
  ]);
});

test("hooks around the state see and change it", () => {
  const model = new Sequential(new Linear(1, 1));
  const seen: unknown[] = [];
  const line = model.at(0);
  line.registerStateDictPreHook((_, prefix, keepVars) => void seen.push([prefix, keepVars]));
  line.registerStateDictPostHook((_, dict, prefix) => {
    dict[`${prefix}extra`] = tensor([1]);
  });
  const state = model.stateDict();
  expect(seen).toEqual([["0.", false]]);
  expect(Object.keys(state)).toEqual(["0.weight", "0.bias", "0.extra"]);
  line.registerLoadStateDictPreHook((_, dict, prefix) => {
    delete dict[`${prefix}extra`];
  });
  expect(model.loadStateDict(state)).toEqual({ missingKeys: [], unexpectedKeys: [] });
  expect(Object.keys(state)).toContain("0.extra");
  const { "0.bias": _, ...incomplete } = state;
  line.registerLoadStateDictPostHook((_, keys) => void keys.missingKeys.splice(0));
  expect(model.loadStateDict(incomplete).missingKeys).toEqual([]);
});

test("any module that gives a tensor is a Module<Tensor>", () => {
  const run = (model: Module<Tensor>, x: Tensor): Tensor => model.forward(x);
  expect(run(new Net(), ones([1, 2])).shape).toEqual([1, 3]);
});

/** What `act` warns of. */
function warningsOf(act: () => void): string[] {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void warnings.push(text);
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

// each message: what the same call says in Python, whose kinds have other names
test.each<[string, () => unknown]>([
  ["training mode is expected to be boolean", () => new Linear(1, 1).train("a" as never)],
  ["unflattened_size must be a tuple of ints, but found type number", () => new Unflatten(1, 2.5 as never)],
  ["must be tuple of ints, but found element of type string at pos 1", () => new Unflatten(1, [2, "a"] as never)],
  ["Parameter: expected a Tensor, got number", () => new Parameter(3 as never)],
  ["parameters must be a Tensor or an iterable of Tensors", () => utils.clipGradNorm_(3 as never, 1)],
])("%s", (message, call) => {
  expect(call).toThrow(message);
});
