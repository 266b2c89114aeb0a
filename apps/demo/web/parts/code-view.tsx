import type { Extension } from "@codemirror/state";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Editor, EditorHandlers } from "../editor/editor.js";

interface CodeViewProps {
  readonly label: string;
  readonly text: string;
  /** The line, counted from 1, at which the program stopped. */
  readonly problem?: number | null;
  /** What the editor can do beside. */
  more?(): Promise<Extension>;
  change(text: string): void;
  run(): void;
}

/** Code that can be read at once, and changed as soon as the editor has been loaded. */
export function CodeView({ label, text, problem = null, more, change, run }: CodeViewProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const handlers = useRef({ change, run });
  handlers.current = { change, run };

  useEffect(() => {
    let isWanted = true;
    Promise.all([import("../editor/editor.js"), more?.()]).then(([{ openEditor }, extension]) => {
      if (!isWanted || host.current === null) return;
      host.current.replaceChildren();
      const current: EditorHandlers = {
        change: (next) => handlers.current.change(next),
        run: () => handlers.current.run(),
      };
      editor.current = openEditor(host.current, label, text, current, extension);
      editor.current.point(problem);
    });
    return () => {
      isWanted = false;
      editor.current?.close();
    };
  }, []);
  useEffect(() => editor.current?.show(text), [text]);
  useEffect(() => editor.current?.point(problem), [problem]);

  return (
    <div class="code" ref={host}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
