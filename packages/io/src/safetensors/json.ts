import { quote, refuse } from "../errors.js";

const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/** Refuses valid JSON in which an object has one key twice: readers would differ in which one they take. */
export function checkDistinctKeys(text: string, place: string): void {
  const open: Set<string>[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === "{") open.push(new Set());
    else if (found === "}") open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(found.slice(0, -colon.length)) as string;
      const keys = open.at(-1)!;
      if (keys.has(key)) refuse(place, `has the key ${quote(key)} twice`);
      keys.add(key);
    }
  }
}
