import { HighlightStyle } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours of code; the style sheet knows them in both themes. */
export const colours: HighlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-call)" },
]);

/** The frame of code, in the colours of the page. */
export const look: Extension = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--ink)", fontSize: "0.84rem" },
  "&.cm-focused": { outline: "2px solid var(--flame)" },
  ".cm-content": { fontFamily: "var(--mono)", padding: "0.7rem 0", caretColor: "var(--ink)" },
  ".cm-scroller": { lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-tooltip": {
    backgroundColor: "var(--panel)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    color: "var(--ink)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.84rem", maxHeight: "14rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--flame)", color: "var(--on-flame)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "bold" },
  ".cm-completionInfo": { fontFamily: "var(--sans)", fontSize: "0.84rem", maxWidth: "24rem", padding: "0.5rem 0.7rem" },
  ".cm-completionInfo code": { background: "none", padding: "0", overflowWrap: "anywhere" },
  ".cm-completionInfo p": { margin: "0.4rem 0 0" },
  ".cm-problem": { backgroundColor: "var(--problem)" },
});
