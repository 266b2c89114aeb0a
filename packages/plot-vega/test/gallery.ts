import { errorSurface, type Figure, figure, subplots } from "@flambeau/plot";

const count = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** One figure of each kind, small enough to be read as a file. */
export const gallery: Record<string, () => Figure> = {
  line() {
    const [fig, ax] = subplots();
    const x = count(21).map((index) => index / 2 - 5);
    ax.plot(
      x,
      x.map((value) => value ** 2),
      { label: "square" },
    );
    ax.plot(
      x,
      x.map((value) => 10 + 2 * value),
      "--",
      { label: "line" },
    );
    ax.axhline(0, { color: "k", linewidth: 0.8 }).setTitle("Two functions").setXlabel("x").setYlabel("y");
    ax.grid().legend();
    return fig;
  },
  markers() {
    const [fig, ax] = subplots();
    [...".,ov^<>spP*h+xXDd|_"].forEach((marker, index) => {
      ax.plot([0, 1, 2], [index, index, index], `${marker}${["-", "--", "-.", ":"][index % 4]}`, { label: marker });
    });
    ax.setXlim(-0.2, 3).legend({ loc: "center right" });
    return fig;
  },
  scatter() {
    const [fig, ax] = subplots();
    const x = count(30).map((index) => (index * 7) % 30);
    ax.scatter(x, count(30), { c: x, s: x.map((value) => 10 + 6 * value), alpha: 0.7 }).colorbar({ label: "value" });
    return fig;
  },
  log() {
    const [fig, ax] = subplots();
    const epochs = count(40);
    ax.plot(epochs.map((epoch) => 3 * 0.8 ** epoch)).plot(
      epochs.map((epoch) => (epoch === 20 ? Number.NaN : 2 * 0.9 ** epoch)),
    );
    ax.setYscale("log").setXlabel("epoch").setYlabel("loss").setTitle("Losses, one with a gap");
    return fig;
  },
  bars() {
    const [fig, [top, bottom]] = subplots(2, 1, { figsize: [5, 6] });
    top.bar(["cat", "dog", "bird"], [3, 5, -2], { label: "seen" }).legend().setTitle("Animals");
    bottom.hist(
      count(60).map((index) => (index * index) % 17),
      { bins: 6, color: "C2" },
    );
    bottom.axvline(8, { color: "k", linestyle: ":" });
    return fig.suptitle("Bars");
  },
  images() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [8, 3.5] });
    left.imshow(count(4).map((row) => count(4).map((column) => 4 * row + column))).colorbar();
    left.setTitle("rows go down");
    const wave = count(12).map((row) => count(20).map((column) => Math.sin(row / 2) * Math.cos(column / 3)));
    right.imshow(wave, { cmap: "coolwarm", origin: "lower", extent: [0, 10, 0, 4], aspect: "auto" });
    right.plot([0, 10], [0, 4], "k").setTitle("rows go up");
    return fig;
  },
  contours() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [8, 3.5] });
    const side = count(13).map((index) => index / 2 - 3);
    const hills = side.map((y) => side.map((x) => Math.sin(x) * Math.cos(y)));
    left.contour(side, side, hills).setTitle("contour");
    right.contourf(side, side, hills, { cmap: "magma" }).colorbar({ label: "height" }).setTitle("contourf");
    return fig;
  },
  space() {
    const fig = figure({ figsize: [8, 4] });
    const turns = count(60).map((index) => index / 6);
    const helix = fig.addSubplot(1, 2, 1, { projection: "3d" });
    helix.plot(turns.map(Math.cos), turns.map(Math.sin), turns, { label: "helix" });
    helix.scatter([0, 0], [0, 0], [0, 10], { color: "r", label: "ends" }).setZlabel("height").legend();
    const side = count(9).map((index) => index / 2 - 2);
    const saddle = side.map((y) => side.map((x) => x * x - y * y));
    fig.addSubplot(1, 2, 2, { projection: "3d" }).plotWireframe(side, side, saddle, { color: "C1" }).viewInit(40, 30);
    return fig;
  },
  surface() {
    const surface = trained();
    return surface.surfaceFigure();
  },
  progress() {
    return trained().progressFigure(2);
  },
  empty() {
    const fig = figure({ figsize: [6, 3] });
    fig.addSubplot(1, 3, 1);
    fig.addSubplot(1, 3, 3);
    return fig;
  },
};

/** A line fitted by gradient descent, step by step. */
function trained() {
  const x = count(11).map((index) => index / 2 - 3);
  const y = x.map((value, index) => value - 1 + 0.3 * ((index % 3) - 1));
  const surface = errorSurface({ x, y, wRange: 15, bRange: 13, samples: 11 });
  let [w, b] = [-15, -10];
  for (let step = 0; step < 6; step++) {
    surface.record(w, b);
    const errors = x.map((value, index) => w * value + b - y[index]!);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    w -= 0.2 * mean(errors.map((error, index) => error * x[index]!));
    b -= 0.2 * mean(errors);
  }
  return surface;
}
