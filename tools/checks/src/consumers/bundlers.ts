import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { Failure } from "../run.js";
import type { Consumer } from "./folders.js";

/** Bundles the program of a consumer for the browser, as each bundler does when it is told nothing but where to begin and to end. */
export const bundlers: Readonly<Record<string, (consumer: Consumer) => Promise<string>>> = {
  async vite({ folder }) {
    const outDir = join(folder, "vite");
    // The program runs in Node too where there is no browser; the polyfill asks for a document.
    const build = { outDir, modulePreload: { polyfill: false }, target: "es2022" };
    await vite.build({ configFile: false, root: folder, logLevel: "error", build });
    const script = readdirSync(join(outDir, "assets")).find((file) => file.endsWith(".js"));
    return join(outDir, "assets", script!);
  },

  async esbuild({ folder }) {
    const outfile = join(folder, "esbuild/program.js");
    const entryPoints = [join(folder, "program.js")];
    await esbuild.build({ entryPoints, outfile, bundle: true, minify: true, format: "esm", logLevel: "error" });
    return outfile;
  },

  async webpack({ name, folder }) {
    const path = join(folder, "webpack");
    const compiler = webpack({
      mode: "production",
      context: folder,
      entry: "./program.js",
      output: { path, filename: "program.js", module: true },
      experiments: { outputModule: true },
      performance: { hints: false },
    });
    const stats = await new Promise<webpack.Stats>((resolve, reject) => {
      compiler.run((error, result) => (result ? resolve(result) : reject(error)));
    });
    if (stats.hasErrors()) throw new Failure(`webpack, ${name}: ${stats.toString("errors-only")}`);
    return join(path, "program.js");
  },
};
