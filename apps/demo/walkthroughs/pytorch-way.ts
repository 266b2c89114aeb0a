// #region imports
import { type ErrorSurface, errorSurface, type Figure, subplots } from "@flambeau/plot";
import { arange, manualSeed, nn, optim, randn, type Tensor, utils } from "flambeau";
// #endregion

import { code, draw, exercise, heading, prose, type Walkthrough } from "../src/steps.js";

/** The numbers to turn. */
export interface PytorchWaySettings {
  readonly seed: number;
  readonly noise: number;
  readonly lr: number;
  readonly practiceRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly startWeight: number;
  readonly startBias: number;
}

/** Seed 002: data set, module, loss, optimizer and loader, each doing its own part of a linear regression. */
export const pytorchWay: Walkthrough<PytorchWaySettings> = {
  id: "pytorch-way",
  title: "The PyTorch way",
  summary: "a Dataset, a Module, an optimizer and a DataLoader, and the path of two parameters over the error surface",

  knobs: {
    seed: { label: "seed", value: 1, min: 0, max: 99 },
    noise: { label: "noise", value: 0.1, min: 0, max: 2 },
    lr: { label: "learning rate", value: 0.01, min: 1e-4, max: 0.2 },
    practiceRate: { label: "learning rate of the exercise", value: 0.1, min: 1e-4, max: 0.2 },
    batchSize: { label: "batch size", value: 1, min: 1, max: 60 },
    epochs: { label: "epochs", value: 10, min: 1, max: 100 },
    startWeight: { label: "weight at the start", value: -15, min: -15, max: 15 },
    startBias: { label: "bias at the start", value: -10, min: -13, max: 13 },
  },

  *program({ console, range }, { seed, noise, lr, practiceRate, batchSize, epochs, startWeight, startBias }) {
    yield heading("Data that knows its own length");
    yield prose(`
      In the loop by hand we did everything ourselves. Larger programs share the work out, and PyTorch has a place for each
      part. The first is the \`Dataset\`: it can say how many samples it has and hand out any one of them. That is all a loader
      will ever ask of it.

      Ours lies along \`y = x - 1\`, from -3 to 3, with a little noise.
    `);
    yield code("imports");
    yield code("data");
    // #region data
    const { DataLoader, Dataset } = utils.data;

    manualSeed(seed);

    class Data extends Dataset<[Tensor, Tensor]> {
      readonly x = arange(-3, 3, 0.1).view([-1, 1]);
      readonly f = this.x.mul(1).sub(1);
      readonly y = this.f.add(randn(this.x.shape).mul(noise));

      get length(): number {
        return this.x.shape[0];
      }

      getItem(index: number): [Tensor, Tensor] {
        return [this.x.at(index), this.y.at(index)];
      }
    }

    const dataset = new Data();

    const [samples, ax] = subplots();
    ax.plot(dataset.x, dataset.y, "rx", { label: "y" }).plot(dataset.x, dataset.f, { label: "f" });
    ax.setTitle("The samples and the line behind them").setXlabel("x").setYlabel("y").legend();
    // #endregion
    yield draw("data", samples);

    yield heading("A module and a loss");
    yield prose(`
      The second part is the model. A \`Module\` is a class with layers for fields and a \`forward\` that uses them. This one has a
      single layer, \`Linear\`, with a weight and a bias; both begin at random, from the same seeded generator as the noise.
    `);
    yield code("model");
    // #region model
    class linear_regression extends nn.Module {
      readonly linear: nn.Linear;

      constructor(inputSize: number, outputSize: number) {
        super();
        this.linear = new nn.Linear(inputSize, outputSize);
      }

      forward(x: Tensor): Tensor {
        return this.linear.forward(x);
      }
    }

    const criterion = new nn.MSELoss();
    const model = new linear_regression(1, 1);
    console.log(model);
    // #endregion

    yield heading("An optimizer");
    yield prose(`
      The third part takes the steps. \`SGD\` is told which parameters are its own; its state dict shows what it was given and,
      under \`state\`, what it remembers from step to step. Plain gradient descent remembers nothing.
    `);
    yield code("optimizer");
    // #region optimizer
    const optimizer = new optim.SGD(model.parameters(), { lr });
    console.log(model.parameters());
    console.log(optimizer.stateDict());
    // #endregion

    yield heading("Ten epochs from a bad place");
    yield prose(`
      The fourth part, the \`DataLoader\`, walks through the data in batches. With a batch of one, every single sample moves the
      parameters: sixty steps in an epoch.

      The random start is too good to be interesting. So we write -15 and -10 into the parameters, through the state dict, whose
      tensors are the parameters' own memory, and watch where they go from there.
    `);
    yield code("training");
    // #region training
    const trainloader = new DataLoader(dataset, { batchSize });

    function putFarAway(model: linear_regression): void {
      model.stateDict()["linear.weight"].setAt([0], startWeight);
      model.stateDict()["linear.bias"].setAt([0], startBias);
    }

    function train(model: linear_regression, optimizer: optim.SGD): ErrorSurface {
      const surface = errorSurface({ x: dataset.x, y: dataset.y, wRange: 15, bRange: 13, samples: 30 });

      for (const epoch of range(epochs)) {
        let total = 0;
        for (const [x, y] of trainloader) {
          const yhat = model.forward(x);
          const loss = criterion.forward(yhat, y);
          surface.record(model.linear.weight, model.linear.bias!, loss);
          optimizer.zeroGrad();
          loss.backward();
          optimizer.step();
          total += loss.item();
        }
        console.log(`epoch ${epoch + 1}: mean loss ${total / trainloader.length}`);
      }
      return surface;
    }

    putFarAway(model);
    console.log(model.stateDict());

    const surface = train(model, optimizer);
    console.log(model.stateDict());
    // #endregion
    yield prose(`
      The line behind the data has weight 1 and bias -1. Ten epochs of single samples come within two hundredths of both.
    `);

    yield heading("The way they went");
    yield prose(`
      Two parameters are few enough to draw the loss above all their values. It is a bowl, steep along the weight, flatter along
      the bias; the path falls down the steep side first and then walks along the bottom. It swings to and fro on its way: the
      samples come in order, from -3 to 3, and each step believes the one sample that it sees. The surface first, then the same
      bowl from above:
    `);
    yield draw("error-surface", surface.surfaceFigure());
    yield draw("error-contour", surface.contourFigure(), {
      replay: () => surface.progressFigures(),
      handle: ["startWeight", "startBias"],
    });
    yield prose("And in data space: the line as each epoch finds it.");
    yield code("data-space");
    // #region data-space
    function dataSpace(surface: ErrorSurface): Figure {
      const [fig, ax] = subplots();
      ax.plot(dataset.x, dataset.y, "rx", { label: "y" });
      for (let epoch = 0; epoch < epochs; epoch++) {
        const { w, b } = surface.steps[epoch * trainloader.length];
        ax.plot(dataset.x, dataset.x.mul(w).add(b), { label: `epoch ${epoch + 1}` });
      }
      ax.setTitle("Data space").setXlabel("x").setYlabel("y").setYlim(-10, 10).legend();
      return fig;
    }

    const lines = dataSpace(surface);
    // #endregion
    yield draw("data-space", lines);

    yield heading("Practice: ten times the learning rate");
    yield prose(`
      The exercise asks for the same with \`lr = 0.1\`. Everything is there already: a new model, a new optimizer, the same loader
      and the same function.
    `);
    yield exercise(
      "practice",
      "Make a second model, `practice`, and put it far away. Give it an SGD with the rate `practiceRate`, and print the optimizer's state dict. Train it, keep what `train` returns as `practiceSurface`, and print the model's state dict.",
    );
    // #region practice
    const practice = new linear_regression(1, 1);
    putFarAway(practice);

    const fasterOptimizer = new optim.SGD(practice.parameters(), { lr: practiceRate });
    console.log(fasterOptimizer.stateDict());

    const practiceSurface = train(practice, fasterOptimizer);
    console.log(practice.stateDict());
    // #endregion
    yield draw("practice-surface", practiceSurface.surfaceFigure());
    yield draw("practice-contour", practiceSurface.contourFigure(), {
      replay: () => practiceSurface.progressFigures(),
      handle: ["startWeight", "startBias"],
    });
    yield draw("practice-data-space", dataSpace(practiceSurface));
    yield prose(`
      It rushes through the valley in great leaps and circles around the bottom, and it never quite comes to rest: with steps ten
      times as long, each sample pulls the line ten times as far its own way. The weight ends near 1.06, not 1.00. A large rate is quick to arrive and
      restless when it is there, which is why many trainings begin with a large one and end with a small one.
    `);
  },
};
