import MiniSearch from "minisearch";
import type { Found } from "../src/site.js";

declare global {
  var flambeauPages: Found[] | undefined;
}

const script = document.currentScript as HTMLScriptElement;
const form = document.querySelector("form[role=search]") as HTMLFormElement;
const input = form.querySelector("input") as HTMLInputElement;
const list = form.querySelector("ul") as HTMLUListElement;
form.hidden = false;

let index: Promise<MiniSearch<Found & { id: number }>> | undefined;

/** The index comes with the first search, as a script, which browsers also load from a disk. */
function load(): typeof index {
  index ??= new Promise((resolve, reject) => {
    const source = document.createElement("script");
    source.src = `${script.dataset.root}search-index.js`;
    source.onerror = reject;
    source.onload = () => {
      const search = new MiniSearch<Found & { id: number }>({
        fields: ["title", "text"],
        storeFields: ["title", "place", "url"],
        // `linalg.cross` and `batch_norm` are found by each of their words
        tokenize: (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [],
        searchOptions: {
          boost: { title: 4 },
          prefix: true,
          fuzzy: (term) => (term.length > 4 ? 0.2 : false),
          combineWith: "AND",
        },
      });
      search.addAll(globalThis.flambeauPages!.map((page, id) => ({ id, ...page })));
      resolve(search);
    };
    document.head.append(source);
  });
  return index;
}

async function show(): Promise<void> {
  const wanted = input.value.trim();
  const results = wanted === "" ? [] : (await load())!.search(wanted).slice(0, 12);
  if (wanted !== input.value.trim()) return;
  list.replaceChildren(
    ...results.map(({ title, place, url }) => {
      const link = document.createElement("a");
      link.href = script.dataset.root + url;
      link.append(title, Object.assign(document.createElement("small"), { textContent: place }));
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  if (results.length === 0 && wanted !== "")
    list.append(Object.assign(document.createElement("li"), { textContent: "Nothing found" }));
  list.hidden = wanted === "";
}

input.addEventListener("focus", () => void load());
input.addEventListener("input", () => void show());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
form.addEventListener("keydown", ({ key }) => {
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement as HTMLInputElement);
  if (key === "Escape") list.hidden = true;
  if (key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)]!.focus();
  if (key === "ArrowUp") stops[Math.max(at - 1, 0)]!.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener("click", ({ target }) => {
  if (!form.contains(target as Node)) list.hidden = true;
});
