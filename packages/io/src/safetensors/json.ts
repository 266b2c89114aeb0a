import { quote, refuse } from "../errors.js";

const Char = {
  quote: 0x22,
  colon: 0x3a,
  bracket: 0x5b,
  backslash: 0x5c,
  closingBracket: 0x5d,
  brace: 0x7b,
  closingBrace: 0x7d,
};
const deepest = 4;
/** Fewer characters than any entry of a header has for each of its brackets. */
const charactersPerBracket = 12;

/**
 * Parses JSON of a header. Refused are objects with one key twice, because readers would differ in which one they take; and brackets
 * that are deeper or more than any header has, because each takes far more memory than its character.
 */
export function parseHeader(text: string, place: string): unknown {
  checkStructure(text, place);
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(place, `is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Walks over brackets and texts, whether the JSON is right or not. */
function checkStructure(text: string, place: string): void {
  /** The keys of open objects; null for arrays. */
  const open: (Set<string> | null)[] = [];
  let brackets = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === Char.brace || char === Char.bracket) {
      open.push(char === Char.brace ? new Set() : null);
      if (open.length > deepest) refuse(place, `is nested more than ${deepest} deep`);
      if (++brackets * charactersPerBracket > text.length + 64) refuse(place, "has more brackets than entries need");
    } else if (char === Char.closingBrace || char === Char.closingBracket) open.pop();
    else if (char === Char.quote) {
      const start = i;
      i = endOfText(text, start);
      const end = i;
      while (/\s/.test(text[i] ?? "")) i++;
      if (text.charCodeAt(i) === Char.colon) addKey(open.at(-1), text.slice(start, end), place);
      else i--;
    }
  }
}

/** Behind the closing quote of the text that begins at `start`; the end if it has none. */
function endOfText(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== Char.quote) i += text.charCodeAt(i) === Char.backslash ? 2 : 1;
  return Math.min(i + 1, text.length);
}

function addKey(keys: Set<string> | null | undefined, written: string, place: string): void {
  let key = written;
  try {
    key = JSON.parse(written) as string;
  } catch {
    // what follows is no JSON either, and will be refused as such
  }
  if (keys?.has(key)) refuse(place, `has the key ${quote(key)} twice`);
  keys?.add(key);
}
