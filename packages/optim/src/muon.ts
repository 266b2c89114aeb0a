import { addmm, bfloat16, float32, type Tensor } from "@flambeau/core";
import { notMatrix, outOfRange, tooManyIterations, unknownAdjustment, wrongCoefficients } from "./errors.js";
import { Optimizer } from "./optimizer.js";
import { type GroupOf, type Params, type Rate, type Real, withDefaults } from "./param-group.js";
import { zerosAs } from "./persistent.js";

/** Options of `Muon`. */
export interface MuonOptions {
  /** Learning rate; default 0.001. */
  readonly lr?: Rate;
  /** How fast the weights shrink; default 0.1. */
  readonly weightDecay?: Real;
  /** What part of the running average of gradients is kept; default 0.95. */
  readonly momentum?: Real;
  /** Look ahead along the momentum; default true. */
  readonly nesterov?: boolean;
  /** The polynomial that orthogonalises: `a x + b x³ + c x⁵`; default `[3.4445, -4.775, 2.0315]`. */
  readonly nsCoefficients?: readonly [number, number, number];
  /** Lower bound of the norm that gradients are divided by; default 1e-7. */
  readonly eps?: Real;
  /** How often the polynomial is applied; default 5. */
  readonly nsSteps?: number;
  /** How the learning rate depends on the shape; default null, which means `"original"`. */
  readonly adjustLrFn?: "original" | "match_rms_adamw" | null;
}

interface MuonState {
  readonly momentumBuffer: Tensor;
}

const defaults: Required<MuonOptions> = {
  lr: 1e-3,
  weightDecay: 0.1,
  momentum: 0.95,
  nesterov: true,
  nsCoefficients: [3.4445, -4.775, 2.0315],
  eps: 1e-7,
  nsSteps: 5,
  adjustLrFn: null,
};

/**
 * Muon: steps along averaged gradients made orthogonal, in bfloat16; for weight matrices only.
 *
 * @throws {RangeError} if an option is negative
 * @throws {Error} if a parameter is not a matrix
 * @example
 * const w = tensor([[1.0, -2.5]], { requiresGrad: true });
 * const optimizer = new Muon([w], { lr: 0.5, weightDecay: 0 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w.requiresGrad // => true
 */
export class Muon extends Optimizer<GroupOf<MuonOptions>, MuonState> {
  constructor(params: Params<MuonOptions>, options: MuonOptions = {}) {
    const all = withDefaults("Muon", defaults, options);
    if (!(Number(all.lr) >= 0)) throw outOfRange("Learning rate", ">= 0", all.lr);
    if (!(Number(all.momentum) >= 0)) throw outOfRange("momentum", ">= 0", all.momentum);
    if (!(Number(all.weightDecay) >= 0)) throw outOfRange("weight decay", ">= 0", all.weightDecay);
    if (![null, "original", "match_rms_adamw"].includes(all.adjustLrFn)) throw unknownAdjustment(all.adjustLrFn);
    super(params, all, {
      weightDecay: "weight_decay",
      nsCoefficients: "ns_coefficients",
      nsSteps: "ns_steps",
      adjustLrFn: "adjust_lr_fn",
      momentumBuffer: "momentum_buffer",
    });
    for (const group of this.paramGroups) for (const p of group.params) if (p.ndim !== 2) throw notMatrix(p.shape);
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<MuonOptions>): void {
    const { lr, momentum, weightDecay, nesterov } = group;
    const buffer = this.#bufferOf(p, grad);
    buffer.lerp_(grad, 1 - momentum);
    const update = orthogonal(nesterov ? grad.lerp(buffer, momentum) : buffer, group);
    p.mul_(1 - lr * weightDecay);
    p.add_(update, { alpha: -lr * shapeFactor(p, group.adjustLrFn) });
  }

  #bufferOf(p: Tensor, grad: Tensor): Tensor {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { momentumBuffer: zerosAs(grad) };
      this.state.set(p, state);
    }
    return state.momentumBuffer;
  }
}

function shapeFactor(p: Tensor, adjust: GroupOf<MuonOptions>["adjustLrFn"]): number {
  const [rows, columns] = p.shape as [number, number];
  return adjust === "match_rms_adamw"
    ? 0.2 * Math.sqrt(Math.max(rows, columns))
    : Math.sqrt(Math.max(1, rows / columns));
}

/**
 * A matrix with about the singular vectors of `x` and singular values near 1, by Newton and Schulz's iteration. Each product is
 * rounded to bfloat16 once, after what is added to it.
 */
function orthogonal(x: Tensor, { nsCoefficients, nsSteps, eps }: GroupOf<MuonOptions>): Tensor {
  if (nsSteps >= 100) throw tooManyIterations();
  if (nsCoefficients.length !== 3) throw wrongCoefficients();
  const [a, b, c] = nsCoefficients;
  const isTall = x.shape[0]! > x.shape[1]!;
  const half = x.to(bfloat16);
  const wide = isTall ? half.transpose(0, 1) : half;
  let y = wide.div(wide.norm().clampMin(eps)).to(float32);
  for (let i = 0; i < nsSteps; i++) {
    const gram = rounded(y.matmul(y.transpose(0, 1)));
    y = rounded(addmm(y, rounded(addmm(gram, gram, gram, { beta: b, alpha: c })), y, { beta: a }));
  }
  return isTall ? y.transpose(0, 1) : y;
}

function rounded(x: Tensor): Tensor {
  return x.to(bfloat16).to(float32);
}
