// #region imports
import { subplots } from "@flambeau/plot";
import { expr, float32, linalg, linspace, noGrad, sin, stack, type Tensor, tensor, zeros } from "flambeau";
// #endregion

import { code, draw, heading, prose, type Walkthrough } from "../src/steps.js";

/** The numbers to turn. */
export interface RegressionByHandSettings {
  readonly points: number;
  readonly epsilon: number;
  readonly steps: number;
}

/** Seed 004, sections 1 to 5: a line through a bent curve, first a step at a time, then two thousand steps. */
export const regressionByHand: Walkthrough<RegressionByHandSettings> = {
  id: "regression-by-hand",
  title: "Regression by hand",
  summary: "two gradient steps taken one line at a time, then two thousand of them, and three questions answered",

  knobs: {
    points: { label: "points", value: 10, min: 2, max: 200 },
    epsilon: { label: "learning rate", value: 0.01, min: 1e-4, max: 1 },
    steps: { label: "steps", value: 2000, min: 10, max: 50_000 },
  },

  *program({ console, range }, { points, epsilon, steps }) {
    yield heading("1. Ten points on a curve");
    yield prose(`
      No noise this time: ten points of \`3x + sin(6x) + 1\`, exactly. The curve bends, and we are going to lay a straight line
      through it. Of course it cannot fit. How well it can not fit is worth finding out.
    `);
    yield code("imports");
    yield code("data");
    // #region data
    const x = linspace(0, 1, points);
    const yTrue = expr`3 * ${x} + ${sin(x.mul(6))} + 1`;
    console.log(yTrue);
    // #endregion

    yield heading("2. A line and its error");
    yield prose(`
      The line is \`W[0]·x + W[1]\`; both numbers live in one tensor and start at zero. As error we take the length of the vector
      of differences, divided by the number of points.
    `);
    yield code("error");
    // #region error
    const W = tensor([0, 0], { dtype: float32, requiresGrad: true });

    let yPred = W.at(0).mul(x).add(W.at(1));
    let err = linalg.vectorNorm(yPred.sub(yTrue)).div(points);
    console.log(err);
    // #endregion
    yield prose(`
      The text after the number is the tensor's memory: its last operation was a division, and behind that hangs the whole
      computation. \`backward\` follows it to the leaves and leaves the gradient there, in \`W.grad\`.
    `);
    yield code("gradient");
    // #region gradient
    err.backward();
    console.log(W.grad);
    // #endregion
    yield prose(
      "Both numbers are negative: the error shrinks if slope and height grow. That makes sense, they are both zero.",
    );

    yield heading("3. Two steps");
    yield prose(`
      A step against the gradient, as long as the gradient times a small \`epsilon\`. It must not be recorded, hence \`noGrad\`;
      and it must change \`W\` itself, hence the underscore in \`sub_\`.
    `);
    yield code("first-step");
    // #region first-step
    noGrad(() => W.sub_(W.grad!.mul(epsilon)));
    console.log(W);

    yPred = W.at(0).mul(x).add(W.at(1));
    err = linalg.vectorNorm(yPred.sub(yTrue)).div(points);
    console.log(err);
    // #endregion
    yield prose(
      "A little smaller than before. Once more, and not without clearing the old gradient first: `backward` adds.",
    );
    yield code("second-step");
    // #region second-step
    W.grad!.zero_();
    err.backward();
    noGrad(() => W.sub_(W.grad!.mul(epsilon)));
    console.log(W);

    yPred = W.at(0).mul(x).add(W.at(1));
    err = linalg.vectorNorm(yPred.sub(yTrue)).div(points);
    console.log(err);
    // #endregion

    yield heading("4. Two thousand steps");
    yield prose(
      "Nobody writes that two thousand times. Four small functions, and a loop that reports ten times on its way:",
    );
    yield code("functions");
    // #region functions
    function init(W: Tensor): void {
      noGrad(() => W.zero_());
    }

    function error(W: Tensor): Tensor {
      const y = W.at(0).mul(x).add(W.at(1));
      return linalg.vectorNorm(y.sub(yTrue)).div(points);
    }

    function updateStep(): number {
      W.grad!.zero_();
      const e = error(W);
      e.backward();
      noGrad(() => W.sub_(W.grad!.mul(epsilon)));
      return e.item();
    }

    function report(i: number): void {
      const [a, b, e] = noGrad(() => [W.at(0).item(), W.at(1).item(), error(W).item()]);
      console.log(`[${i}] a=${a.toFixed(2)} b=${b.toFixed(2)}, err=${e.toFixed(2)}`);
    }
    // #endregion
    yield code("loop");
    // #region loop
    const history: number[] = [];
    init(W);
    for (const i of range(steps)) {
      history.push(updateStep());
      if (i % Math.floor(steps / 10) === 0) report(i);
    }
    report(steps);
    // #endregion
    yield code("figures");
    // #region figures
    const [fitted, fitAxes] = subplots();
    fitAxes.plot(x, yTrue, "--o", { label: "true" }).plot(x, W.at(0).mul(x).add(W.at(1)), "-", { label: "line" });
    fitAxes.setTitle("A line through the curve").setXlabel("x").setYlabel("y").legend();

    const [errors, errorAxes] = subplots();
    errorAxes.plot(history).setTitle("Error history").setXlabel("step").setYlabel("error");
    // #endregion
    yield draw("fitted-line", fitted);
    yield draw("error-history", errors);

    yield heading("5. Three questions");
    yield prose(`
      **Why does the error not go to zero?** Is it a matter of patience? There is a formula for the best of all lines, so we can
      ask how much error even that one leaves.
    `);
    yield code("best-line");
    // #region best-line
    const dx = x.sub(x.mean());
    const dy = yTrue.sub(yTrue.mean());
    const a = dx.mul(dy).sum().div(dx.mul(dx).sum());
    const best = stack([a, yTrue.mean().sub(a.mul(x.mean()))]);
    console.log(best, error(best));
    // #endregion
    yield prose(`
      Hardly less than what we have. What remains is not a fault of the training but of the model: the points lie on a curve,
      and a line does not bend. More steps would only move \`W\` the last bit along a valley that is almost flat.

      **What does the learning rate do?** It decides how far a step goes, and nothing else; so let us take the same number of
      steps with very different rates.
    `);
    yield code("rates");
    // #region rates
    function train(rate: number): number {
      const W = zeros([2], { requiresGrad: true });
      for (const _ of range(steps)) {
        const e = error(W);
        e.backward();
        noGrad(() => W.sub_(W.grad!.mul(rate)));
        W.grad!.zero_();
      }
      return noGrad(() => error(W).item());
    }

    for (const rate of [0.0001, 0.001, 0.01, 0.1, 1, 10]) {
      console.log(`rate ${rate}: err=${train(rate).toFixed(4)}`);
    }
    // #endregion
    yield prose(`
      Too small, and two thousand steps do not reach the valley. In between there is comfortable room: over a range of a hundred
      the result hardly changes. Too large, and each step leaps over the valley to the slope on its other side, again and again.

      **What would a better model look like?** It would be able to bend. Nothing in the loop knows that it is training a line:
      it needs an error and some parameters. Give the model a term with x², x³ and so on, each with a parameter of its own, and
      the same loop fits a curve. That is the next walkthrough, where modules make the exchange a matter of one line.
    `);
  },
};
