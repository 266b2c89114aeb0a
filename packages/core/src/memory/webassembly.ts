// The part of the WebAssembly API that the core uses. TypeScript declares it only together with the whole DOM.

export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  grow(pages: number): number;
}

export interface WebAssemblyTable {
  readonly length: number;
  grow(places: number): number;
  set(place: number, f: unknown): void;
}

interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => WebAssemblyMemory;
  readonly Table: new (descriptor: { initial: number; element: "anyfunc" }) => WebAssemblyTable;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: Record<string, unknown> };
}

export const WebAssembly: WebAssemblyApi = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
