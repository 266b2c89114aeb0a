import { stories } from "virtual:stories";
import type { JSX } from "preact";
import { LiveFit } from "../live-fit/live-fit.js";

/** Says what this is, fits a curve before the reader's eyes, and leads to the walkthroughs. */
export function StartPage(): JSX.Element {
  return (
    <div class="column">
      <section class="hero">
        <div>
          <h1>PyTorch for TypeScript</h1>
          <p class="lead">
            The same names, the same semantics, the same numbers. No Python, no native build, nothing to manage: a
            PyTorch tutorial becomes a TypeScript program that prints what the tutorial prints.
          </p>
          <p>
            The network beside these words is being trained in your browser, now. Click into the picture to add a point,
            and it learns that one too.
          </p>
          <p>
            <a class="button" href="#/playground">
              Open the playground
            </a>
          </p>
        </div>
        <LiveFit />
      </section>
      <h2>Walkthroughs</h2>
      <p>
        PyTorch tutorials that run on this page. Change a number or the code, run them again, and compare every printed
        line with what PyTorch prints.
      </p>
      <ul class="cards">
        {stories.map(({ id, title, summary }) => (
          <li key={id}>
            <a href={`#/walkthroughs/${id}`}>
              <h3>{title}</h3>
              <p>{summary}</p>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
