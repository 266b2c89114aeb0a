import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareList, compareNumber, compareTensor, describe, entriesOf, exact, listOf } from "../compare.js";
import type { Callable, TensorLike } from "../library.js";
import type { FamilyRunner, Run } from "../run.js";
import { isObject, isStoredTensor, plainNumber, type StoredTensor } from "../values.js";
import { isCrash, Mismatch, Unsupported, within } from "../verdict.js";

/** The function that reads each format. */
const readers: Record<string, string> = {
  "torch.zip": "load",
  "torch.legacy": "load",
  npy: "load_npy",
  npz: "load_npz",
  safetensors: "load_safetensors",
};

/** A file: its content, or that it is refused with an ordinary error. */
export const runCheckpoint: FamilyRunner = (body, run, folder) => {
  const reader = readers[String(body.format)];
  if (reader === undefined) throw new Unsupported(`the file format ${body.format} is not known`);
  const read =
    body.format === "safetensors" && hasMetadata(body.expect) ? withMetadata(run) : run.library.function(reader);
  const bytes = new Uint8Array(readFileSync(join(folder, String(body.file))));
  let content: unknown;
  let refusal: unknown;
  try {
    content = read(bytes, { name: body.file });
  } catch (error) {
    refusal = error;
  }
  if (refusal !== undefined && !(refusal instanceof Error)) throw new Mismatch("threw something that is no Error");
  if (isCrash(refusal)) throw new Mismatch("crashed", (refusal as Error).message);
  if (body.either !== undefined) return;
  if (body.refuse !== undefined) {
    if (refusal === undefined) throw new Mismatch("read, and must be refused", describe(content));
    if (!refusal.message.includes(String(body.file)))
      throw new Mismatch("refused without naming the file", refusal.message);
    return;
  }
  if (refusal !== undefined) throw refusal;
  compareContent(run, content, body.expect, { storages: new Map() });
};

/** Safetensors files with texts beside the tensors are given as both. */
function hasMetadata(want: unknown): boolean {
  return isObject(want) && Object.keys(want).join() === "tensors,metadata" && !isStoredTensor(want.metadata);
}

function withMetadata({ library }: Run): Callable {
  const [read, open] = [library.function("load_safetensors"), library.function("open_safetensors")];
  return (...args) => ({ tensors: read(...args), metadata: library.attribute(open(...args) as object, "metadata") });
}

/** Which base a number of a storage stands for, to see what is shared. */
interface Seen {
  readonly storages: Map<unknown, TensorLike>;
}

function compareContent(run: Run, got: unknown, want: unknown, seen: Seen): void {
  if (isStoredTensor(want)) return compareSavedTensor(run, got, want as SavedTensor, seen);
  if (Array.isArray(want)) return compareItems(run, got, want, seen);
  if (!isObject(want)) return comparePlain(run, got, want);
  if ("$tuple" in want) return compareItems(run, got, want.$tuple as unknown[], seen);
  if ("$size" in want) return compareList("size", got, want.$size as unknown[]);
  if ("$float" in want) return compareNumber(run.library, Number(got), plainNumber(want.$float), exact);
  if ("$int" in want) return comparePlain(run, got, BigInt(String(want.$int)));
  if ("$dtype" in want) {
    if (got !== run.library.find(String(want.$dtype))) throw new Mismatch("dtype", describe(got));
    return;
  }
  if ("$bytes" in want) {
    const hex = got instanceof Uint8Array ? Buffer.from(got).toString("hex") : describe(got);
    return comparePlain(run, hex, want.$bytes);
  }
  if ("$dict" in want) return compareEntries(run, got, want.$dict as [unknown, unknown][], seen);
  const fields = entriesOf(got);
  if (fields === undefined) throw new Mismatch("not a dict", describe(got));
  compareList("keys", [...fields.keys()], Object.keys(want));
  for (const [key, value] of Object.entries(want)) within(key, () => compareContent(run, fields.get(key), value, seen));
}

function compareItems(run: Run, got: unknown, want: readonly unknown[], seen: Seen): void {
  const items = listOf(got);
  if (items?.length !== want.length) throw new Mismatch("length", describe(got));
  want.forEach((item, i) => {
    within(`item ${i}`, () => compareContent(run, items[i], item, seen));
  });
}

function compareEntries(run: Run, got: unknown, want: readonly [unknown, unknown][], seen: Seen): void {
  if (!(got instanceof Map)) throw new Mismatch("not a Map", describe(got));
  const entries = [...got];
  if (entries.length !== want.length) throw new Mismatch("number of entries", describe(entries.length));
  want.forEach(([key, value], i) => {
    within(`entry ${i}`, () => {
      compareContent(run, entries[i]?.[0], key, seen);
      compareContent(run, entries[i]?.[1], value, seen);
    });
  });
}

function comparePlain(run: Run, got: unknown, want: unknown): void {
  if (typeof want === "number") return compareNumber(run.library, got, want, exact);
  if ((got ?? null) !== want) throw new Mismatch("value", `${describe(got)}, expected ${describe(want)}`);
}

interface SavedTensor extends StoredTensor {
  readonly stride?: readonly number[];
  readonly offset?: number;
  readonly storage?: number;
  readonly requires_grad?: boolean;
  readonly parameter?: boolean;
}

function compareSavedTensor(run: Run, got: unknown, want: SavedTensor, seen: Seen): void {
  compareTensor(run.library, got, want, exact);
  const tensor = got as TensorLike;
  if (want.stride !== undefined) compareList("stride", run.caller.method(tensor, "stride"), want.stride);
  const offset = want.offset === undefined ? undefined : run.caller.method(tensor, "storage_offset");
  if (offset !== want.offset) throw new Mismatch("storage offset", `${offset}, expected ${want.offset}`);
  const requiresGrad = run.library.attribute(tensor, "requires_grad");
  if (requiresGrad !== (want.requires_grad ?? false)) throw new Mismatch("requires_grad", String(requiresGrad));
  const isParameter = run.library.isInstance(tensor, "nn.Parameter");
  if (isParameter !== (want.parameter ?? false)) throw new Mismatch("parameter", String(isParameter));
  compareSharing(run, tensor, want, seen);
}

/** Equal storage numbers mean shared memory, different ones do not. */
function compareSharing(run: Run, tensor: TensorLike, want: SavedTensor, seen: Seen): void {
  for (const [storage, other] of seen.storages) {
    const shares = run.library.attribute(tensor, "storage") === run.library.attribute(other, "storage");
    if (shares !== (storage === want.storage)) throw new Mismatch(shares ? "shares memory" : "shares no memory");
  }
  if (want.storage !== undefined) seen.storages.set(want.storage, tensor);
}
