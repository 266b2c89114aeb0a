// #region imports
import { type Figure, subplots } from "@flambeau/plot";
import { expr, linspace, manualSeed, noGrad, randn, type Tensor } from "flambeau";
// #endregion

import { code, draw, heading, prose, type Walkthrough } from "../src/steps.js";

/** The numbers to turn. */
export interface CustomTrainingLoopSettings {
  readonly seed: number;
  readonly noise: number;
  readonly points: number;
  readonly lr: number;
  readonly epochs: number;
}

/** Seeds 000 and 001: a quadratic curve learned by a loop in which nothing is hidden; first told, then programmed. */
export const customTrainingLoop: Walkthrough<CustomTrainingLoopSettings> = {
  id: "custom-training-loop",
  title: "A training loop with nothing hidden",
  summary: "learn a quadratic curve with a loss, a gradient and an update written by hand",

  knobs: {
    seed: { label: "seed", value: 1, min: 0, max: 99 },
    noise: { label: "noise", value: 1, min: 0, max: 10 },
    points: { label: "points", value: 100, min: 10, max: 1000 },
    lr: { label: "learning rate", value: 1e-3, min: 1e-5, max: 0.5 },
    epochs: { label: "epochs", value: 15_000, min: 100, max: 100_000 },
  },

  *program({ console, range }, { seed, noise, points, lr, epochs }) {
    yield heading("The story, before any code");
    yield prose(`
      Somewhere there is a rule that turns a number x into a number y. We never get to see the rule. What we get is a
      hundred measurements of it, each a little wrong, as measurements are.

      We guess the **shape** of the rule: a parabola, \`y = a·x² + b·x + c\`. A shape with numbers left open is called a
      **model**, and the open numbers, here a, b and c, are its **parameters**. Learning means nothing more mysterious than
      choosing those three numbers well. We begin with three random ones, so the first predictions are nonsense.

      To do better we must first be able to say how bad we are. The **loss** does that: take each prediction, subtract what
      was measured, square the difference so that too high and too low hurt alike, and average. One number, and smaller is
      better.

      Now imagine the loss as a landscape over all choices of a, b and c. We stand somewhere on a slope, in fog. We cannot
      see the valley, but we can feel which way the ground rises: that is the **gradient**, a number per parameter. So we
      take a small step the other way. How small is the **learning rate**: too timid and we will be walking all day, too
      bold and we leap across the valley and land higher than we were.

      And that is the whole loop, repeated thousands of times:

      - **predict** with the parameters of the moment,
      - **compare** the predictions with the measurements: the loss,
      - **ask for the gradient**: which way would the loss grow?
      - **step** a little the opposite way,
      - **forget the gradient**, so that the next one starts from zero.

      Nothing else will happen below. The only difference is that a computer does it.
    `);

    yield heading("Measurements");
    yield prose(`
      In this experiment we know the rule, because we make the measurements ourselves: \`20x² + 5x - 3\`, plus noise from a
      seeded generator, so that your numbers and ours are the same. The template \`expr\` reads a formula the way it stands
      on paper; \`a.mul(b)\` says the same in words.
    `);
    yield code("imports");
    yield code("data");
    // #region data
    manualSeed(seed);

    const x = linspace(0, 1, points);
    const y = expr`20 * ${x}**2 + 5 * ${x} - 3 + ${randn([points]).mul(noise)}`;

    const [measurements, ax] = subplots();
    ax.scatter(x, y).setTitle("The measurements").setXlabel("x").setYlabel("y");
    // #endregion
    yield draw("dataset", measurements);

    yield heading("A model and its three numbers");
    yield prose(`
      \`requiresGrad\` is the line that matters here: from now on everything computed from \`params\` remembers how it was
      computed, and can be asked for its gradient.
    `);
    yield code("model");
    // #region model
    const params = randn([3], { requiresGrad: true });
    console.log(params);

    function model(x: Tensor, params: Tensor): Tensor {
      const [a, b, c] = params;
      return a.mul(x.pow(2)).add(b.mul(x)).add(c);
    }

    function mse(prediction: Tensor, target: Tensor): Tensor {
      return prediction.sub(target).pow(2).mean();
    }

    console.log("before training:", mse(model(x, params), y).item());
    // #endregion
    yield prose("A loss above a hundred. The picture agrees: the random parabola wants nothing to do with the data.");
    yield code("before");
    // #region before
    function fit(title: string): Figure {
      const [fig, ax] = subplots();
      ax.scatter(x, y, { label: "measured" }).plot(x, model(x, params), "C1-", { label: "predicted" });
      ax.setTitle(title).setXlabel("x").setYlabel("y").legend();
      return fig;
    }

    const before = fit("Before training");
    // #endregion
    yield draw("before-training", before);

    yield heading("The loop");
    yield prose(`
      Here is the story again, a line of code for each of its sentences. The update happens under \`noGrad\`: the step itself
      is not part of the computation that we differentiate. And \`zero_\` is there because \`backward\` **adds** to the gradient
      that it finds; who forgets to clear it, walks in the sum of all directions taken so far.
    `);
    yield code("training");
    // #region training
    const history: number[] = [];

    for (const epoch of range(epochs)) {
      const loss = mse(model(x, params), y);
      loss.backward();

      noGrad(() => params.sub_(params.grad!.mul(lr)));
      params.grad!.zero_();

      history.push(loss.item());
      if (epoch % 1000 === 0) console.log(`epoch ${epoch}: loss ${loss.item()}`);
    }
    // #endregion
    yield prose(`
      The first thousand steps do most of the work. After that the loss keeps falling ever more slowly: near the bottom of a
      valley the ground is almost level, the gradient is small, and so are the steps.
    `);
    yield code("history");
    // #region history
    const [losses, lossAxes] = subplots();
    lossAxes.plot(history).setYscale("log").setTitle("Loss history").setXlabel("epoch").setYlabel("loss");
    // #endregion
    yield draw("loss-history", losses);

    yield heading("What was learned");
    yield code("after");
    // #region after
    console.log("after training:", mse(model(x, params), y).item());
    console.log(params);

    const after = fit("After training");
    // #endregion
    yield draw("after-training", after);
    yield prose(`
      The curve runs through the middle of the points. The loss stops near 1, and that is as it should be: the noise that we
      added has variance 1, and no parabola can predict noise. What surprises at first are the parameters: we made the data
      with 20, 5 and -3 and found about 13, 11 and -4. On the stretch from 0 to 1 these two parabolas are nearly the same
      curve, because x² and x resemble each other there. Along that direction the valley is very long and very flat, and
      15 000 small steps have not walked all of it.
    `);
  },
};
