import type { JSX } from "preact";

/** An empty program with the whole library. */
export function PlaygroundPage({ program }: { readonly program: string | null }): JSX.Element {
  return (
    <div class="column">
      <h1>Playground</h1>
      <p>{program}</p>
    </div>
  );
}
