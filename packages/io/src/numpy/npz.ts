import { emptyDict, type Tensor } from "@flambeau/core";
import { refuse } from "../errors.js";
import { BytesSource } from "../source.js";
import { placeOf, type ZipArchive } from "../zip/reader.js";
import { readNpy } from "./npy.js";

const ending = ".npy";

/** Whether an archive holds arrays of numpy, and nothing else. */
export function isNpz(archive: ZipArchive): boolean {
  return archive.names.every((name) => name.endsWith(ending));
}

/** The arrays of an archive by their names. */
export function readNpz(archive: ZipArchive): Record<string, Tensor> {
  const arrays = emptyDict<Tensor>();
  for (const name of archive.names) {
    if (!name.endsWith(ending)) refuse(placeOf(name), "is no array of numpy");
    const member = new BytesSource(archive.read(name), name, true);
    arrays[name.slice(0, -ending.length)] = readNpy(member, placeOf(name));
  }
  return arrays;
}
