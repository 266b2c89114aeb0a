/** Bytes at rest that a parser reads by place. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  readonly size: number;
  /** Bytes to look at. */
  peek(start: number, end: number): Uint8Array;
  /** Bytes to keep: nobody else writes them. */
  take(start: number, end: number): Uint8Array;
}

/** How far reading or writing is, in bytes. */
export type Progress = (done: number, total: number) => void;

/** A source that is in memory. */
export class BytesSource implements Source {
  readonly size: number;

  /** @param owned nobody else writes `bytes` */
  constructor(
    readonly bytes: Uint8Array,
    readonly name: string,
    readonly owned: boolean,
  ) {
    this.size = bytes.length;
  }

  peek(start: number, end: number): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  take(start: number, end: number): Uint8Array {
    return this.owned ? this.bytes.subarray(start, end) : this.bytes.slice(start, end);
  }
}

/** Tells `progress` what was taken. */
export function watched(source: Source, progress: Progress): Source {
  let done = 0;
  return {
    name: source.name,
    size: source.size,
    peek: (start, end) => source.peek(start, end),
    take(start, end) {
      const bytes = source.take(start, end);
      done += bytes.length;
      progress(done, source.size);
      return bytes;
    },
  };
}
