// #region imports
import { subplots } from "@flambeau/plot";
import { float32, nn, optim, type Tensor, tensor } from "flambeau";
// #endregion

import { code, draw, heading, prose, type Walkthrough } from "../src/steps.js";

/** The numbers to turn. */
export interface QuestionsOnEdSettings {
  readonly learningRate: number;
  readonly numberTrainingSteps: number;
}

/** Seed 003: how many questions will a sheet of so many tasks bring? Two parameters and a loop over the samples. */
export const questionsOnEd: Walkthrough<QuestionsOnEdSettings> = {
  id: "questions-on-ed",
  title: "How many questions will they ask?",
  summary: "two parameters, a loss summed over the samples one by one, and the optimizer that takes the steps",

  knobs: {
    learningRate: { label: "learning rate", value: 0.02, min: 1e-4, max: 0.05 },
    numberTrainingSteps: { label: "training steps", value: 200, min: 1, max: 2000 },
  },

  *program({ console, range }, { learningRate, numberTrainingSteps }) {
    yield heading("Tasks and questions");
    yield prose(`
      A course hands out sheets of exercises, and its students ask about them in a forum. The more tasks on a sheet, the more
      questions: twelve weeks have been counted. Next week's sheet is ready. How busy will the forum be?
    `);
    yield code("imports");
    yield code("data");
    // #region data
    const listNumberTasks = [1, 2, 4, 4, 5, 6, 6, 6, 8, 8, 9, 10];
    const listNumberQuestions = [5, 11, 21, 22, 26, 31, 32, 31, 41, 42, 48, 52];
    // #endregion

    yield heading("One estimate, one error, one sum");
    yield prose(`
      A straight line should do: \`questions ≈ theta_1 · tasks + theta_0\`. The loss goes through the twelve weeks one at a time,
      as you would with pencil and paper: estimate, subtract, square, add up, and divide by twelve at the end.

      It looks like an ordinary loop over ordinary numbers, and that is the point. Each pass adds a few operations to the same
      computation, and \`backward\` later walks all of them back, from the last week to the first.
    `);
    yield code("loss");
    // #region loss
    function computeLoss(tasks: number[], questions: number[], theta0: Tensor, theta1: Tensor): Tensor {
      let loss = tensor([0], { dtype: float32 });
      tasks.forEach((task, i) => {
        const estimate = theta1.mul(task).add(theta0);
        loss = loss.add(estimate.sub(questions[i]).pow(2));
      });
      return loss.div(tasks.length);
    }
    // #endregion

    yield heading("Training");
    yield prose(`
      The two unknowns are wrapped as \`Parameter\`: tensors that ask for a gradient without being told. And the step downhill
      is now somebody else's work. \`SGD\` is given the parameters once; then \`zeroGrad\`, \`backward\`, \`step\` is all there is
      to an iteration, here and in every larger program.
    `);
    yield code("training");
    // #region training
    function trainParametersLinearRegression(
      tasks: number[],
      questions: number[],
      learningRate: number,
      numberTrainingSteps: number,
    ): [Tensor, Tensor] {
      const theta0 = new nn.Parameter(tensor([1], { dtype: float32 }));
      const theta1 = new nn.Parameter(tensor([2], { dtype: float32 }));
      const optimizer = new optim.SGD([theta0, theta1], { lr: learningRate });

      for (const _ of range(numberTrainingSteps)) {
        optimizer.zeroGrad();
        const loss = computeLoss(tasks, questions, theta0, theta1);
        loss.backward();
        optimizer.step();
        console.log(`loss: ${loss.item()}`);
      }
      return [theta0, theta1];
    }

    const [theta0, theta1] = trainParametersLinearRegression(
      listNumberTasks,
      listNumberQuestions,
      learningRate,
      numberTrainingSteps,
    );
    console.log(`theta_0: ${theta0.item()}, theta_1: ${theta1.item()}`);
    // #endregion

    yield heading("Reading the answer");
    yield prose(`
      The first loss is 382.5: with the starting guess, two questions per task, the estimates are off by almost twenty. A few
      steps later the slope has found its place near five, and the remaining steps quarrel about decimals. The line says: about
      five questions per task, and about half a question that comes with any sheet.
    `);
    yield code("figure");
    // #region figure
    const line = listNumberTasks.map((task) => theta1.item() * task + theta0.item());

    const [fitted, ax] = subplots();
    ax.scatter(listNumberTasks, listNumberQuestions, { label: "counted" }).plot(listNumberTasks, line, "C1-", {
      label: "fitted",
    });
    ax.setTitle("Questions by tasks").setXlabel("tasks").setYlabel("questions").legend();
    // #endregion
    yield draw("data-and-fitted-line", fitted);
  },
};
