import { stories } from "virtual:stories";
import type { ComponentType, JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { StartPage } from "./pages/start-page.js";
import { Later } from "./parts/later.js";
import { type Route, routeOf } from "./route.js";

const walkthroughPage = (): Promise<ComponentType<{ id: string }>> =>
  import("./pages/walkthrough-page.js").then((page) => page.WalkthroughPage);
const playgroundPage = (): Promise<ComponentType<{ program: string | null }>> =>
  import("./pages/playground-page.js").then((page) => page.PlaygroundPage);

/** The page that the address names, under a header that is the same everywhere. */
export function App(): JSX.Element {
  const route = useRoute();
  useLayoutEffect(() => {
    document.title = titleOf(route);
  }, [route]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the content
      </button>
      <header class="top">
        <a class="brand" href="#/">
          Flambeau
        </a>
        <nav aria-label="Pages">
          <a href="#/" aria-current={route.page === "start" ? "page" : undefined}>
            Walkthroughs
          </a>
          <a href="#/playground" aria-current={route.page === "playground" ? "page" : undefined}>
            Playground
          </a>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {pageOf(route)}
      </main>
    </>
  );
}

function pageOf(route: Route): JSX.Element {
  switch (route.page) {
    case "start":
      return <StartPage />;
    case "walkthrough":
      return <Later key={route.id} load={walkthroughPage} props={{ id: route.id }} />;
    case "playground":
      return <Later load={playgroundPage} props={{ program: route.program }} />;
  }
}

function titleOf(route: Route): string {
  switch (route.page) {
    case "start":
      return "Flambeau: PyTorch for TypeScript";
    case "walkthrough":
      return `${stories.find(({ id }) => id === route.id)?.title ?? "No such walkthrough"} | Flambeau`;
    case "playground":
      return "Playground | Flambeau";
  }
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setRoute(routeOf(location.hash));
      scrollTo(0, 0);
      // who listens to the page, or goes through it by keyboard, begins at its beginning
      document.getElementById("main")?.focus({ preventScroll: true });
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}
