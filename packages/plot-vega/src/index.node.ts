// The entry for Node, and for the kernels of notebooks: the same names, with PNG, and figures show themselves.

import { Buffer } from "node:buffer";
import { displayFiguresAs } from "@flambeau/plot";
import { nodePlatform } from "./node-platform.js";
import { usePlatform } from "./platform.js";
import { drawSvg } from "./svg.js";

usePlatform(nodePlatform);
displayFiguresAs("image/svg+xml", drawSvg);
displayFiguresAs("image/png", (figure) => {
  const bytes = nodePlatform.png(drawSvg(figure), 1);
  return bytes === null ? undefined : Buffer.from(bytes).toString("base64");
});

export * from "./index.js";
