import type { DType, Tensor } from "@flambeau/core";
import { ByteSink, joined } from "../byte-sink.js";
import { elementBytes } from "../safetensors/write.js";
import { notInNumpy } from "../save-errors.js";
import { writeNumpyArchive } from "../zip/numpy-archive.js";
import { npyMagic } from "./npy.js";
import { numpyTypes } from "./types.js";

const names = new Map([...numpyTypes].map(([name, dtype]) => [dtype, name]));
const alignment = 64;
/** Room that numpy leaves for the longest dimension to grow. */
const growthDigits = 21;

/** A file as numpy writes it, in parts: a transposed matrix in Fortran order, anything else in the order of rows. */
export function npyParts(x: Tensor): Uint8Array[] {
  const fortran = !x.layout.isContiguous && reversed(x).layout.isContiguous;
  const dense = fortran ? reversed(x) : x.layout.isContiguous ? x : x.contiguous();
  return [header(x, fortran), elementBytes(dense)];
}

/** An archive of arrays as `numpy.savez` writes it, in parts. */
export function npzParts(arrays: Readonly<Record<string, Tensor>>): Uint8Array[] {
  const records = Object.entries(arrays).map(([name, x]) => ({ name: `${name}.npy`, bytes: joined(npyParts(x)) }));
  return writeNumpyArchive(records);
}

function reversed(x: Tensor): Tensor {
  return x.detach().permute(x.shape.map((_, i) => x.ndim - 1 - i));
}

function header(x: Tensor, fortran: boolean): Uint8Array {
  const shape = x.shape.length === 1 ? `(${x.shape[0]},)` : `(${x.shape.join(", ")})`;
  const text = `{'descr': '${descr(x.dtype)}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }`;
  const growing = x.shape.at(fortran ? -1 : 0);
  const room = growing === undefined ? 0 : growthDigits - String(growing).length;
  const before = npyMagic.length + 4;
  const length = text.length + room + 1;
  const padding = alignment - ((before + length) % alignment);
  const sink = new ByteSink().u8(...npyMagic, 1, 0).u16(length + padding);
  return sink.text(`${text}${" ".repeat(room + padding)}\n`).done();
}

function descr(dtype: DType): string {
  const name = names.get(dtype);
  if (name === undefined) throw notInNumpy("saveNpy", String(dtype));
  return `${dtype.bytes === 1 ? "|" : "<"}${name}`;
}
