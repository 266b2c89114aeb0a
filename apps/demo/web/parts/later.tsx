import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

interface LaterProps<Props> {
  load(): Promise<ComponentType<Props>>;
  readonly props: Props;
}

/** A component whose code is fetched when it is first shown. */
export function Later<Props extends object>({ load, props }: LaterProps<Props>): JSX.Element {
  const [loaded, setLoaded] = useState<{ Component: ComponentType<Props> } | { error: Error } | null>(null);
  useEffect(() => {
    load().then(
      (Component) => setLoaded({ Component }),
      (error: Error) => setLoaded({ error }),
    );
  }, [load]);
  if (loaded === null) return <p class="soft">Loading…</p>;
  if ("error" in loaded)
    return <p class="problem">This page could not be loaded ({loaded.error.message}). Reload to try again.</p>;
  return <loaded.Component {...props} />;
}
