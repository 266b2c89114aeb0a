import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where a file that PyTorch, numpy or safetensors wrote is (`files/make.py`). */
export function pathOf(name: string): string {
  return fileURLToPath(new URL(`files/${name}`, import.meta.url));
}

export function bytesOfFile(name: string): Uint8Array {
  return new Uint8Array(readFileSync(pathOf(name)));
}
