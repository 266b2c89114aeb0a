/** A few lines of a program, resolved in the consumer of a package. */
export interface Import {
  readonly from: string;
  readonly code: string;
  /** Only the package's own code. */
  readonly alone?: boolean;
}

/** An import whose bundle, minified and compressed with gzip, may not weigh more than `ceiling` kB. */
export interface Ceiling extends Import {
  readonly title: string;
  readonly ceiling: number;
  readonly because: string;
}

const whole = (from: string, ceiling: number, because: string): Ceiling => ({
  title: `${from}, its own code`,
  from,
  code: `export * from "${from}";`,
  alone: true,
  ceiling,
  because,
});

/** Raise a number only in the commit that needs it, and say why beside it. */
export const ceilings: readonly Ceiling[] = [
  {
    title: "tensor, add",
    from: "@flambeau/core",
    code: 'import { add, tensor } from "@flambeau/core"; console.log(add(tensor([1]), 1));',
    ceiling: 151,
    because:
      "a tensor has its methods, and gradients are written in them: only what no method needs can be left out; threads are 5 kB of it, and what writes compiled kernels, for every function and type that models use, is 20",
  },
  {
    title: "Linear",
    from: "@flambeau/nn",
    code: 'import { Linear } from "@flambeau/nn"; console.log(new Linear(1, 1));',
    ceiling: 157,
    because: "tensors, and 6 kB of modules with their state dicts and hooks",
  },
  {
    title: "Linear, SGD, MSELoss",
    from: "flambeau",
    code: `import { Linear } from "@flambeau/nn"; import { SGD } from "@flambeau/optim"; import { MSELoss } from "@flambeau/losses";
      console.log(Linear, SGD, MSELoss);`,
    ceiling: 161,
    because: "the above, and 4 kB of parameter groups and their state dicts",
  },
  {
    title: "all of core",
    from: "@flambeau/core",
    code: 'import * as all from "@flambeau/core"; console.log(all);',
    ceiling: 184,
    because: "everything above its methods too: namespaces, and operations that only other packages call",
  },
  {
    title: "all of flambeau",
    from: "flambeau",
    code: 'import * as all from "flambeau"; console.log(all);',
    ceiling: 279,
    because: "core, nn, losses, optim, data, io and plot together",
  },
  whole("@flambeau/core", 184, "nine twentieths are operations with their gradients, four the kernels"),
  whole("@flambeau/nn", 45, "layers, their functional forms, and what keeps their state"),
  whole("@flambeau/losses", 10, "loss functions, a class for each, and the two losses that hold layers"),
  whole("@flambeau/optim", 16, "fourteen optimizers and as many schedulers"),
  whole("@flambeau/data", 4, "data sets, samplers and one loader"),
  whole("@flambeau/io", 24, "readers and writers of four formats; fflate is apart"),
  whole("@flambeau/plot", 17, "the builder, its ticks and layout, and graphs of gradients; d3-contour is apart"),
  whole("@flambeau/plot-vega", 7, "translation, PNG and display; Vega and resvg are apart"),
  whole("@flambeau/plot-plotly", 4, "translation alone; Plotly is apart"),
  whole("@flambeau/plot-terminal", 5, "a canvas of characters"),
];

/** Imports that leave out what they do not need: these words are in a bundle of `all`, and not in one of `code`. */
export const lean: readonly (Import & {
  readonly without: string;
  readonly markers: readonly string[];
  readonly all: string;
})[] = [
  {
    from: "@flambeau/nn",
    code: 'import { Linear } from "@flambeau/nn"; console.log(new Linear(1, 1));',
    all: 'import * as all from "@flambeau/nn"; console.log(all);',
    without: "Transformers, recurrent layers and convolutions",
    markers: ["self_attn", "weight_ih", "LSTM", "Conv2d"],
  },
];
