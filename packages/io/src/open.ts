import { fetchFailed, reading, unknownSource } from "./errors.js";
import { platform } from "./platform.js";
import { BytesSource, type Progress, type Source, watched } from "./source.js";

/** What is read at once: a path (in Node), or bytes. */
export type SyncSource = string | Uint8Array | ArrayBuffer;
/** What arrives over time. */
export type AsyncSource = Blob | ReadableStream<Uint8Array> | Response | URL;

/** Options of loading. */
export interface ReadOptions {
  /** How messages call a source that has no name of its own. */
  readonly name?: string;
  /** Told, as reading goes on, how many bytes are read and how many there are. */
  readonly progress?: Progress;
}

/** Lets `parse` read a source: at once if it is at hand, otherwise in a promise. */
export function withSource<T>(
  source: SyncSource | AsyncSource,
  options: ReadOptions,
  parse: (source: Source) => T,
): T | Promise<T> {
  if (typeof source === "string") return platform.withFile(source, (file) => parsed(file, options, parse));
  const bytes = bytesIn(source);
  if (bytes !== null) return parsed(new BytesSource(bytes, options.name ?? "bytes", false), options, parse);
  if (source instanceof URL && source.protocol === "file:") return withSource(platform.pathOf(source), options, parse);
  const known = [URL, Blob, ReadableStream, Response].some((type) => source instanceof type);
  if (!known) throw unknownSource(source);
  return arriving(source as AsyncSource, options, parse);
}

function parsed<T>(source: Source, { progress }: ReadOptions, parse: (source: Source) => T): T {
  return reading(source.name, () => parse(progress === undefined ? source : watched(source, progress)));
}

/** The bytes of an array or a buffer, seen as a plain `Uint8Array` (slices of Node's own kind are no copies). */
function bytesIn(source: unknown): Uint8Array | null {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Uint8Array) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return null;
}

async function arriving<T>(source: AsyncSource, options: ReadOptions, parse: (source: Source) => T): Promise<T> {
  const { name, total, stream } = await streamOf(source);
  const bytes = await collected(stream, total, options.progress);
  return reading(options.name ?? name, () => parse(new BytesSource(bytes, options.name ?? name, true)));
}

interface Arrival {
  readonly name: string;
  /** How many bytes will come; 0 if nobody said. */
  readonly total: number;
  readonly stream: ReadableStream<Uint8Array>;
}

async function streamOf(source: AsyncSource): Promise<Arrival> {
  if (source instanceof URL) return streamOf(await fetch(source));
  if (source instanceof Response) {
    if (!source.ok || source.body === null) throw fetchFailed(source.url, source.status);
    const total = Number(source.headers.get("content-length") ?? 0);
    return { name: source.url || "response", total, stream: source.body };
  }
  if (source instanceof Blob) {
    const name = "name" in source ? String(source.name) : "blob";
    return { name, total: source.size, stream: source.stream() };
  }
  return { name: "stream", total: 0, stream: source };
}

async function collected(
  stream: ReadableStream<Uint8Array>,
  total: number,
  progress: Progress = () => {},
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let done = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    done += next.value.length;
    progress(done, Math.max(total, done));
  }
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
