import { expect, test } from "vitest";
import { type BackwardGraph, backwardGraph, type DifferentiableLike, type GradientNode } from "./backward-graph.js";
import { backwardGraphSvg } from "./backward-graph-svg.js";

const leaf = (...shape: number[]): DifferentiableLike => ({ shape, gradFn: null });
const accumulate = (variable: DifferentiableLike): GradientNode => ({
  name: "AccumulateGrad",
  nextFunctions: [],
  variable,
});
const node = (name: string, ...nextFunctions: (GradientNode | null)[]): GradientNode => ({ name, nextFunctions });
const textsOf = ({ boxes }: BackwardGraph) => boxes.map(({ lines }) => lines.join(" "));

// the graph of ((x * w).sum() + w * b), where x needs no gradient
const [w, b] = [leaf(3), leaf()];
const toW = accumulate(w);
const gradFn = node(
  "AddBackward0",
  node("SumBackward0", node("MulBackward0", null, toW)),
  node("MulBackward0", toW, accumulate(b)),
);
const output = { shape: [3], gradFn };

test("shows each node once, leaves above what is computed of them, and the output below", () => {
  const graph = backwardGraph(output, { params: { w, b } });
  expect(textsOf(graph)).toEqual([
    "w (3)",
    "MulBackward0",
    "b ()",
    "SumBackward0",
    "MulBackward0",
    "AddBackward0",
    "output (3)",
  ]);
  expect(graph.boxes.map(({ kind }) => kind).filter((kind) => kind !== "operation")).toEqual([
    "leaf",
    "leaf",
    "output",
  ]);
  expect(graph.edges).toHaveLength(7);
});

test("a leaf without a name shows its shape", () => {
  expect(textsOf(backwardGraph({ shape: [], gradFn: node("SumBackward0", accumulate(leaf(2, 3))) }))[0]).toBe("(2, 3)");
});

test("edges lead down, and boxes keep apart inside the picture", () => {
  // a row of twelve, joined crosswise to the next and to the last
  const leaves = Array.from({ length: 12 }, (_, i) => accumulate(leaf(i)));
  const middle = leaves.map((one, i) => node("MulBackward0", one, leaves[(5 * i + 3) % 12]!));
  const { boxes, edges, width, height } = backwardGraph({
    shape: [],
    gradFn: node("StackBackward0", ...middle, ...leaves.slice(0, 4)),
  });
  for (const points of edges) {
    for (let i = 1; i < points.length; i++) expect(points[i]![1]).toBeGreaterThan(points[i - 1]![1]);
  }
  for (const one of boxes) {
    expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
    expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
    const touching = boxes.filter(
      (other) =>
        other !== one &&
        Math.abs(other.x - one.x) < (other.width + one.width) / 2 &&
        Math.abs(other.y - one.y) < (other.height + one.height) / 2,
    );
    expect(touching).toEqual([]);
  }
});

test("a deep graph is walked without recursion", () => {
  let deep = accumulate(leaf());
  for (let i = 0; i < 2000; i++) deep = node("MulBackward0", deep);
  expect(backwardGraph({ shape: [], gradFn: deep }).boxes).toHaveLength(2002);
});

test("a tensor that was not computed has no graph", () => {
  expect(() => backwardGraph(w)).toThrow(
    "backwardGraph: the tensor was not computed from one that requires a gradient",
  );
});

test("the picture has a box for each, and an arrow for each edge", () => {
  const svg = backwardGraphSvg(backwardGraph(output, { params: { "<w>": w } }));
  expect(svg.match(/<rect /g)).toHaveLength(7);
  expect(svg.match(/marker-end/g)).toHaveLength(7);
  expect(svg).toContain(">&#60;w&#62;</text>");
});
