import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** A part of Vega's scene graph: a group, a mark or an item. */
interface SceneNode {
  readonly items?: readonly SceneNode[];
  readonly url?: string;
  readonly width?: number;
  readonly height?: number;
  image?: object;
}

/** What is drawn, and the box around it in pixels. */
interface Scene extends SceneNode {
  readonly bounds: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

/** Vega's writer of SVG. Its types are not among those that Vega publishes. */
interface SvgWriter {
  initialize(place: null, width: number, height: number, origin: readonly [number, number], scale: number): this;
  background(color: string): this;
  render(scene: Scene): this;
  svg(): string;
}

const { SVGStringRenderer: Writer } = vega as unknown as { readonly SVGStringRenderer: new () => SvgWriter };

/** Tells Vega that images are there already, as data URLs are: otherwise it waits for them. */
function presentImages(node: SceneNode): void {
  const { url, width, height } = node;
  if (url !== undefined) node.image = { complete: true, src: url, url, width, height };
  node.items?.forEach(presentImages);
}

/** Pixels left free around a drawing. */
const edge = 4;

/**
 * Draws a specification in the middle of a sheet of `width` x `height` pixels, smaller if it would not fit. All data and images
 * stand in the specification itself, so that nothing is waited for.
 */
export function drawScene(specification: TopLevelSpec, background: string, width: number, height: number): string {
  const view = new vega.View(vega.parse(compile(specification).spec), { renderer: "none" });
  try {
    const scene = view.run().scenegraph() as unknown as { readonly root: Scene };
    presentImages(scene.root);
    const { x1, y1, x2, y2 } = scene.root.bounds;
    const shrink = Math.max(1, (x2 - x1) / (width - 2 * edge), (y2 - y1) / (height - 2 * edge));
    const [wide, high] = [Math.ceil(width * shrink), Math.ceil(height * shrink)];
    const origin = [Math.round((wide - x1 - x2) / 2), Math.round((high - y1 - y2) / 2)] as const;
    const svg = new Writer().initialize(null, wide, high, origin, 1).background(background).render(scene.root).svg();
    return svg.replace(` width="${wide}" height="${high}"`, ` width="${width}" height="${height}"`);
  } finally {
    view.finalize();
  }
}
