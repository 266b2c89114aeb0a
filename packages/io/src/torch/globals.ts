import type { DType } from "@flambeau/core";
import { refuse } from "../errors.js";
import { PyDict, PyGlobal, PyList, PySet, PyTuple } from "../pickle/values.js";
import type { Budget } from "./budget.js";
import { rebuildParameter, rebuildTensor } from "./tensor.js";
import { dtypeNames, missingType, storageTypes } from "./types.js";

/** The class of a storage, as a file names it. */
export class StorageClass extends PyGlobal {
  constructor(
    name: string,
    /** The type of its elements; null of bytes without one. */
    readonly dtype: DType | null,
  ) {
    super(name, null);
  }
}

type Call = (args: readonly unknown[], place: string) => unknown;

/** Everything a checkpoint may name. Nothing here can do more than make data. */
export class Globals {
  readonly #calls: Readonly<Record<string, Call | null>>;

  constructor(budget: Budget) {
    this.#calls = allowList(budget);
  }

  find(module: string, name: string, place: string): unknown {
    const path = `${module === "__builtin__" ? "builtins" : module}.${name}`;
    if (Object.hasOwn(this.#calls, path)) return new PyGlobal(path, this.#calls[path]!);
    const inTorch = module === "torch" || module === "torch.storage";
    if (inTorch && (storageTypes.has(name) || name === "UntypedStorage"))
      return new StorageClass(path, storageTypes.get(name) ?? null);
    const dtype = module === "torch" ? dtypeNames.get(name) : undefined;
    return dtype ?? refuseGlobal(path, name, inTorch, place);
  }
}

function refuseGlobal(fullPath: string, name: string, inTorch: boolean, place: string): never {
  const path = fullPath.length > 200 ? `${fullPath.slice(0, 200)}...` : fullPath;
  const missing = inTorch ? missingType(name.replace(/Storage$/, "")) : null;
  if (missing !== null) return refuse(place, `holds ${path}: ${missing} are not supported; convert before saving`);
  if (/^numpy/.test(path))
    return refuse(place, `holds ${path}, a value of numpy; save it as a tensor, or as a number with \`.item()\``);
  if (/_rebuild_(sparse|meta|nested|qtensor|wrapper|device)/.test(name))
    return refuse(place, `holds ${path}: only dense tensors are supported; convert before saving`);
  return refuse(
    place,
    `names ${path}, which is not plain data; nothing in a file is ever called. Save tensors, numbers and texts in dicts and lists: of a module its state_dict()`,
  );
}

function allowList(budget: Budget): Readonly<Record<string, Call | null>> {
  return {
    "torch._utils._rebuild_tensor": ([storage, offset, size, stride], place) =>
      rebuildTensor([storage, offset, size, stride], place),
    "torch._utils._rebuild_tensor_v2": (args, place) => rebuildTensor(args, place),
    "torch._utils._rebuild_tensor_v3": rebuildWithType,
    "torch._utils._rebuild_parameter": rebuildParameter,
    "torch._utils._rebuild_parameter_with_state": rebuildParameter,
    "torch._tensor._rebuild_from_type_v2": rebuildFromType,
    "torch.Tensor": null,
    "torch.nn.parameter.Parameter": rebuildParameter,
    "torch.Size": (args, place) => new PyTuple(budget.spent(itemsOf(args[0] ?? new PyTuple([]), place), place), true),
    "torch.device": deviceText,
    "collections.OrderedDict": ([pairs], place) => orderedDict(pairs, budget, place),
    "collections.Counter": ([dict], place) =>
      dict instanceof PyDict ? dict : refuse(place, "a Counter counts nothing"),
    "_codecs.encode": ([text, encoding], place) => encoded(text, encoding, budget, place),
    "builtins.bytes": ([bytes = new Uint8Array(0)], place) => sameBytes(bytes, place),
    "builtins.bytearray": ([bytes = new Uint8Array(0)], place) => sameBytes(bytes, place),
    "builtins.set": ([items = new PyTuple([])], place) => new PySet(budget.spent(itemsOf(items, place), place)),
    "builtins.complex": (_args, place) => refuse(place, "complex numbers are not supported; save the parts"),
  };
}

/** `_rebuild_tensor_v3(storage, offset, size, stride, requires_grad, backward_hooks, dtype, metadata)` */
function rebuildWithType(args: readonly unknown[], place: string): unknown {
  const dtype = args[6];
  const known = [...dtypeNames.values()].find((one) => one === dtype);
  return rebuildTensor(args, place, known ?? refuse(place, "a tensor has no type"));
}

/** `_rebuild_from_type_v2(function, type, args, state)`: a tensor with attributes, which are read past. */
function rebuildFromType([rebuild, , args]: readonly unknown[], place: string): unknown {
  if (!(rebuild instanceof PyGlobal) || rebuild.call === null || !(args instanceof PyTuple))
    refuse(place, "a tensor with attributes is not made of a tensor");
  return rebuild.call(args.items, place);
}

/** A device as the text that options take: `"cpu"`, `"cuda:0"`. */
function deviceText([kind, index]: readonly unknown[], place: string): string {
  if (typeof kind !== "string") return refuse(place, "a device has no name");
  return typeof index === "number" ? `${kind}:${index}` : kind;
}

function orderedDict(pairs: unknown, budget: Budget, place: string): PyDict {
  const dict = new PyDict(true);
  if (pairs === undefined) return dict;
  for (const pair of budget.spent(itemsOf(pairs, place), place)) {
    const [key, value, ...more] = itemsOf(pair, place);
    if (value === undefined || more.length > 0) refuse(place, "an OrderedDict is not made of pairs");
    dict.set(key, value);
  }
  return dict;
}

function itemsOf(list: unknown, place: string): readonly unknown[] {
  if (list instanceof PyTuple || list instanceof PyList) return list.items;
  return refuse(place, "expects a list or a tuple");
}

/** Bytes, which protocol 2 writes as text of one character each. */
function encoded(text: unknown, encoding: unknown, budget: Budget, place: string): Uint8Array {
  if (typeof text !== "string" || encoding !== "latin1") return refuse(place, "bytes are not written as latin1");
  budget.spend(text.length, place);
  return Uint8Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    return code < 256 && char.length === 1 ? code : refuse(place, "bytes are not written as latin1");
  });
}

function sameBytes(bytes: unknown, place: string): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  return refuse(place, "bytes are made of what is no bytes");
}
