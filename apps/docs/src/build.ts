import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeSite } from "./site.js";

const folder = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));
rmSync(folder, { recursive: true, force: true });
const files = makeSite();
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`${files.size} files in ${folder}`);
