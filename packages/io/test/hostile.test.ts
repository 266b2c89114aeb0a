import { FileFormatError, load, loadSafetensors } from "@flambeau/io";
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ByteSink, joined } from "../src/byte-sink.js";
import { slicedCrc32 } from "../src/crc32.js";
import { writeTorchArchive } from "../src/zip/torch-archive.js";
import { bytesOfFile } from "./files.js";

/** An archive with this pickle, and one storage of 24 bytes. */
function archive(pickle: string, storage: Uint8Array = new Uint8Array(24)): Uint8Array {
  const records = [
    { name: "a/data.pkl", bytes: Buffer.from(`\x80\x02${pickle}`, "latin1") },
    { name: "a/data/0", bytes: storage },
  ];
  return joined(writeTorchArchive(records, () => ({ name: "a/version", bytes: Buffer.from("3\n") })));
}

const text = (value: string) => `X${String.fromCharCode(value.length)}\0\0\0${value}`;
const storageOf = (type: string, count: string) => `(${text("storage")}c${type}\n${text("0")}${text("cpu")}${count}tQ`;
const floats = storageOf("torch\nFloatStorage", "K\x06");
const tensorOf = (storage: string, offset: string, size: string, stride: string) =>
  `ctorch._utils\n_rebuild_tensor_v2\n(${storage}${offset}${size}${stride}\x89ccollections\nOrderedDict\n)RtR`;

