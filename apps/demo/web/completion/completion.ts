import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { Answer, Question } from "./messages.js";

let worker: Worker | null = null;
const asked = new Map<number, (answer: Answer) => void>();
let latest = 0;

/** Asks the types, in a worker that starts with the first question and stays. */
function ask(program: string, at: number, name: string | null): Promise<Answer> {
  if (worker === null) {
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      asked.get(data.id)?.(data);
      asked.delete(data.id);
    };
  }
  const question: Question = { id: ++latest, program, at, name };
  worker.postMessage(question);
  return new Promise((answer) => asked.set(question.id, answer));
}

/** What may be written next, as the types of the library have it; TypeScript is large, so it comes when a reader begins to write. */
export function completion(): Extension {
  return [
    autocompletion({ override: [suggest], icons: false, maxRenderedOptions: 60 }),
    Prec.high(keymap.of(completionKeymap)),
    EditorView.domEventHandlers({
      focus: (_, view) => {
        if (worker === null) ask(view.state.doc.toString(), 0, null);
      },
    }),
  ];
}

async function suggest(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]+/);
  const isAfterDot = context.matchBefore(/\.\w*/) !== null;
  if (!context.explicit && !isAfterDot && word === null) return null;
  const program = context.state.doc.toString();
  const { suggestions } = await ask(program, context.pos, null);
  return {
    from: word?.from ?? context.pos,
    validFor: /^[\w$]*$/,
    options: suggestions.map(
      ({ name, order }): Completion => ({
        label: name,
        boost: -Number.parseInt(order, 10) || 0,
        info: async () => described(await ask(program, context.pos, name)),
      }),
    ),
  };
}

function described({ description }: Answer): Node | null {
  if (description === null) return null;
  const about = document.createElement("div");
  const type = document.createElement("code");
  type.textContent = description.type;
  const text = document.createElement("p");
  text.textContent = description.text;
  about.append(type, text);
  return about;
}
