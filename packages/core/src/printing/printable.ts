/** One element as it is read from a tensor: floats of any width as numbers, int64 as bigint or number. */
export type Element = number | bigint | boolean;

/** What printing needs to know of a tensor. */
export interface Printable {
  readonly shape: readonly number[];
  /** The dtype's name without `torch.`, such as `float32`. */
  readonly dtypeName: string;
  /** The name of the default float dtype, which a printed tensor does not spell out. */
  readonly defaultDtypeName: string;
  /** The element at a position in row-major order, whatever the strides. */
  read(flatIndex: number): Element;
  readonly requiresGrad: boolean;
  /** The name of the node that made the tensor, such as `AddBackward0`; null for leaves. */
  readonly gradName: string | null;
  readonly isParameter: boolean;
}
