import { Slab } from "./slab.js";

// A small ring keeps slabs young: one that reaches the old generation holds its evicted copy until the next full collection.
const slabBytes = 8 << 10;
const slabCount = 8;

export const ringBytes: number = slabBytes * slabCount;

/** A slab being filled. */
export class Bump {
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

/**
 * Small tensors: slabs that are filled in turn, and always one clean slab ahead. A slab is evicted one rotation before its bytes
 * are overwritten, so an address taken in the middle of an op stays readable until the op ends (an op allocates less than a slab
 * of small tensors). Destinations are resolved last, because a write to an evicted slab would be lost.
 */
export class Ring {
  private readonly base: number;
  private readonly slabs: Slab[];
  private position = 0;
  /** Where the next tensor goes. */
  readonly bump: Bump;

  constructor(base: number) {
    this.base = base;
    this.slabs = Array.from({ length: slabCount }, (_, i) => new Slab(base + i * slabBytes, slabBytes));
    this.bump = new Bump(this.slabs[0]!);
  }

  rotate(): void {
    const { slabs } = this;
    this.position = (this.position + 1) % slabCount;
    this.bump.start(slabs[this.position]!);
    const next = (this.position + 1) % slabCount;
    slabs[next]!.evict();
    slabs[next] = new Slab(this.base + next * slabBytes, slabBytes);
  }

  has(slab: Slab): boolean {
    return this.slabs.includes(slab);
  }
}
