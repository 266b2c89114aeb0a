import type { Layout } from "../layout.js";
import { type ViewOp, viewOp } from "../ops/record.js";
import type { Tensor } from "../tensor.js";

/** Where a view lies in its base. */
export interface Window {
  readonly layout: Layout;
  /** In elements, from where the base begins. */
  readonly offset: number;
}

/** The window that a view is of its base. */
export function windowOf(view: Tensor): Window {
  return { layout: view.layout, offset: view.offset - view.base!.offset };
}

/** The part of a tensor's storage that a window shows; a view. Views whose base was written to get this history. */
export const asStridedOp: ViewOp<Window> = viewOp<Window>({
  name: "asStrided",
  layout: (_, window) => window.layout,
  offset: (_, window) => window.offset,
  dx: (grad, { attr: window, xLayout }) => grad.embedWindow(window, xLayout),
});
