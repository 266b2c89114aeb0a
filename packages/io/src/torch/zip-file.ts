import { storageOf } from "@flambeau/core";
import { Cursor, decodeText, swapBytes } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { readPickle } from "../pickle/machine.js";
import { plainOf } from "../pickle/plain.js";
import type { ZipArchive } from "../zip/reader.js";
import { placeOf } from "../zip/reader.js";
import { Budget } from "./budget.js";
import { Globals } from "./globals.js";
import { type StorageReference, StorageShelf } from "./shelf.js";

/** The top folder of an archive that `torch.save` wrote, or null. */
export function torchFolder(archive: ZipArchive): string | null {
  const pickles = archive.names.filter((name) => /^[^/]*\/data\.pkl$/.test(name));
  return pickles.length === 1 ? pickles[0]!.slice(0, -"data.pkl".length) : null;
}

/** What `torch.save` put into an archive. */
export function readTorchZip(archive: ZipArchive, folder: string): unknown {
  if (archive.has(`${folder}constants.pkl`))
    refuse(placeOf(`${folder}constants.pkl`), "the file holds a program (TorchScript); save the module's state_dict()");
  checkVersion(archive, folder);
  const isBig = byteOrder(archive, folder) === "big";
  const pickle = archive.read(`${folder}data.pkl`);
  const globals = new Globals(new Budget(pickle.length));
  const shelf = new StorageShelf((reference, place) => readStorage(archive, folder, reference, isBig, place));
  const cursor = new Cursor(pickle, "data.pkl");
  const world = {
    global: (module: string, name: string, place: string) => globals.find(module, name, place),
    persistent: (id: readonly unknown[], place: string) => shelf.find(id, place),
  };
  const value = readPickle(cursor, world, archive.source.size);
  if (cursor.left > 0) refuse(cursor.place(), `${cursor.left} bytes follow the pickle`);
  return plainOf(value, "data.pkl");
}

/** Versions of the format that PyTorch reads. */
const versions = { least: 1, greatest: 10 };

function checkVersion(archive: ZipArchive, folder: string): void {
  const name = `${folder}${archive.has(`${folder}.data/version`) ? ".data/version" : "version"}`;
  const text = smallText(archive, name).trim();
  const isKnown = /^\d+$/.test(text) && Number(text) >= versions.least && Number(text) <= versions.greatest;
  if (!isKnown)
    refuse(
      placeOf(name),
      `the format is of version ${quote(text)}; ${versions.least} to ${versions.greatest} are known`,
    );
}

/** The text of a record that is a few characters long. */
function smallText(archive: ZipArchive, name: string): string {
  if (archive.size(name) > 64) refuse(placeOf(name), `holds ${archive.size(name)} bytes, where a few are expected`);
  return decodeText(archive.read(name), placeOf(name));
}

function byteOrder(archive: ZipArchive, folder: string): string {
  const name = `${folder}byteorder`;
  if (!archive.has(name)) return "little";
  const order = smallText(archive, name);
  if (order !== "little" && order !== "big") refuse(placeOf(name), `${quote(order)} is no byte order`);
  return order;
}

function readStorage(
  archive: ZipArchive,
  folder: string,
  { key, bytes, elementBytes }: StorageReference,
  isBig: boolean,
  place: string,
) {
  const name = `${folder}data/${key}`;
  if (!archive.has(name)) refuse(place, `its ${placeOf(`data/${key}`)} is missing from the archive`);
  if (archive.size(name) !== bytes)
    refuse(placeOf(name), `holds ${archive.size(name)} bytes, and its tensors speak of ${bytes}`);
  const content = archive.read(name);
  if (isBig) swapBytes(content, elementBytes);
  return storageOf(content);
}
