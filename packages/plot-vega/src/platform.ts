/** What Node can do and a page cannot. */
export interface Platform {
  /** The PNG file of an SVG document, `zoom` times as large; `null` if what draws it is not installed. */
  png(svg: string, zoom: number): Uint8Array | null;
  write(path: string, content: string | Uint8Array): Promise<void>;
}

let platform: Platform | null = null;

/** The entry for Node brings its own. */
export function usePlatform(node: Platform): void {
  platform = node;
}

/** The platform that an operation needs. */
export function platformFor(operation: string): Platform {
  if (platform === null)
    throw new Error(
      `${operation}: needs Node; in a page take the text of \`toSvg\`, and draw it on a canvas for its pixels`,
    );
  return platform;
}
