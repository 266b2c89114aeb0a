import { expect, test } from "vitest";
import { blocks, pieces } from "./markup.js";

test("paragraphs and lists", () => {
  expect(blocks("One\nline.\n\n- first\nitem\n- second")).toEqual([
    { kind: "paragraph", text: "One line." },
    { kind: "list", items: ["first item", "second"] },
  ]);
});

test("pieces of a paragraph", () => {
  expect(pieces("the `a * b` is **bold**.")).toEqual([
    { kind: "plain", text: "the " },
    { kind: "code", text: "a * b" },
    { kind: "plain", text: " is " },
    { kind: "strong", text: "bold" },
    { kind: "plain", text: "." },
  ]);
});
