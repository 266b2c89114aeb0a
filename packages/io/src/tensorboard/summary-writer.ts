import { Tensor } from "@flambeau/core";
import { type Log, platform } from "../platform.js";
import { type DrawableModule, graphOf } from "./graph.js";
import { type HistogramBins, histogramOf } from "./histogram.js";
import { Message } from "./message.js";
import { recordOf } from "./record.js";
import { histogramSummary, scalarSummary, tensorScalarSummary, textSummary } from "./summary.js";

/** Options of `SummaryWriter`. */
export interface SummaryWriterOptions {
  /** Put behind the name of the default folder. */
  readonly comment?: string;
  /** Events of an earlier run from this step on are hidden. */
  readonly purgeStep?: number | null;
  /** Put behind the names of files. */
  readonly filenameSuffix?: string;
}

/** Options of adding anything. */
export interface EventOptions {
  /** When it happened, in seconds since 1970; default now. */
  readonly walltime?: number;
}

/** Options of `addScalar`. */
export interface ScalarOptions extends EventOptions {
  /** Write a tensor of no dimensions, which newer versions of TensorBoard load faster; default false. */
  readonly newStyle?: boolean;
  /** In the new style: keep 64 bits; default false. */
  readonly doublePrecision?: boolean;
}

/** Options of `addHistogram`. */
export interface HistogramOptions extends EventOptions {
  /** Default `"tensorflow"`: edges that grow by a tenth. */
  readonly bins?: HistogramBins;
  /** Take neighbouring bins together until they are about as many. */
  readonly maxBins?: number | null;
}

/**
 * Writes event files that TensorBoard shows: scalars, histograms, texts and the graph of a module. In Node only.
 *
 * Every event is in the file when its method returns.
 *
 * @example
 * const writer = new SummaryWriter("/tmp/runs/first");
 * for (let step = 0; step < 10; step++) writer.addScalar("loss", 1 / (step + 1), step);
 * writer.close();
 * writer.logDir // => /tmp/runs/first
 */
export class SummaryWriter {
  /** The folder of this run. */
  readonly logDir: string;
  readonly #suffix: string;
  /** Open files by their folders. */
  readonly #logs = new Map<string, Log>();

  /** @param logDir default `runs/`, the time and the name of the machine */
  constructor(logDir: string | null = null, options: SummaryWriterOptions = {}) {
    const { comment = "", purgeStep = null, filenameSuffix = "" } = options;
    this.logDir = logDir ?? `${platform.defaultLogDir()}${comment}`;
    this.#suffix = filenameSuffix;
    this.#log(this.logDir);
    if (purgeStep === null) return;
    this.#write(event(purgeStep).text(3, fileVersion));
    this.#write(event(purgeStep).message(7, new Message().int(1, 1)));
  }

  /** Adds a number, or a tensor of one element. */
  addScalar(tag: string, value: number | Tensor, globalStep: number | null = null, options: ScalarOptions = {}): void {
    const { newStyle = false, doublePrecision = false, walltime } = options;
    const number = numberOf(tag, value);
    const summary = newStyle ? tensorScalarSummary(tag, number, doublePrecision) : scalarSummary(tag, number);
    this.#write(event(globalStep, walltime).message(5, summary));
  }

  /** Adds several numbers to one plot; each gets a run of its own, in a folder below. */
  addScalars(
    mainTag: string,
    values: Readonly<Record<string, number | Tensor>>,
    globalStep: number | null = null,
    { walltime = now() }: EventOptions = {},
  ): void {
    for (const [tag, value] of Object.entries(values)) {
      const folder = `${this.logDir}/${mainTag.replaceAll("/", "_")}_${tag}`;
      this.#write(event(globalStep, walltime).message(5, scalarSummary(mainTag, numberOf(tag, value))), folder);
    }
  }

  /**
   * Adds how the elements of a tensor are spread.
   *
   * @throws {Error} if there is none, or one is not finite
   */
  addHistogram(
    tag: string,
    values: Tensor | ArrayLike<number>,
    globalStep: number | null = null,
    options: HistogramOptions = {},
  ): void {
    const { bins = "tensorflow", maxBins = null, walltime } = options;
    const numbers = values instanceof Tensor ? (values.detach().double().toTypedArray() as Float64Array) : values;
    const summary = histogramSummary(tag, histogramOf(numbers, bins, maxBins));
    this.#write(event(globalStep, walltime).message(5, summary));
  }

  /** Adds a text, which TensorBoard shows as Markdown. */
  addText(tag: string, text: string, globalStep: number | null = null, { walltime }: EventOptions = {}): void {
    this.#write(event(globalStep, walltime).message(5, textSummary(tag, text)));
  }

  /** Adds the graph of what a module computes of `input`: its operations in the scopes of its modules. */
  addGraph(model: DrawableModule, input: Tensor | readonly Tensor[], { walltime }: EventOptions = {}): void {
    const inputs = input instanceof Tensor ? [input] : input;
    this.#write(event(null, walltime).message(4, graphOf(model, inputs)));
  }

  /** Brings what was written to the disk. */
  flush(): void {
    for (const log of this.#logs.values()) log.flush();
  }

  /** Closes the files; what is added later begins new ones. */
  close(): void {
    for (const log of this.#logs.values()) log.close();
    this.#logs.clear();
  }

  #write(message: Message, folder: string = this.logDir): void {
    this.#log(folder).append(recordOf(message.done()));
  }

  /** The file of a folder, which begins with the version of the format. */
  #log(folder: string): Log {
    const known = this.#logs.get(folder);
    if (known !== undefined) return known;
    const log = platform.openLog(folder, this.#suffix);
    this.#logs.set(folder, log);
    const source = new Message().text(1, "tensorboard.summary.writer.event_file_writer");
    log.append(recordOf(event(null).text(3, fileVersion).message(10, source).done()));
    return log;
  }
}

const fileVersion = "brain.Event:2";

function now(): number {
  return Date.now() / 1000;
}

function event(step: number | null, walltime: number = now()): Message {
  return new Message().double(1, walltime).int(2, Math.trunc(step ?? 0));
}

function numberOf(tag: string, value: number | Tensor): number {
  if (typeof value === "number") return value;
  if (value instanceof Tensor && value.layout.numel === 1) return Number(value.item());
  throw new TypeError(`addScalar: ${tag} should be a number or a tensor of one element`);
}
