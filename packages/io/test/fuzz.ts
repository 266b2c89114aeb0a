import { performance } from "node:perf_hooks";
import { arange, asParameter, bfloat16, bytesOf, type Storage, Tensor } from "@flambeau/core";
import { encode, FileFormatError, load } from "@flambeau/io";
import { deflateSync } from "fflate";
import { ByteSink, joined } from "../src/byte-sink.js";
import { greatestRatio } from "../src/zip/inflate.js";
import { writeTorchArchive } from "../src/zip/torch-archive.js";
import { bytesOfFile } from "./files.js";
import { Dice, mutated } from "./mutation.js";

/** A way to make files: broken ones of a good one, or files from parts that lie. */
interface Maker {
  readonly name: string;
  make(dice: Dice): Uint8Array;
  /** What an untouched file holds; given where checksums protect it, so that whatever is read must be this. */
  readonly truth?: string;
}

const files = ["old.pt", "training.pt", "content.pt", "content_legacy.pt", "types.safetensors"];
const arrays = ["big_endian.npy", "fortran.npy", "version3.npy"];
const archives = ["arrays.npz", "arrays_compressed.npz"];

/** What was loaded, as bytes that tell any difference. */
function fingerprint(value: unknown): string {
  return Buffer.from(encode(value)).toString("base64");
}

const broken: Maker[] = [...files, ...arrays, ...archives].map((name) => {
  const good = bytesOfFile(name);
  const isProtected = /\.(pt|npz)$/.test(name) && !name.includes("legacy");
  const make = (dice: Dice) => mutated(good, dice);
  return isProtected ? { name, make, truth: fingerprint(load(good)) } : { name, make };
});

/** Archives whose checksums are right around a broken pickle, so that the pickle is what is read. */
const pickles: Maker[] = [
  {
    x: arange(6).reshape([2, 3]),
    w: asParameter(arange(3).to(bfloat16)),
    list: [1, 2.5, "a", null, Object.freeze([1])],
  },
  Array.from({ length: 30 }, (_, i) => ({ [`key${i}`]: i })),
].map((value, i) => {
  const good = encode(value);
  const records = [0, 1].map((n) => ({ name: `archive/data/${n}`, bytes: new Uint8Array(n === 0 ? 48 : 6) }));
  const pickle = pickleIn(good);
  return {
    name: `pickle ${i}`,
    make: (dice) => archiveOf([{ name: "archive/data.pkl", bytes: mutated(pickle, dice) }, ...records]),
  };
});

function pickleIn(archive: Uint8Array): Uint8Array {
  return archive.slice(64, Buffer.from(archive).indexOf("PK\x07\x08", 64, "latin1"));
}

function archiveOf(records: { name: string; bytes: Uint8Array }[]): Uint8Array {
  return joined(writeTorchArchive(records, () => ({ name: "archive/version", bytes: new Uint8Array([51]) })));
}

/** Programs of random opcodes with their arguments. */
const programs: Maker = {
  name: "program",
  make(dice) {
    const names = [
      "torch._utils\n_rebuild_tensor_v2\n",
      "collections\nOrderedDict\n",
      "_codecs\nencode\n",
      "os\nsystem\n",
    ];
    const opcodes = [
      ..."()]}tuaesbqhQR.N\x85\x86\x87\x88\x89",
      "K\x03",
      "M\x00\x01",
      "X\x01\0\0\0k",
      "q\0",
      "h\0",
      "h\x01",
    ];
    const calls = names.map((name) => `c${name}`);
    const body = Array.from({ length: 4 + dice.below(60) }, () => dice.pick([...opcodes, ...opcodes, ...calls])).join(
      "",
    );
    return archiveOf([{ name: "archive/data.pkl", bytes: Buffer.from(`\x80\x02${body}.`, "latin1") }]);
  },
};

const nesting: Maker = {
  name: "nesting",
  make(dice) {
    const depth = 1 + dice.below(3000);
    const [open, close] = dice.pick([
      ["]", "a"],
      ["(", "t"],
      ["(]q\0", "h\0at"],
      ["}X\x01\0\0\0k", "s"],
      ["", "\x85"],
    ] as const);
    const body = `${open.repeat(depth)}N${close.repeat(depth)}`;
    return archiveOf([{ name: "archive/data.pkl", bytes: Buffer.from(`\x80\x02${body}.`, "latin1") }]);
  },
};

/** Headers with any names, types, shapes and places: twice, overlapping, beyond the file. */
const headers: Maker = {
  name: "header",
  make(dice) {
    const names = ["a", "b", "__proto__", "constructor", "toString", "__metadata__", "", "0", "\\u0061"];
    const number = () => dice.pick([0, 1, 2, 4, 8, 16, -1, 0.5, 1e10, 2 ** 53, '"8"']);
    const entry = () => {
      const shape = Array.from({ length: dice.below(3) }, number);
      return `{"dtype":"${dice.pick(["F32", "I64", "U8", "BF16", "F8_E5M2"])}","shape":[${shape}],"data_offsets":[${number()},${number()}]}`;
    };
    const fields = Array.from({ length: dice.below(4) }, () => `"${dice.pick(names)}":${entry()}`);
    const header = Buffer.from(`{${fields}}`);
    return joined([new ByteSink().u64(header.length).done(), header, new Uint8Array(dice.below(3) * 8)]);
  },
};

