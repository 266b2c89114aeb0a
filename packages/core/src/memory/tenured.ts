import type { Storage } from "../storage.js";
import { blockSize, freeBlock, takeBlock } from "./blocks.js";
import { Slab } from "./slab.js";

// Parameters and their like: a block each, freed by a finalizer or by `dispose`.

/** Bytes of tensors that stay in place. */
export let tenuredBytes = 0;

interface Block {
  readonly address: number;
  readonly size: number;
}

function free({ address, size }: Block): void {
  tenuredBytes -= size;
  freeBlock(address, size);
}
const finalizer = new FinalizationRegistry<Block>(free);

/** Gives a storage a block that is its own until nobody refers to it. */
export function settle(storage: Storage): void {
  const size = blockSize(storage.bytes);
  const address = takeBlock(size);
  tenuredBytes += size;
  storage.slab = new Slab(address, size);
  storage.start = 0;
  storage.tenured = true;
  finalizer.register(storage, { address, size }, storage);
}

export function unsettle(storage: Storage): void {
  finalizer.unregister(storage);
  free({ address: storage.slab.base, size: storage.slab.bytes });
}