describe("pickles", () => {
  test.each([
    ["a function", "cos\nsystem\n(X\x02\0\0\0idtR.", "data.pkl, byte 2: names os.system, which is not plain data"],
    ["a class", "cmymodels\nNet\n)R.", "names mymodels.Net, which is not plain data"],
    ["an inherited name", "c__proto__\ntoString\n.", "names __proto__.toString, which is not plain data"],
    [
      "a complex storage",
      storageOf("torch\nComplexFloatStorage", "K\x03"),
      "torch.ComplexFloatStorage: complex numbers",
    ],
    ["a quantized storage", storageOf("torch\nQInt8Storage", "K\x03"), "torch.QInt8Storage: quantized numbers"],
    ["a type", "ctorch\nuint16\n.", "torch.uint16: unsigned integers of more than 8 bits"],
    ["a sparse tensor", "ctorch._utils\n_rebuild_sparse_tensor\n", "only dense tensors are supported"],
    [
      "a complex number",
      "c__builtin__\ncomplex\n(G\0\0\0\0\0\0\0\0G\0\0\0\0\0\0\0\0tR.",
      "complex numbers are not supported",
    ],
    ["a call of a value", "K\x01)R.", "calls a value that is no function"],
    ["a type that is called", "ctorch\nTensor\n)R.", "torch.Tensor may be named in a file, but not called"],
    ["a memo never set", "h\x07.", "recalls value 7, which was never noted"],
    ["values below a mark", "K\x01(a.", "the stack is empty"],
    ["two values", "K\x01K\x02.", "STOP leaves more than one value"],
    ["an odd dict", "}(K\x01u.", "a key of a dict has no value"],
    ["no list", "}K\x01a.", "appends to what is no list"],
    ["no dict", "]K\x01K\x02s.", "sets an item of what is no dict"],
    ["attributes", "]}b.", "sets attributes of what is no OrderedDict"],
    ["a text beyond the end", "X\xff\xff\xff\x7fabc", "ends early: 2147483647 bytes are wanted"],
    ["a text that is none", "X\x01\0\0\0\xff.", "the text is not UTF-8"],
    ["a name without an end", "ctorch", "a name without its end"],
    ["protocol 4", "\x8c\x01a.", "opcode 0x8c is not one of those that data need"],
    ["a list that holds itself", "]q\0h\0a.", "a container holds itself"],
    ["what follows", "N.N", "1 bytes follow the pickle"],
    ["a bare storage", `${floats}.`, "holds an object of type TorchStorage where data should be"],
    ["a function as a value", "ctorch\nSize\n.", "holds an object of type PyGlobal where data should be"],
  ])("%s", (_, pickle, message) => {
    expect(() => load(archive(pickle), { name: "x.pt" })).toThrow(FileFormatError);
    expect(() => load(archive(pickle), { name: "x.pt" })).toThrow(`load: x.pt: data.pkl`);
    expect(() => load(archive(pickle), { name: "x.pt" })).toThrow(message);
  });

  test.each([
    [
      "an end beyond the storage",
      tensorOf(floats, "K\x01", "K\x06\x85", "K\x01\x85"),
      "needs 7 elements of its storage, which has 6",
    ],
    ["strides beyond it", tensorOf(floats, "K\0", "K\x02K\x02\x86", "K\x05K\x01\x86"), "needs 7 elements"],
    ["a negative stride", tensorOf(floats, "K\0", "K\x02\x85", "J\xff\xff\xff\xff\x85"), "the stride -1 is no count"],
    ["a negative offset", tensorOf(floats, "J\xff\xff\xff\xff", "K\x02\x85", "K\x01\x85"), "the offset -1 is no count"],
    ["an empty one far away", tensorOf(floats, "K\x07", "K\0\x85", "K\x01\x85"), "needs 7 elements"],
    ["sizes and strides", tensorOf(floats, "K\0", "K\x02\x85", "K\x01K\x01\x86"), "1 sizes have 2 strides"],
    ["a size that is no int", tensorOf(floats, "K\0", "\x88\x85", "K\x01\x85"), "the size true is no count"],
    [
      "more elements than can be counted",
      tensorOf(floats, "K\0", "J\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x86", "K\0K\0\x86"),
      "has more elements than can be counted",
    ],
    [
      "integers with a gradient",
      tensorOf(storageOf("torch\nIntStorage", "K\x06"), "K\0", ")", ")").replace("\x89c", "\x88c"),
      "requires a gradient",
    ],
    [
      "a storage of another size",
      tensorOf(storageOf("torch\nFloatStorage", "K\x05"), "K\0", ")", ")"),
      "holds 24 bytes, and its tensors speak of 20",
    ],
    [
      "a storage in two types",
      `(${floats}${storageOf("torch\nIntStorage", "K\x06")}t.`,
      'storage "0" is described in two ways',
    ],
  ])("a tensor with %s", (_, pickle, message) => {
    expect(() => load(archive(`${pickle}.`))).toThrow(message);
    expect(() => load(archive(`${pickle}.`))).toThrow(FileFormatError);
  });

  test("values copied again and again", () => {
    const long = "x".repeat(250);
    const encode = `c_codecs\nencode\n(h\x01${text("latin1")}tR`;
    expect(() => load(archive(`(${text(long)}q\x01${encode.repeat(30)}t.`))).toThrow("copied more often");
    // lists in lists, each twice: 2^40 items for whoever writes them out, and forty for us
    const doubled = load<unknown[][]>(archive(`(]q\0${"](h\0h\0eq\0".repeat(40)}t.`));
    expect(doubled.at(-1)).toHaveLength(2);
    expect(doubled.at(-1)?.[0]).toBe(doubled.at(-2));
  });

  test("containers and values without number", () => {
    expect(() => load(archive("}".repeat(600_000)))).toThrow("there are more containers than any honest file");
    expect(() => load(archive("N".repeat(5_000_000)))).toThrow("there are more values than any honest file");
  });

  test("nesting that sharing hides", () => {
    const chain = Array.from({ length: 600 }, () => "]h\0aq\0").join("");
    expect(() => load(archive(`(]q\0${chain}t.`))).toThrow("nested more than 500 deep");
  });
});