/** Records that unpack to far more than they are, or to something else than they claim. */
const bombs: Maker = {
  name: "bomb",
  make(dice) {
    const content = 1 << dice.below(20);
    const claimed = dice.pick([content, content * 2, content >> 1, 2 ** 31, 2 ** 32 - 2]);
    const packed = deflateSync(new Uint8Array(content));
    const name = Buffer.from(dice.pick(["x.npy", "archive/data.pkl"]));
    const shared = (sink: ByteSink) =>
      sink.u16(0).u16(8).u32(0).u32(0).u32(packed.length).u32(claimed).u16(name.length).u16(0);
    const record = shared(new ByteSink().u32(0x04034b50).u16(20)).bytes(name).bytes(packed).done();
    const listed = shared(new ByteSink().u32(0x02014b50).u16(20).u16(20))
      .u16(0)
      .u32(0)
      .u32(0)
      .u32(0)
      .bytes(name)
      .done();
    const count = 1 + dice.below(3);
    const directory = joined(Array.from({ length: count }, () => listed));
    const end = new ByteSink()
      .u32(0x06054b50)
      .u32(0)
      .u16(count)
      .u16(count)
      .u32(directory.length)
      .u32(record.length)
      .u16(0);
    return joined([record, directory, end.done()]);
  },
};

export const makers: readonly Maker[] = [...broken, ...pickles, programs, nesting, headers, bombs];

/** What became of many files. */
export interface Tally {
  read: number;
  refused: number;
  slowestMs: number;
  /** The most bytes of tensors per byte of a file without packed records. */
  largestRatio: number;
}

/** Reads `count` files that are broken in ways a seed chooses; throws at the first that does anything but load right or be refused. */
export async function fuzz(count: number, seed: number): Promise<Tally> {
  const tally: Tally = { read: 0, refused: 0, slowestMs: 0, largestRatio: 0 };
  for (let i = 0; i < count; i++) {
    const dice = new Dice(seed + i);
    const maker = makers[i % makers.length]!;
    const file = maker.make(dice);
    try {
      check(maker, file, tally);
    } catch (cause) {
      throw new Error(`case ${seed + i} (${maker.name})`, { cause });
    }
    // finalizers run between turns only
    if (i % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
  }
  return tally;
}

function check({ truth }: Maker, file: Uint8Array, tally: Tally): void {
  const start = performance.now();
  let value: unknown;
  try {
    value = load(file);
    tally.read++;
  } catch (error) {
    if (!(error instanceof FileFormatError)) throw error;
    tally.refused++;
    value = null;
  }
  const took = performance.now() - start;
  tally.slowestMs = Math.max(tally.slowestMs, took);
  if (took > 1000) throw new Error(`took ${took} ms`);
  if (value === null) return;
  if (truth !== undefined && fingerprint(value) !== truth) throw new Error("holds something else than was saved");
  const bytes = checkedBytes(value);
  if (truth === undefined) tally.largestRatio = Math.max(tally.largestRatio, bytes / file.length);
  if (bytes > file.length * greatestRatio) throw new Error(`${bytes} bytes of tensors come of ${file.length}`);
}

/** The bytes of all storages; every tensor lies within its own. */
function checkedBytes(value: unknown): number {
  const storages = new Set<Storage>();
  const seen = new Set<unknown>();
  const visit = (one: unknown): void => {
    if (typeof one !== "object" || one === null || seen.has(one)) return;
    seen.add(one);
    if (one instanceof Tensor) {
      const last = one.shape.reduce((at, size, i) => at + (size - 1) * one.stride()[i]!, one.storageOffset());
      const inside = one.shape.includes(0) || (last + 1) * one.dtype.bytes <= bytesOf(one.storage).length;
      if (!inside) throw new Error("a tensor lies beyond its storage");
      storages.add(one.storage);
    } else if (one instanceof Map || one instanceof Set || Array.isArray(one)) for (const item of one) visit(item);
    else for (const item of Object.values(one)) visit(item);
  };
  visit(value);
  if (({} as Record<string, unknown>).k !== undefined) throw new Error("the prototype of all objects was changed");
  return [...storages].reduce((sum, storage) => sum + storage.bytes, 0);
}

// the long run: `pnpm --filter @flambeau/io fuzz 200000`
if (process.argv[1] === import.meta.filename) {
  const count = Number(process.argv[2] ?? 200_000);
  const seed = Number(process.argv[3] ?? 1);
  const start = performance.now();
  const tally = await fuzz(count, seed);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${count} files: ${tally.read} read, ${tally.refused} refused, slowest ${tally.slowestMs.toFixed(0)} ms, ` +
      `at most ${tally.largestRatio.toFixed(2)} bytes of tensors per byte of a file that is not packed, ` +
      `peak ${peak.toFixed(0)} MiB, ${((performance.now() - start) / 1000).toFixed(0)} s\n`,
  );
}
