import { bytesOf, storageOf } from "@flambeau/core";
import { Cursor, swapBytes } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { type PickleWorld, readPickle } from "../pickle/machine.js";
import { plainOf } from "../pickle/plain.js";
import { PyDict, PyList } from "../pickle/values.js";
import type { Source } from "../source.js";
import { Budget } from "./budget.js";
import { Globals } from "./globals.js";
import { StorageShelf } from "./shelf.js";

const magicNumber = 0x1950a86a20f9469cfc6cn;
const protocolVersion = 1001;
/** How a file begins: a pickle of the magic number. */
export const legacyStart: readonly number[] = [
  0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e,
];

/** A world of plain values only. */
const plainWorld: PickleWorld = {
  global: (module, name, place) => refuse(place, `names ${module}.${name} where plain values belong`),
  persistent: (_id, place) => refuse(place, "refers to a storage where plain values belong"),
};

/** What `torch.save` wrote before it wrote archives: pickles one after another, then the bytes of the storages. */
export function readTorchLegacy(source: Source): unknown {
  const cursor = Cursor.over(source, "the file");
  if (readPickle(cursor, plainWorld) !== magicNumber) refuse("the file", "does not begin as torch.save begins");
  if (readPickle(cursor, plainWorld) !== protocolVersion) refuse(cursor.place(), "is of an unknown version");
  const isBig = !isLittle(readPickle(cursor, plainWorld), cursor);
  const { value, shelf } = readObject(cursor);
  const keys = readPickle(cursor, plainWorld);
  if (!(keys instanceof PyList)) refuse(cursor.place(), "the list of storages is no list");
  fill(cursor, shelf, keys.items, isBig);
  if (cursor.left > 0) refuse(cursor.place(), `${cursor.left} bytes follow the last storage`);
  return plainOf(value, "the file");
}

function isLittle(system: unknown, cursor: Cursor): boolean {
  const little = system instanceof PyDict ? system.get("little_endian") : undefined;
  if (typeof little !== "boolean") refuse(cursor.place(), "the byte order is not said");
  return little;
}

/** The saved object. Its storages come later in the file; so they are made when named, as far as the file can fill them. */
function readObject(cursor: Cursor) {
  const globals = new Globals(new Budget(cursor.left));
  let claimed = 0;
  const shelf = new StorageShelf(({ key, bytes }, place) => {
    claimed += bytes;
    if (claimed > cursor.left)
      refuse(place, `storage ${quote(key)} claims ${bytes} bytes, and the file has ${cursor.left} left for all`);
    return storageOf(new Uint8Array(bytes));
  });
  const value = readPickle(cursor, {
    global: (module, name, place) => globals.find(module, name, place),
    persistent(id, place) {
      if ((id[5] ?? null) !== null) refuse(place, "a storage is a part of another; save the file anew with PyTorch");
      return shelf.find(id, place);
    },
  });
  return { value, shelf };
}

/** Reads the storages, each with its count of elements before it. */
function fill(cursor: Cursor, shelf: StorageShelf, keys: readonly unknown[], isBig: boolean): void {
  const missing = new Set(shelf.keys);
  for (const key of keys) {
    const found = typeof key === "string" && missing.delete(key) ? shelf.get(key) : undefined;
    if (found === undefined)
      refuse(cursor.place(), `storage ${quote(String(key))} is listed, but not used or listed twice`);
    const elementBytes = found.dtype?.bytes ?? 1;
    const place = cursor.place();
    const count = cursor.u64();
    if (count * elementBytes !== found.storage.bytes)
      refuse(
        place,
        `storage ${quote(String(key))} has ${count} elements, and its tensors speak of ${found.storage.bytes / elementBytes}`,
      );
    const bytes = bytesOf(found.storage);
    bytes.set(cursor.take(bytes.length));
    if (isBig) swapBytes(bytes, elementBytes);
  }
  for (const key of missing) refuse(cursor.place(), `storage ${quote(key)} is missing`);
}