describe("archives", () => {
  const good = archive("N.");
  const changed = (at: number, value: number, bytes: Uint8Array = good) => {
    const copy = bytes.slice();
    copy[at] = value;
    return copy;
  };
  const find = (signature: string, nth = 0) => {
    let at = -1;
    for (let i = 0; i <= nth; i++) at = Buffer.from(good).indexOf(signature, at + 1, "latin1");
    return at;
  };
  const entry = find("PK\x01\x02");

  test("the untouched one is read", () => expect(load(good)).toBe(null));

  test.each([
    ["an encrypted record", changed(entry + 8, 9), "record a/data.pkl: is encrypted"],
    ["an unknown packing", changed(entry + 10, 12), "is packed by method 12"],
    ["a size that lies", changed(entry + 24, 200), "claims 200 bytes, and 4 are in the file"],
    ["a header elsewhere", changed(entry + 42, 1), "has no header at byte 1"],
    ["another name in the header", changed(30, 0x62), "its header and the directory disagree"],
    ["a corrupt record", changed(66, 1), "the checksum is"],
    [
      "an entry too many",
      changed(find("PK\x06\x06") + 32, 9),
      "the end of the archive: lists two different directories",
    ],
    ["a cut end", good.subarray(0, -1), "the file is truncated, or no zip archive"],
    ["bytes behind the end", joined([good, new Uint8Array(3)]), "the file is truncated, or no zip archive"],
    ["bytes before the start", joined([new Uint8Array([0x50, 0x4b, 9]), good]), "the end of the archive"],
  ])("%s", (_, bytes, message) => {
    expect(() => load(bytes)).toThrow(FileFormatError);
    expect(() => load(bytes)).toThrow(message);
  });

  test.each([
    ["version 0", "0"],
    ["version 11", "11\n"],
    ["a version that is none", "three"],
  ])("%s", (_, version) => {
    const record = { name: "a/data.pkl", bytes: Buffer.from("\x80\x02N.", "latin1") };
    const bytes = joined(writeTorchArchive([record], () => ({ name: "a/version", bytes: Buffer.from(version) })));
    expect(() => load(bytes)).toThrow("record a/version: the format is of version");
  });

  test("no version", () => {
    const record = { name: "a/data.pkl", bytes: Buffer.from("\x80\x02N.", "latin1") };
    expect(() => load(joined(writeTorchArchive([], () => record)))).toThrow("record a/version: is missing");
  });

  test("two records with one name, or with shared bytes", () => {
    const record = { name: "a/x", bytes: new Uint8Array(1) };
    expect(() => load(joined(writeTorchArchive([record], () => record)))).toThrow("record a/x: is listed twice");
    const second = find("PK\x01\x02", 1);
    const shared = good.slice();
    shared.set(good.subarray(entry + 42, entry + 46), second + 42);
    expect(() => load(shared)).toThrow("its header and the directory disagree");
  });

  test("deflated records hold what they claim, not more", () => {
    const zeros = deflateSync(new Uint8Array(1 << 20));
    expect(() => load(deflatedNpz(zeros, 1 << 20))).toThrow("does not begin as numpy's arrays begin");
    expect(() => load(deflatedNpz(zeros, 1 << 10))).toThrow("unpacks to more than the 1024 bytes");
    expect(() => load(deflatedNpz(zeros, (1 << 20) + 1))).toThrow("unpacks to 1048576 bytes");
    expect(() => load(deflatedNpz(zeros, 2 ** 31))).toThrow("claims 2147483648 bytes, and");
    expect(() => load(deflatedNpz(zeros.subarray(0, 9), 100))).toThrow("cannot be unpacked");
  });
});

/** An archive of one array, which is packed. */
function deflatedNpz(packed: Uint8Array, size: number): Uint8Array {
  const name = Buffer.from("x.npy");
  const crc = slicedCrc32(new Uint8Array(Math.min(size, 1 << 20)));
  const shared = (sink: ByteSink) =>
    sink.u16(0).u16(8).u32(0).u32(crc).u32(packed.length).u32(size).u16(name.length).u16(0);
  const record = shared(new ByteSink().u32(0x04034b50).u16(20)).bytes(name).bytes(packed).done();
  const entry = shared(new ByteSink().u32(0x02014b50).u16(20).u16(20)).u16(0).u32(0).u32(0).u32(0).bytes(name).done();
  const end = new ByteSink().u32(0x06054b50).u32(0).u16(1).u16(1).u32(entry.length).u32(record.length).u16(0).done();
  return joined([record, entry, end]);
}

