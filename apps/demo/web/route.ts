/** Where the reader is: `#/`, `#/walkthroughs/ID`, `#/playground`, the last with a program behind `?program=`. */
export type Route =
  | { readonly page: "start" }
  | { readonly page: "walkthrough"; readonly id: string }
  | { readonly page: "playground"; readonly program: string | null };

/** Reads the fragment of an address; what it does not know leads to the start. */
export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [, room, id] = path.split("/");
  if (room === "walkthroughs" && id) return { page: "walkthrough", id };
  if (room === "playground") return { page: "playground", program: new URLSearchParams(query).get("program") };
  return { page: "start" };
}
