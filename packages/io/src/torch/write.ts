import { bytesOf, type DType, isParameter, isTracked, type Storage, Tensor } from "@flambeau/core";
import { encodeText } from "../byte-sink.js";
import { Pickler } from "../pickle/pickler.js";
import { sharedAsDifferentTypes } from "../save-errors.js";
import { archiveId, writeTorchArchive } from "../zip/torch-archive.js";
import { dtypeNames, storageName } from "./types.js";

/** The file that `torch.save` would write, in parts. */
export function torchParts(value: unknown, folder: string): Uint8Array[] {
  const storages = new Map<Storage, { readonly key: string; readonly dtype: DType }>();
  const writeStorage = ({ storage, dtype }: Tensor, pickler: Pickler): void => {
    const known = storages.get(storage) ?? { key: String(storages.size), dtype };
    storages.set(storage, known);
    if (known.dtype !== dtype) throw sharedAsDifferentTypes(String(known.dtype), String(dtype));
    pickler.tuple([
      () => pickler.text("storage"),
      () => pickler.global("torch", storageName(dtype)),
      () => pickler.text(known.key),
      () => pickler.text("cpu"),
      () => pickler.write(storage.bytes / dtype.bytes, "a storage"),
    ]);
    pickler.persistent();
  };
  const pickle = new Pickler((special, pickler) => {
    if (special instanceof Tensor) writeTensor(special, pickler, writeStorage);
    else if (dtypeNames.get((special as DType).name) === special) pickler.global("torch", (special as DType).name);
    else return false;
    return true;
  }).dump(value);
  const records = [
    { name: "data.pkl", bytes: pickle },
    { name: ".format_version", bytes: encodeText("1") },
    { name: ".storage_alignment", bytes: encodeText("64") },
    { name: "byteorder", bytes: encodeText("little") },
    ...[...storages].map(([storage, { key }]) => ({ name: `data/${key}`, bytes: bytesOf(storage) })),
    { name: "version", bytes: encodeText("3\n") },
  ].map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes }));
  return writeTorchArchive(records, (sums) => ({
    name: `${folder}/.data/serialization_id`,
    bytes: encodeText(archiveId(sums)),
  }));
}

type WriteStorage = (x: Tensor, pickler: Pickler) => void;

function writeTensor(x: Tensor, pickler: Pickler, writeStorage: WriteStorage): void {
  const noHooks = () => pickler.reduce("collections", "OrderedDict", []);
  const writeDense = (requiresGrad: boolean) =>
    pickler.reduce("torch._utils", "_rebuild_tensor_v2", [
      () => writeStorage(x, pickler),
      () => pickler.write(x.offset, "an offset"),
      () => writeCounts(x.layout.shape, pickler),
      () => writeCounts(x.layout.strides, pickler),
      () => pickler.write(requiresGrad, "a tensor"),
      noHooks,
    ]);
  if (!isParameter(x)) return writeDense(isTracked(x));
  pickler.reduce("torch._utils", "_rebuild_parameter", [
    () => writeDense(false),
    () => pickler.write(x.needsGrad, "a parameter"),
    noHooks,
  ]);
}

function writeCounts(counts: readonly number[], pickler: Pickler): void {
  pickler.tuple(counts.map((count) => () => pickler.write(count, "a shape")));
}
