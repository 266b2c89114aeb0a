import { onEvictedUse, Storage } from "../storage.js";
import { blockBytes, blockSize, freeBlock, takeBlock } from "./blocks.js";
import { putBytes } from "./garbage.js";
import { regions, u8 } from "./heap.js";
import { adoptLarge, allocateLarge, largeBytes, readmit } from "./large.js";
import { Bump, Ring, ringBytes } from "./ring.js";
import { disposed, evictedBytes, Slab } from "./slab.js";
import { settle, tenuredBytes, unsettle } from "./tenured.js";

// Where a tensor goes, by size and by how long it may live.

/** Above this a tensor gets a slab of its own. */
const smallBytes = 1 << 10;

/** Small results: most die young. */
const nursery = new Ring(regions.nursery);
/** Small tensors that are likely kept, such as a history of losses. Apart from the rest, they keep nobody else's bytes alive. */
const keepsakes = new Ring(regions.keepsakes);

// Scratch: gradients in flight. What is allocated between `enterScratch` and `leaveScratch` is unreachable afterwards: leaves
// copy their gradient out, and a gradient shown to user code is copied out first. A stray reference meets a freed slab and throws.
const scratchBytes = regions.blocks - regions.scratch;
const scratch = new Bump(new Slab(regions.scratch, scratchBytes));
const scratchLarge: Slab[] = [];
let scratchInUse = false;

/** Where the next small tensor goes: the nursery, or scratch during a backward pass. */
let current = nursery.bump;

/** Bytes for a new tensor; uninitialised. */
export function allocate(bytes: number): Storage {
  if (bytes > smallBytes) return current === scratch ? allocateScratch(bytes) : allocateLarge(bytes);
  const size = (bytes + 15) & ~15;
  if (current.top + size > current.limit) makeRoom();
  const { slab, top } = current;
  current.top = top + size;
  return new Storage(slab, top - slab.base, bytes);
}

function makeRoom(): void {
  if (current === scratch) {
    current = nursery.bump; // for the rest of this pass: merely slower
    if (current.top + smallBytes <= current.limit) return;
  }
  nursery.rotate();
}

function allocateScratch(bytes: number): Storage {
  const size = blockSize(bytes);
  const slab = new Slab(takeBlock(size), size, bytes);
  scratchLarge.push(slab);
  return new Storage(slab, 0, bytes);
}

/** False if a pass is under way: one started by a hook uses the nursery. */
export function enterScratch(): boolean {
  if (scratchInUse) return false;
  scratchInUse = true;
  scratch.start(new Slab(regions.scratch, scratchBytes));
  current = scratch;
  return true;
}

/** Between two formulas of a pass: large gradients that nobody holds are dead, and their blocks, still in the caches, are next. */
export function tidyScratch(): void {
  if (scratchLarge.length === 0) return;
  let kept = 0;
  for (const slab of scratchLarge) {
    if (slab.holders > 0) scratchLarge[kept++] = slab;
    else freeSlab(slab);
  }
  scratchLarge.length = kept;
}

/** Lets the bytes of a large gradient outlive the pass where they are; false unless they are the pass's own and nobody else waits for them. */
export function adopt({ slab }: Storage): boolean {
  const at = slab.holders > 0 ? -1 : scratchLarge.indexOf(slab);
  if (at < 0) return false;
  scratchLarge.splice(at, 1);
  adoptLarge(slab);
  return true;
}

export function leaveScratch(): void {
  scratch.slab.free();
  if (scratchLarge.length > 0) scratchLarge.splice(0).forEach(freeSlab);
  current = nursery.bump;
  scratchInUse = false;
}

function freeSlab(slab: Slab): void {
  if (slab.base >= 0) freeBlock(slab.base, slab.bytes);
  slab.free();
}

/** Allocates what outlives a backward pass, or is made by user code within one. */
export function allocateOutside(bytes: number): Storage {
  const inside = current;
  current = nursery.bump;
  try {
    return allocate(bytes);
  } finally {
    if (inside === scratch) current = inside;
  }
}

