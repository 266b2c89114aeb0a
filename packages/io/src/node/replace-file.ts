import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Progress } from "../source.js";

let writes = 0;

/**
 * Replaces a file as a whole. The new content is written beside the target and brought to the disk before it takes the target's
 * name, and then so is the folder: whenever the machine stops, the old file or the new one is there. A link goes on to point to the
 * file, which keeps its permissions.
 */
export function replaceFile(path: string, parts: readonly Uint8Array[], progress: Progress = () => {}): void {
  const exists = existsSync(path);
  const target = exists ? realpathSync(path) : path;
  const beside = `${target}.${process.pid}-${writes++}.tmp`;
  try {
    const file = openSync(beside, "wx", exists ? statSync(target).mode : 0o666);
    try {
      writeParts(file, parts, progress);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

/** The most that one call to the system writes. */
const longestWrite = 1 << 28;

function writeParts(file: number, parts: readonly Uint8Array[], progress: Progress): void {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  let all = 0;
  for (const part of parts) {
    for (let done = 0; done < part.length; ) {
      const count = writeSync(file, part, done, Math.min(part.length - done, longestWrite));
      done += count;
      all += count;
      progress(all, total);
    }
  }
}

/** Windows does not open folders, and keeps their entries safe by itself. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
