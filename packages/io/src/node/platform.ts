import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as zlib from "node:zlib";
import { slicedCrc32 } from "../crc32.js";
import { refuse } from "../errors.js";
import type { Platform } from "../platform.js";
import type { Source } from "../source.js";
import { defaultLogDir, openLog } from "./log.js";
import { replaceFile } from "./replace-file.js";

/** Files by their paths, and Node's own checksum where this version of Node has one. */
export const nodePlatform: Platform = {
  withFile(path, body) {
    const file = opened(path);
    try {
      return body(new FileSource(file, path));
    } finally {
      closeSync(file);
    }
  },
  writeFile: replaceFile,
  pathOf: (url) => fileURLToPath(url),
  openLog,
  defaultLogDir,
  crc32: (zlib as { crc32?: (bytes: Uint8Array) => number }).crc32 ?? slicedCrc32,
};

/** In the words of Python, in which C gives the same number. */
function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw Object.assign(new Error(`[Errno 2] No such file or directory: '${path}'`, { cause: error }), {
      code: "ENOENT",
    });
  }
}

/** The most that one call to the system reads. */
const longestRead = 1 << 30;

/** An open file. What it gives is read anew each time, and so may be kept. */
class FileSource implements Source {
  readonly size: number;

  constructor(
    readonly file: number,
    readonly name: string,
  ) {
    this.size = fstatSync(file).size;
  }

  peek(start: number, end: number): Uint8Array {
    return this.take(start, end);
  }

  take(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - start);
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(this.file, bytes, done, Math.min(bytes.length - done, longestRead), start + done);
      if (count === 0) refuse(`byte ${start + done}`, "the file became shorter while it was read");
      done += count;
    }
    return bytes;
  }
}
