import { slicedCrc32 } from "./crc32.js";
import { needsNode } from "./errors.js";
import type { Progress, Source } from "./source.js";

/** What differs between Node and browsers. */
export interface Platform {
  /** Reads the file at `path` through `body`, and closes it. */
  withFile<T>(path: string, body: (source: Source) => T): T;
  /** Replaces the file at `path` as a whole: a crash leaves the old file or the new one. */
  writeFile(path: string, parts: readonly Uint8Array[], progress?: Progress): void;
  /** The path of a `file:` URL. */
  pathOf(url: URL): string;
  crc32(bytes: Uint8Array): number;
  /** Begins a file of events in a folder, which is made if it is missing. */
  openLog(folder: string, suffix: string): Log;
  /** Where events go that were given no folder. */
  defaultLogDir(): string;
}

/** A file that grows at its end. */
export interface Log {
  append(bytes: Uint8Array): void;
  /** Brings what was written to the disk. */
  flush(): void;
  close(): void;
}

/** Browsers have no paths. */
const browser: Platform = {
  withFile(path) {
    throw needsNode("load", path, "here give bytes, a Blob, a stream or a URL");
  },
  writeFile(path) {
    throw needsNode("save", path, "here give a WritableStream, or take the bytes that `encode` gives");
  },
  pathOf({ href }) {
    throw needsNode("load", href, "here give bytes, a Blob, a stream or a URL of a server");
  },
  crc32: slicedCrc32,
  openLog(folder) {
    throw needsNode("SummaryWriter", folder, "event files need a file system");
  },
  defaultLogDir: () => "runs",
};

export let platform: Platform = browser;

/** Called once, by the entry for Node. */
export function usePlatform(chosen: Platform): void {
  platform = chosen;
}