/** Runs user code, whose tensors may outlive the backward pass under way. */
export function outsideScratch<T>(body: () => T): T {
  const inside = current;
  current = nursery.bump;
  try {
    return body();
  } finally {
    current = inside;
  }
}

/** An evicted storage that a kernel wants comes back. */
onEvictedUse((storage) => {
  const pieces = storage.slab.evicted(storage.start, storage.bytes);
  if (storage.bytes > smallBytes) readmit(storage);
  else {
    const { slab, start } = allocateOutside(storage.bytes);
    storage.slab = slab;
    storage.start = start;
  }
  const address = storage.slab.base + storage.start;
  putBytes(pieces, address);
  return address;
});

export function allocateTenured(bytes: number): Storage {
  const storage = new Storage(disposed, 0, bytes);
  settle(storage);
  return storage;
}

/**
 * Moves a storage to where nothing is evicted: it will live long and be used often.
 *
 * @example
 * const x = tensor([1.0, 2.5]);
 * tenure(x.storage);
 * x.storage.tenured // => true
 */
export function tenure(storage: Storage): void {
  if (storage.tenured) return;
  const bytes = bytesOf(storage).slice();
  settle(storage);
  putBytes([bytes], storage.slab.base);
}

/** Moves a small result to where kept ones are: beside others, each costs its own bytes and not a slab. */
export function keep(storage: Storage): void {
  const { slab, start, bytes } = storage;
  if (bytes > smallBytes || storage.tenured || slab.base < 0 || slab.base >= regions.keepsakes || current === scratch)
    return;
  const size = (bytes + 15) & ~15;
  const { bump } = keepsakes;
  if (bump.top + size > bump.limit) keepsakes.rotate();
  u8.copyWithin(bump.top, slab.base + start, slab.base + start + bytes);
  storage.slab = bump.slab;
  storage.start = bump.top - bump.slab.base;
  bump.top += size;
}

/** Gives the bytes of a storage back at once; whoever uses it later gets an error. */
export function dispose(storage: Storage): void {
  if (storage.tenured) unsettle(storage);
  else if (storage.bytes > smallBytes) freeSlab(storage.slab);
  storage.slab = disposed;
}

/**
 * A storage over bytes that nobody else writes. They stay where they are, and the garbage collector's, until a kernel first
 * needs them: what is read from a file fills the heap only as far as it is used.
 *
 * @example
 * const storage = storageOf(new Uint8Array([7, 8]));
 * new Tensor(storage, 0, Layout.of([2]), uint8, null) // => tensor([7, 8], dtype=torch.uint8)
 */
export function storageOf(bytes: Uint8Array): Storage {
  const slab = new Slab(-1, bytes.length);
  slab.copy = [bytes];
  return new Storage(slab, 0, bytes.length);
}

/**
 * The bytes of a storage where they are, resident or evicted; valid until the next allocation.
 *
 * @example
 * bytesOf(tensor([7, 8], { dtype: uint8 }).storage) // => Uint8Array(2) [ 7, 8 ]
 */
export function bytesOf(storage: Storage): Uint8Array {
  const { slab, start, bytes } = storage;
  return slab.base >= 0 ? u8.subarray(slab.base + start, slab.base + start + bytes) : slab.evictedBytes(start, bytes);
}

/** How the library's memory is used, in bytes. */
export interface MemoryStats {
  /** Parameters, buffers and other tensors that stay in place. */
  readonly tenured: number;
  /** Large results that have not been evicted. */
  readonly large: number;
  /** The rings that small results live in. */
  readonly nursery: number;
  /** All that was moved out of the heap so far; the garbage collector frees what nobody refers to. */
  readonly evicted: number;
  /** Taken from the heap at the moment, whatever for. */
  readonly live: number;
  /** The whole heap, of which pages that were never used cost nothing. */
  readonly reserved: number;
}

/**
 * How many bytes tensors occupy, by lifetime.
 *
 * @example
 * memoryStats().nursery // => 131072
 */
export function memoryStats(): MemoryStats {
  return {
    tenured: tenuredBytes,
    large: largeBytes,
    nursery: 2 * ringBytes,
    evicted: evictedBytes,
    live: regions.blocks + blockBytes(),
    reserved: u8.length,
  };
}
