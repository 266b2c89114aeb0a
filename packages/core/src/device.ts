import { invalidDevice, unknownDevice, unknownDeviceType } from "./errors/creation.js";

/** The kinds of devices that PyTorch has names for; tensors live on the first. */
const deviceTypes = (
  "cpu cuda ipu xpu mkldnn opengl opencl ideep hip ve fpga maia xla lazy vulkan mps meta hpu mtia " + "privateuseone"
).split(" ");

/**
 * A place where tensors may be.
 *
 * @example
 * zeros([2]).device.type // => "cpu"
 */
export class Device {
  constructor(
    /** Its kind, such as `cpu`. */
    readonly type: string,
    /** Which of several; null if it was not said. */
    readonly index: number | null = null,
  ) {}

  /** As `device` reads it: `cuda:1`. */
  toString(): string {
    return this.index === null ? this.type : `${this.type}:${this.index}`;
  }

  /** As Python prints it: `device(type='cuda', index=1)`. */
  get repr(): string {
    return `device(type='${this.type}'${this.index === null ? "" : `, index=${this.index}`})`;
  }
}
Object.defineProperty(Device.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: Device): string {
    return this.repr;
  },
});

/** Where all tensors are. */
export const cpuDevice: Device = new Device("cpu");

/**
 * Names a device, `"cpu"` or one that is not there, such as `"cuda:1"`.
 *
 * @param index which of several, instead of in the name
 * @throws {Error} if PyTorch knows no device of that name
 * @example
 * device("cpu") // => device(type='cpu')
 */
export function device(name: string | Device, index: number | null = null): Device {
  if (name instanceof Device) return name;
  const [type, number, ...rest] = name.split(":") as [string, ...string[]];
  if (!/^[a-zA-Z_]+$/.test(type)) throw invalidDevice(name);
  if (!deviceTypes.includes(type)) throw unknownDeviceType(deviceTypes, name);
  if (number === undefined) return new Device(type, index);
  if (rest.length > 0 || !/^(0|[1-9]\d*)$/.test(number)) throw invalidDevice(name);
  return new Device(type, Number(number));
}

/** Throws unless tensors can be on it. */
export function checkDevice(where: string | Device): void {
  if (where === "cpu" || where === cpuDevice) return;
  const named = device(where);
  if (named.type !== "cpu") throw unknownDevice(String(named));
}
