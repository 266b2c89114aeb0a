import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { colours, look } from "./look.js";

/** An open editor. */
export interface Editor {
  /** Replaces the text, if it is another one. */
  show(text: string): void;
  /** Marks the line, counted from 1, where something went wrong; null takes the mark away. */
  point(line: number | null): void;
  close(): void;
}

/** What the reader does. */
export interface EditorHandlers {
  change(text: string): void;
  run(): void;
}

/** Marks a change that the page made, not the reader. */
const fromPage = Annotation.define<boolean>();
const setProblem = StateEffect.define<number | null>();
const problemLine = Decoration.line({ class: "cm-problem" });

const problems = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setProblem)) continue;
      const line = effect.value;
      if (line === null || line < 1 || line > transaction.state.doc.lines) return Decoration.none;
      return Decoration.set([problemLine.range(transaction.state.doc.line(line).from)]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Opens an editor in an element. Ctrl-Enter or Cmd-Enter runs; Escape, then Tab, leaves it by keyboard. */
export function openEditor(
  parent: HTMLElement,
  label: string,
  text: string,
  { change, run }: EditorHandlers,
  more: Extension = [],
): Editor {
  const runKey = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  // What the reader typed comes back from the page as a text to show, when more may have been typed since.
  const reported = new Set<string>();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([runKey, ...defaultKeymap, ...historyKeymap]),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        javascript({ typescript: true }),
        syntaxHighlighting(colours),
        look,
        problems,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((one) => one.annotation(fromPage))) return;
          const next = update.state.doc.toString();
          reported.add(next);
          change(next);
        }),
        more,
      ],
    }),
  });
  return {
    show(next) {
      const { doc } = view.state;
      const isShown = next === doc.toString();
      if (!isShown && reported.has(next)) return;
      reported.clear();
      if (isShown) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: next }, annotations: fromPage.of(true) });
    },
    point: (line) => view.dispatch({ effects: setProblem.of(line) }),
    close: () => view.destroy(),
  };
}
