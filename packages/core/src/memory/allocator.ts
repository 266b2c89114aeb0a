import { onEvictedUse, Storage } from "../storage.js";
import { blockBytes, blockSize, freeBlock, takeBlock } from "./blocks.js";
import { regions, u8 } from "./heap.js";
import { Slab } from "./slab.js";

// A small ring keeps slabs young: one that reaches the old generation holds its evicted copy until the next full collection.
const slabBytes = 8 << 10;
const slabCount = 8;
/** Above this a tensor gets a slab of its own. */
const smallBytes = 1 << 10;

/** A slab being filled. */
class Bump {
  constructor(
    public slab: Slab,
    public top: number = slab.base,
    public limit: number = slab.base + slab.bytes,
  ) {}

  start(slab: Slab): void {
    this.slab = slab;
    this.top = slab.base;
    this.limit = slab.base + slab.bytes;
  }
}

// Nursery: a ring of slabs, and always one clean slab ahead. A slab is evicted one rotation before its bytes are overwritten, so
// an address taken in the middle of an op stays readable until the op ends (an op allocates less than a slab of small tensors).
// Destinations are resolved last, because a write to an evicted slab would be lost.
const ring = Array.from({ length: slabCount }, (_, i) => new Slab(regions.nursery + i * slabBytes, slabBytes));
let position = 0;
const nursery = new Bump(ring[0]!);

function rotate(): void {
  position = (position + 1) % slabCount;
  nursery.start(ring[position]!);
  const next = (position + 1) % slabCount;
  ring[next]!.evict();
  ring[next] = new Slab(regions.nursery + next * slabBytes, slabBytes);
}

// Scratch: gradients in flight. What is allocated between `enterScratch` and `leaveScratch` is unreachable afterwards: leaves
// copy their gradient out, and a gradient shown to user code is copied out first. A stray reference meets a freed slab and throws.
const scratchBytes = regions.blocks - regions.scratch;
const scratch = new Bump(new Slab(regions.scratch, scratchBytes));
const scratchLarge: Slab[] = [];
let scratchInUse = false;

/** Where the next small tensor goes: the nursery, or scratch during a backward pass. */
let current = nursery;

/** Bytes for a new tensor; uninitialised. */
export function allocate(bytes: number): Storage {
  const size = (bytes + 15) & ~15;
  if (size > smallBytes) return allocateLarge(bytes);
  if (current.top + size > current.limit) makeRoom();
  const { slab, top } = current;
  current.top = top + size;
  return new Storage(slab, top - slab.base, bytes);
}

function makeRoom(): void {
  if (current === scratch) {
    current = nursery; // for the rest of this pass: merely slower
    if (nursery.top + smallBytes <= nursery.limit) return;
  }
  rotate();
}

/** False if a pass is under way: one started by a hook uses the nursery. */
export function enterScratch(): boolean {
  if (scratchInUse) return false;
  scratchInUse = true;
  scratch.start(new Slab(regions.scratch, scratchBytes));
  current = scratch;
  return true;
}

export function leaveScratch(): void {
  scratch.slab.free();
  while (scratchLarge.length > 0) {
    const slab = scratchLarge.pop()!;
    if (slab.base >= 0) freeBlock(slab.base, slab.bytes);
    slab.free();
  }
  current = nursery;
  scratchInUse = false;
}

/** Allocates what outlives a backward pass, or is made by user code within one. */
export function allocateOutside(bytes: number): Storage {
  const inside = current;
  current = nursery;
  try {
    return allocate(bytes);
  } finally {
    if (inside === scratch) current = inside;
  }
}

/** Runs user code, whose tensors may outlive the backward pass under way. */
export function outsideScratch<T>(body: () => T): T {
  const inside = current;
  current = nursery;
  try {
    return body();
  } finally {
    current = inside;
  }
}

// Large tensors: a block each, queued. Beyond the budget the oldest are evicted; their blocks are reused only some allocations
// later, because an address of theirs may have been taken by the op under way.
const largeBudget = 96 << 20;
const restAllocations = 16;
const queue: Slab[] = [];
let head = 0;
let largeBytes = 0;
const resting: { base: number; bytes: number; until: number }[] = [];
let allocations = 0;

function allocateLarge(bytes: number): Storage {
  allocations++;
  while (resting.length > 0 && resting[0]!.until <= allocations) {
    const { base, bytes } = resting.shift()!;
    freeBlock(base, bytes);
  }
  const size = blockSize(bytes);
  if (current === scratch) {
    const slab = new Slab(takeBlock(size), size);
    scratchLarge.push(slab);
    return new Storage(slab, 0, bytes);
  }
  makeRoomForLarge(size);
  const slab = new Slab(takeBlock(size), size);
  largeBytes += size;
  queue.push(slab);
  return new Storage(slab, 0, bytes);
}

/** Evicts the oldest until `size` more bytes fit the budget, sparing the newest few. */
function makeRoomForLarge(size: number): void {
  while (largeBytes + size > largeBudget && queue.length - head > restAllocations) {
    const oldest = queue[head++]!;
    largeBytes -= oldest.bytes;
    if (oldest.base < 0) continue;
    resting.push({ base: oldest.base, bytes: oldest.bytes, until: allocations + restAllocations });
    oldest.evict();
  }
  if (head > 1024) {
    queue.splice(0, head);
    head = 0;
  }
}

// Tenured: parameters and their like. A block each, freed by a finalizer.
let tenuredBytes = 0;
const finalizer = new FinalizationRegistry<{ address: number; size: number }>(({ address, size }) => {
  tenuredBytes -= size;
  freeBlock(address, size);
});

export function allocateTenured(bytes: number): Storage {
  const storage = new Storage(nursery.slab, 0, bytes);
  settle(storage, bytes);
  return storage;
}

function settle(storage: Storage, bytes: number): void {
  const size = blockSize(bytes);
  const address = takeBlock(size);
  tenuredBytes += size;
  storage.slab = new Slab(address, size);
  storage.start = 0;
  storage.tenured = true;
  finalizer.register(storage, { address, size });
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
  settle(storage, storage.bytes);
  u8.set(bytes, storage.slab.base);
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
  slab.copy = bytes;
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

/** An evicted storage that a kernel wants comes back into the nursery. */
onEvictedUse((storage) => {
  const bytes = storage.slab.evictedBytes(storage.start, storage.bytes);
  const { slab, start } = allocateOutside(storage.bytes);
  u8.set(bytes, slab.base + start);
  storage.slab = slab;
  storage.start = start;
  return slab.base + start;
});

/** How the library's memory is used, in bytes. */
export interface MemoryStats {
  /** Parameters, buffers and other tensors that stay in place. */
  readonly tenured: number;
  /** Large results that have not been evicted. */
  readonly large: number;
  /** The ring that small results live in. */
  readonly nursery: number;
  /** Everything taken from the heap. */
  readonly reserved: number;
}

/**
 * How many bytes tensors occupy, by lifetime.
 *
 * @example
 * memoryStats().nursery // => 65536
 */
export function memoryStats(): MemoryStats {
  return {
    tenured: tenuredBytes,
    large: largeBytes,
    nursery: slabBytes * slabCount,
    reserved: regions.blocks + blockBytes(),
  };
}
