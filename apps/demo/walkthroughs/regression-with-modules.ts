// #region imports
import { type Figure, subplots } from "@flambeau/plot";
import {
  expr,
  float32,
  linspace,
  nn,
  noGrad,
  numpyText,
  optim,
  sin,
  type Tensor,
  tensor,
  zeros,
  zerosLike,
} from "flambeau";
// #endregion

import { code, draw, heading, prose, type Walkthrough } from "../src/steps.js";

/** The numbers to turn. */
export interface RegressionWithModulesSettings {
  readonly lineRate: number;
  readonly lineEpochs: number;
  readonly degree: number;
  readonly polyRate: number;
  readonly polyEpochs: number;
}

/** Seed 004, sections 6 and 7: the same regression with modules, one training function for a line and for a polynomial. */
export const regressionWithModules: Walkthrough<RegressionWithModulesSettings> = {
  id: "regression-with-modules",
  title: "Regression with modules",
  summary: "one training function, two models: a line, then a polynomial over 100 000 epochs",

  knobs: {
    lineRate: { label: "learning rate of the line", value: 0.1, min: 1e-4, max: 1 },
    lineEpochs: { label: "epochs of the line", value: 10, min: 10, max: 10_000 },
    degree: { label: "parameters of the polynomial", value: 5, min: 1, max: 9 },
    polyRate: { label: "learning rate of the polynomial", value: 0.05, min: 1e-4, max: 0.5 },
    polyEpochs: { label: "epochs of the polynomial", value: 100_000, min: 100, max: 200_000 },
  },

  *program({ console, range }, { lineRate, lineEpochs, degree, polyRate, polyEpochs }) {
    yield heading("6. A model is a module");
    yield prose(`
      The ten points of the walkthrough before, and the same line. Only the form is new: a \`Module\` keeps its parameters and
      says in \`forward\` what it computes from them. Whoever is handed the module can find its parameters without knowing what
      it is, and that is what makes the next section possible.
    `);
    yield code("imports");
    yield code("line");
    // #region line
    const x = linspace(0, 1, 10);
    const yTrue = expr`3 * ${x} + ${sin(x.mul(6))} + 1`;

    class LineFitting extends nn.Module {
      readonly W = new nn.Parameter(tensor([0, 0], { dtype: float32 }));

      forward(x: Tensor): Tensor {
        return this.W.at(0).mul(x).add(this.W.at(1));
      }
    }

    const line = new LineFitting();
    console.log(line.forward(x));
    // #endregion

    yield heading("7. One function that trains anything");
    yield prose(`
      \`train\` is told which data, which model, which loss, which optimizer. It does not know what a line is. Ten times on its
      way it prints the loss and the parameters, in numpy's way of writing numbers: that is how the tutorial shows them.
    `);
    yield code("train");
    // #region train
    type Model = { forward(x: Tensor): Tensor } & nn.Module;

    function train(
      x: Tensor,
      yTrue: Tensor,
      model: Model,
      LossFn: typeof nn.MSELoss,
      OptimizerFn: typeof optim.SGD,
      lr: number,
      epochs: number,
    ): void {
      const lossFn = new LossFn();
      const optimizer = new OptimizerFn(model.parameters(), { lr });
      const [W] = model.parameters();

      for (const epoch of range(epochs)) {
        optimizer.zeroGrad();
        const loss = lossFn.forward(model.forward(x), yTrue);
        loss.backward();
        optimizer.step();
        if (epoch % Math.floor(epochs / 10) === 0) {
          console.log(numpyText(loss.toTypedArray(), []), numpyText(W.toTypedArray()));
        }
      }
    }

    train(x, yTrue, line, nn.MSELoss, optim.SGD, lineRate, lineEpochs);
    // #endregion
    yield code("plot");
    // #region plot
    function plot(title: string, model: Model): Figure {
      const y = noGrad(() => model.forward(x));
      const [fig, ax] = subplots();
      ax.plot(x, yTrue, "--o", { label: "true" }).plot(x, y, "-", { label: "model" });
      ax.setTitle(title).setXlabel("x").setYlabel("y").legend();
      return fig;
    }

    const lineFigure = plot("LineFitting", line);
    // #endregion
    yield draw("line-fitting", lineFigure);
    yield prose(`
      Ten epochs bring the line most of the way to where a line can be. Now a model that can bend: a polynomial, a parameter
      for each power of x. The training function stays as it is.
    `);
    yield code("poly");
    // #region poly
    class PolyFit extends nn.Module {
      readonly W: nn.Parameter;

      constructor(readonly degree: number) {
        super();
        this.W = new nn.Parameter(zeros([degree]));
      }

      forward(x: Tensor): Tensor {
        const y = zerosLike(x);
        for (let i = 0; i < this.degree; i++) y.add_(this.W.at(i).mul(x.pow(i)));
        return y;
      }
    }

    const poly = new PolyFit(degree);
    train(x, yTrue, poly, nn.MSELoss, optim.SGD, polyRate, polyEpochs);

    const polyFigure = plot(`PolyFit(${degree})`, poly);
    // #endregion
    yield draw("poly-fit", polyFigure);
    yield prose(`
      A hundred thousand epochs sounds like a lot; with ten points and five parameters they are over in moments. They are
      needed, too: the second row, after ten thousand of them, is still far from the last. Between 0 and 1 the powers of x
      resemble each other, so that the valley of the loss is long and narrow, and small steps take their time along it. In the
      end the curve runs close to every point, and the loss is almost forty times smaller than the best that a line can do.
    `);
  },
};
