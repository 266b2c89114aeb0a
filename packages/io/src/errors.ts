/**
 * A file that is refused: it is broken, hostile, or of a kind that is not read.
 *
 * @example
 * load(new Uint8Array(0)) // throws load: bytes: the file: is empty
 */
export class FileFormatError extends Error {
  /** The path, or how the source was called. */
  readonly file: string;
  /** Where in the file: a record, a tensor, a byte. */
  readonly place: string;
  /** What is wrong there, and what to do. */
  readonly reason: string;

  constructor(file: string, place: string, reason: string) {
    super(`load: ${file}: ${place}: ${reason}`);
    this.name = "FileFormatError";
    this.file = file;
    this.place = place;
    this.reason = reason;
  }
}

/** What a parser throws; it knows where it is, but not in which file. */
class Refusal extends Error {
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`${place}: ${reason}`);
  }
}

export function refuse(place: string, reason: string): never {
  throw new Refusal(place, reason);
}

/** Runs a parser; what it refuses is told with the name of the file. */
export function reading<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Refusal ? new FileFormatError(file, error.place, error.reason) : error;
  }
}

/** A value in a message: short, and on one line. */
export function quote(text: string): string {
  const shown = JSON.stringify(text);
  return shown.length > 80 ? `${shown.slice(0, 76)}..."` : shown;
}

export function needsNode(op: string, path: string, remedy: string): Error {
  return new Error(`${op}: the path ${quote(path)} can be opened in Node only; ${remedy}`);
}

export function unknownSource(source: unknown): TypeError {
  return new TypeError(
    `load: expected a path, bytes, a Blob, a ReadableStream, a Response or a URL, but got ${describe(source)}`,
  );
}

export function fetchFailed(url: string, status: number): Error {
  return new Error(`load: ${url} answered with status ${status}`);
}

export function noRanges(url: string): Error {
  return new Error(
    `openSafetensors: the server of ${url} gives no ranges of bytes; fetch the whole file with \`loadSafetensors\``,
  );
}

/** What a value is, for messages. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  return `an object of type ${value.constructor?.name ?? "dict"}`;
}