describe("safetensors", () => {
  const file = (header: string, data = 8) => {
    const bytes = Buffer.from(header);
    return joined([new ByteSink().u64(bytes.length).done(), bytes, new Uint8Array(data)]);
  };
  const x = (begin: number, end: number, shape: unknown = [(end - begin) / 4]) =>
    JSON.stringify({ dtype: "F32", shape, data_offsets: [begin, end] });

  test("names are data", () => {
    const tensors = loadSafetensors(file(`{"__proto__":${x(0, 4)},"constructor":${x(4, 8)}}`));
    expect(Object.keys(tensors)).toEqual(["__proto__", "constructor"]);
  });

  test.each([
    ["a key twice", `{"a":${x(0, 4)},"a":${x(4, 8)}}`, 'the header: has the key "a" twice'],
    ["a key twice in escapes", `{"a":${x(0, 4)},"\\u0061":${x(4, 8)}}`, 'has the key "a" twice'],
    [
      "an inner key twice",
      '{"a":{"dtype":"F32","dtype":"I64","shape":[1],"data_offsets":[0,8]}}',
      'the key "dtype" twice',
    ],
    ["a key twice, far from its colon", `{"a"${" ".repeat(99)}:${x(0, 4)},"a":${x(4, 8)}}`, 'has the key "a" twice'],
    ["deep nesting", '{"a":'.repeat(9), "the header: is nested more than 4 deep"],
    ["many brackets", `{"a":[${"[],".repeat(999)}0]}`, "has more brackets than entries need"],
    ["a text without an end", '{"a', "is no JSON"],
    ["a bad escape in a key", '{"\\x":1}', "is no JSON"],
    ["an overlap", `{"a":${x(0, 8)},"b":${x(4, 8)}}`, 'tensor "b": begins at byte'],
    ["a gap", `{"b":${x(4, 8)}}`, "after a gap"],
    ["bytes left over", `{"a":${x(0, 4)}}`, "the data: end at byte"],
    ["fractions", `{"a":${x(0, 8, [1.5])}}`, 'tensor "a": its shape is no list of counts'],
    ["more fields", '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}', "is not described by exactly"],
    ["metadata that are no texts", '{"__metadata__":{"a":1}}', "the header, __metadata__: is no object of texts"],
    [
      "a type that is not supported",
      '{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}',
      '"F8_E4M3", which is not supported',
    ],
    ["spaces before", ` {"a":${x(0, 8)}}`, "is no JSON object"],
  ])("%s", (_, header, message) => {
    expect(() => loadSafetensors(file(header))).toThrow(message);
    expect(() => loadSafetensors(file(header))).toThrow(FileFormatError);
  });
});

describe("arrays", () => {
  const file = (header: string, data = 8) =>
    joined([
      Buffer.from("\x93NUMPY\x01\0", "latin1"),
      new ByteSink().u16(header.length).text(header).done(),
      new Uint8Array(data),
    ]);
  const header = (descr: string, shape: string) => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;

  test.each([
    ["objects", header("'|O'", "(1,)"), "holds Python objects"],
    ["records", header("[('a', '<f4')]", "(1,)"), "holds records of several fields"],
    ["a type beside ours", header("'<u4'", "(2,)"), '"<u4" holds unsigned integers of more than 8 bits'],
    ["a negative size", header("'<f8'", "(-1,)"), "the shape is no tuple of counts"],
    ["more than is there", header("'<f8'", "(2,)"), "has 16 bytes, and 8 follow"],
    ["less than is there", header("'<f4'", "(1,)"), "has 4 bytes, and 8 follow"],
    ["sizes beyond counting", header("'<f8'", `(${"9007199254740991, ".repeat(3)})`), "has Infinity bytes"],
    [
      "a key twice",
      "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
      "has the key descr twice",
    ],
    ["a program", "__import__('os').system('id')", "is no Python literal"],
    ["deep nesting", "(".repeat(5000), "is nested too deep"],
  ])("%s", (_, text, message) => {
    expect(() => load(file(text))).toThrow(message);
    expect(() => load(file(text))).toThrow(FileFormatError);
  });
});

test("files that only resemble others", () => {
  expect(() => load(Buffer.from("version https://git-lfs.github.com/spec/v1\n"))).toThrow("pointer of Git LFS");
  expect(() => load(Buffer.from("\x80\x04N.", "latin1"))).toThrow("a pickle that torch.save did not write");
  expect(() => load(Buffer.from("<!DOCTYPE html><html>404"))).toThrow("it is a web page: was the address right?");
  expect(() => load(joined([new Uint8Array(257), Buffer.from("ustar"), new Uint8Array(9)]))).toThrow("PyTorch 0.1");
  const legacy = bytesOfFile("content_legacy.pt");
  expect(() => load(legacy.subarray(0, -1))).toThrow("ends early");
  expect(() => load(joined([legacy, new Uint8Array(1)]))).toThrow("1 bytes follow the last storage");
});
