import type { Storage } from "@flambeau/core";
import { quote, refuse } from "../errors.js";
import { StorageClass } from "./globals.js";
import { TorchStorage } from "./tensor.js";

/** What a pickle says of a storage that is stored outside it. */
export interface StorageReference {
  readonly key: string;
  readonly bytes: number;
  readonly elementBytes: number;
}

/** The storages of a file: each is read once, so tensors that shared one share it again. */
export class StorageShelf {
  readonly #storages = new Map<string, TorchStorage>();

  constructor(readonly read: (reference: StorageReference, place: string) => Storage) {}

  /** The storage of a persistent id: `("storage", class, key, device, count of elements)`. */
  find(id: readonly unknown[], place: string): TorchStorage {
    const [kind, type, key, , count] = id;
    if (kind !== "storage") refuse(place, "refers to something that is no storage");
    if (!(type instanceof StorageClass)) refuse(place, "a storage has no class of storages");
    if (typeof key !== "string") refuse(place, "a storage has no key");
    if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0)
      refuse(place, `storage ${quote(key)} claims ${String(count)} elements`);
    const { dtype } = type;
    const elementBytes = dtype?.bytes ?? 1;
    const bytes = count * elementBytes;
    if (!Number.isSafeInteger(bytes)) refuse(place, `storage ${quote(key)} claims ${count} elements, beyond any file`);
    const known = this.#storages.get(key);
    if (known === undefined) {
      const found = new TorchStorage(this.read({ key, bytes, elementBytes }, place), dtype);
      this.#storages.set(key, found);
      return found;
    }
    if (known.dtype !== dtype || known.storage.bytes !== bytes)
      refuse(place, `storage ${quote(key)} is described in two ways`);
    return known;
  }

  get keys(): Iterable<string> {
    return this.#storages.keys();
  }

  get(key: string): TorchStorage | undefined {
    return this.#storages.get(key);
  }
}
