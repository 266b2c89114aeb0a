import { errorSurface, type Figure, figure, subplots } from "@flambeau/plot";

const count = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** One figure of each kind, small enough to be read as a file. */
export const gallery: Record<string, () => Figure> = {
  line() {
    const [fig, ax] = subplots();
    const x = count(21).map((index) => index / 2 - 5);
    const [square, line] = [x.map((value) => value ** 2), x.map((value) => 10 + 2 * value)];
    ax.plot(x, square, { label: "square" }).plot(x, line, "--", { label: "line" });
    ax.axhline(15, { color: "k", linestyle: ":" }).setTitle("Two functions").setXlabel("x").setYlabel("y");
    ax.grid().legend();
    return fig;
  },
  markers() {
    const [fig, ax] = subplots();
    [...".,ov^<>spP*h+xXDd|_"].forEach((marker, index) =>
      ax.plot([0, 1, 2], [index, index, index], marker, { label: marker }),
    );
    ax.legend();
    return fig;
  },
  scatter() {
    const [fig, [few, many]] = subplots(2, 1);
    few
      .scatter(
        count(12),
        count(12).map((index) => (index * 5) % 12),
        { label: "few" },
      )
      .legend();
    many
      .scatter(
        count(200),
        count(200).map((index) => Math.sin(index / 20)),
        { label: "many" },
      )
      .legend();
    return fig.suptitle("Signs for few points, dots for many");
  },
  log() {
    const [fig, ax] = subplots();
    ax.plot(count(40).map((epoch) => 3 * 0.8 ** epoch));
    ax.plot(count(40).map((epoch) => (epoch > 15 && epoch < 25 ? Number.NaN : 2 * 0.9 ** epoch)));
    ax.setYscale("log").setXlabel("epoch").setYlabel("loss").setTitle("Losses, one with a gap");
    return fig;
  },
  bars() {
    const [fig, [top, bottom]] = subplots(2, 1);
    top.bar(["cat", "dog", "bird"], [3, 5, -2], { label: "seen" }).legend().setTitle("Animals");
    bottom.hist(
      count(60).map((index) => (index * index) % 17),
      { bins: 6 },
    );
    return fig;
  },
  images() {
    const [fig, [top, bottom]] = subplots(2, 1);
    top.imshow(count(4).map((row) => count(4).map((column) => 4 * row + column))).colorbar({ label: "v" });
    const wave = count(12).map((row) => count(20).map((column) => Math.sin(row / 2) * Math.cos(column / 3)));
    bottom.imshow(wave, { cmap: "gray", origin: "lower", extent: [0, 10, 0, 4], aspect: "auto" });
    return fig;
  },
  contours() {
    const [fig, [top, bottom]] = subplots(2, 1);
    const side = count(13).map((index) => index / 2 - 3);
    const hills = side.map((y) => side.map((x) => Math.sin(x) * Math.cos(y)));
    top.contour(side, side, hills).setTitle("contour");
    bottom.contourf(side, side, hills, { cmap: "gray" }).colorbar().setTitle("contourf");
    return fig;
  },
  space() {
    const fig = figure();
    const turns = count(60).map((index) => index / 6);
    const helix = fig.addSubplot(2, 1, 1, { projection: "3d" });
    helix.plot(turns.map(Math.cos), turns.map(Math.sin), turns, { label: "helix" });
    helix.scatter([0, 0], [0, 0], [0, 10], { color: "r", label: "ends" }).setZlabel("height").legend();
    const side = count(9).map((index) => index / 2 - 2);
    const saddle = side.map((y) => side.map((x) => x * x - y * y));
    fig.addSubplot(2, 1, 2, { projection: "3d" }).plotWireframe(side, side, saddle).viewInit(40, 30);
    return fig;
  },
  surface() {
    const x = count(11).map((index) => index / 2 - 3);
    const surface = errorSurface({ x, y: x.map((value) => value - 1), wRange: 15, bRange: 13, samples: 11 });
    [-15, -6, -2, 0, 1].forEach((w, step) => surface.record(w, 2 * step - 10));
    return surface.surfaceFigure();
  },
  empty() {
    return subplots()[0];
  },
};
