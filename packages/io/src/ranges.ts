import { fetchFailed, noRanges } from "./errors.js";

/** A file elsewhere, of which pieces can be had. */
export interface RangeSource {
  readonly name: string;
  readonly size: number;
  /** Bytes to keep. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Pieces of a Blob, or of what a server has. */
export async function rangesOf(source: Blob | URL): Promise<RangeSource> {
  if (source instanceof Blob)
    return {
      name: "name" in source ? String(source.name) : "blob",
      size: source.size,
      read: async (start, end) => new Uint8Array(await source.slice(start, end).arrayBuffer()),
    };
  const { total } = await fetchRange(source, 0, 1);
  return {
    name: source.href,
    size: total,
    read: async (start, end) => (start === end ? new Uint8Array(0) : (await fetchRange(source, start, end)).bytes),
  };
}

async function fetchRange(url: URL, start: number, end: number): Promise<{ bytes: Uint8Array; total: number }> {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` } });
  if (!response.ok) throw fetchFailed(url.href, response.status);
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get("content-range") ?? "") ?? [];
  if (response.status !== 206 || Number(from) !== start) throw noRanges(url.href);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== end - start) throw noRanges(url.href);
  return { bytes, total: Number(total) };
}
