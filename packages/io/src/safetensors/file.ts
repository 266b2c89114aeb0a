import type { DType, Tensor } from "@flambeau/core";
import { quote, reading, refuse } from "../errors.js";
import { tensorOf } from "../fresh.js";
import { type ReadOptions, type SyncSource, withSource } from "../open.js";
import { type RangeSource, rangesOf } from "../ranges.js";
import type { Source } from "../source.js";
import { type Entry, type Header, headerEnd, readHeader } from "./header.js";
import { readTensor } from "./read.js";

/** What a header says of a tensor. */
export interface TensorInfo {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** What both kinds of open files know without reading a tensor. */
abstract class OpenFile {
  readonly #header: Header;

  constructor(
    header: Header,
    /** How messages call the file. */
    readonly name: string,
  ) {
    this.#header = header;
  }

  /** The texts kept with the tensors, or null. */
  get metadata(): Readonly<Record<string, string>> | null {
    return this.#header.metadata;
  }

  /** The names of the tensors, in the order of their bytes. */
  keys(): string[] {
    return [...this.#header.entries.keys()];
  }

  /**
   * Type and shape of a tensor.
   *
   * @throws {FileFormatError} if there is none of this name
   */
  info(name: string): TensorInfo {
    const { dtype, shape } = this.entry(name);
    return { dtype, shape };
  }

  protected entry(name: string): Entry {
    const missing = () => reading(this.name, () => refuse("the header", `there is no tensor ${quote(name)}`));
    return this.#header.entries.get(name) ?? missing();
  }
}

/**
 * A safetensors file of which tensors are read one by one; made by `openSafetensors`. A path is opened for each read, so nothing needs
 * to be closed.
 *
 * @example
 * const file = openSafetensors(encodeSafetensors({ x: arange(2), y: ones([1]) }, { metadata: { format: "pt" } }));
 * file.keys() // => [ 'x', 'y' ]
 * file.getTensor("x") // => tensor([0, 1])
 */
export class SafetensorsFile extends OpenFile {
  readonly #source: SyncSource;
  readonly #options: ReadOptions;

  constructor(header: Header, name: string, source: SyncSource, options: ReadOptions) {
    super(header, name);
    this.#source = source;
    this.#options = options;
  }

  /**
   * Reads a tensor.
   *
   * @throws {FileFormatError} if there is none of this name
   */
  getTensor(name: string): Tensor {
    const entry = this.entry(name);
    return withSource(this.#source, this.#options, (source) => readTensor(source, entry)) as Tensor;
  }
}

/**
 * A safetensors file elsewhere, of which only the ranges of wanted tensors are fetched; made by `openSafetensors`.
 *
 * @example
 * const file = await openSafetensors(new Blob([encodeSafetensors({ x: arange(2) })]));
 * await file.getTensor("x") // => tensor([0, 1])
 */
export class RemoteSafetensorsFile extends OpenFile {
  readonly #ranges: RangeSource;

  constructor(header: Header, ranges: RangeSource) {
    super(header, ranges.name);
    this.#ranges = ranges;
  }

  /**
   * Reads a tensor.
   *
   * @throws {FileFormatError} if there is none of this name
   */
  async getTensor(name: string): Promise<Tensor> {
    const { dtype, shape, start, end } = this.entry(name);
    return tensorOf(await this.#ranges.read(start, end), shape, dtype);
  }
}

/**
 * Reads the header of a safetensors file, and tensors only when they are asked for. Of a Blob or a URL only their ranges are fetched; the
 * server must know ranges.
 *
 * @throws {FileFormatError} if the header is broken
 * @example
 * openSafetensors(encodeSafetensors({ x: zeros([2, 3]) })).info("x").shape // => [ 2, 3 ]
 */
export function openSafetensors(source: SyncSource, options?: ReadOptions): SafetensorsFile;
export function openSafetensors(source: Blob | URL, options?: ReadOptions): Promise<RemoteSafetensorsFile>;
export function openSafetensors(
  source: SyncSource | Blob | URL,
  options: ReadOptions = {},
): SafetensorsFile | Promise<RemoteSafetensorsFile> {
  if (source instanceof Blob || source instanceof URL) return openRanges(rangesOf(source));
  const open = (file: Source) => new SafetensorsFile(readHeader(file), file.name, source, options);
  return withSource(source, options, open) as SafetensorsFile;
}

async function openRanges(opening: Promise<RangeSource>): Promise<RemoteSafetensorsFile> {
  const ranges = await opening;
  const { name, size } = ranges;
  const start = await ranges.read(0, Math.min(8, size));
  const end = reading(name, () => headerEnd(start, size));
  const beginning = await ranges.read(0, end);
  const source: Source = {
    name,
    size,
    peek: (a, b) => beginning.subarray(a, b),
    take: (a, b) => beginning.slice(a, b),
  };
  return new RemoteSafetensorsFile(
    reading(name, () => readHeader(source)),
    ranges,
  );
}
