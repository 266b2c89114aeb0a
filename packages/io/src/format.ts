import { quote, refuse } from "./errors.js";
import { npyMagic, readNpy } from "./numpy/npy.js";
import { isNpz, readNpz } from "./numpy/npz.js";
import { readSafetensors } from "./safetensors/read.js";
import type { Source } from "./source.js";
import { legacyStart, readTorchLegacy } from "./torch/legacy-file.js";
import { readTorchZip, torchFolder } from "./torch/zip-file.js";
import { ZipArchive } from "./zip/reader.js";

/** A file of any known kind, told by its content; the name decides where a file is broken at its beginning. */
export function readAny(source: Source): unknown {
  if (source.size === 0) refuse("the file", "is empty");
  if (source.name.endsWith(".safetensors")) return readSafetensors(source);
  const start = source.peek(0, Math.min(source.size, 512));
  if (startsWith(start, [0x50, 0x4b])) return readArchive(source);
  if (startsWith(start, legacyStart)) return readTorchLegacy(source);
  if (startsWith(start, npyMagic)) return readNpy(source);
  // a header of JSON behind its length
  if (start[8] === 0x7b && start[7] === 0) return readSafetensors(source);
  return refuseUnknown(start);
}

function readArchive(source: Source): unknown {
  const archive = new ZipArchive(source);
  const folder = torchFolder(archive);
  if (folder !== null) return readTorchZip(archive, folder);
  if (isNpz(archive)) return readNpz(archive);
  return refuse("the archive", "holds neither a data.pkl, as torch.save writes it, nor only arrays of numpy");
}

/** A file that is none: what it begins with, and what that may mean. */
function refuseUnknown(start: Uint8Array): never {
  const text = Array.from(start.subarray(0, 16), (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."));
  const seen = `it begins with ${quote(text.join(""))}${hintOf(start)}`;
  return refuse("the file", `is no checkpoint, safetensors file or array: ${seen}`);
}

/** What such a file may be, and what to do. */
function hintOf(start: Uint8Array): string {
  const has = (text: string, at: number): boolean =>
    startsWith(
      start.subarray(at),
      Array.from(text, (char) => char.charCodeAt(0)),
    );
  if (start[0] === 0x80) return "; a pickle that torch.save did not write is not read";
  if (has("version https:", 0)) return "; it is a pointer of Git LFS, whose file was not fetched";
  if (has("ustar", 257)) return "; if it is a checkpoint of PyTorch 0.1, save it anew with PyTorch";
  if (has("<!DOCTYPE", 0) || has("<html", 0)) return "; it is a web page: was the address right?";
  return "";
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
