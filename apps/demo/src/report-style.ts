/** The look of the report: one column, light or dark as the reader's system is, readable on a phone. */
export const style: string = `
:root {
  --paper: #fdfcfa; --ink: #23201d; --soft: #6d655d; --line: #e4ded6; --panel: #f5f1eb; --flame: #b8460e; --same: #2b7a3d; --other: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #191714; --ink: #ebe5dc; --soft: #a89f94; --line: #3a352f; --panel: #23201c; --flame: #f2965a; --same: #7fc98f; --other: #ff8a80; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.6 Charter, "Bitstream Charter", Georgia, serif; }
header, article { max-width: 48rem; margin: 0 auto; padding: 1rem 1.2rem; }
header { padding-top: 3rem; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; text-wrap: balance; }
h1 { font-size: 1.9rem; }
h2 { font-size: 1.5rem; color: var(--flame); }
h3 { font-size: 1.1rem; margin-top: 2.2rem; }
a { color: inherit; text-decoration-color: var(--flame); }
code, samp, pre, table { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; }
code, samp { font-size: 0.85em; }
pre code, .printed samp { font-size: 0.78em; }
p code, li code { background: var(--panel); border-radius: 3px; padding: 0.1em 0.3em; }
pre { background: var(--panel); border-left: 3px solid var(--flame); padding: 0.8rem 1rem; overflow-x: auto; line-height: 1.45; }
.printed { list-style: none; margin: 1.2rem 0; padding: 0.6rem 0; border: 1px solid var(--line); border-radius: 6px; overflow-y: auto; max-height: 24rem; line-height: 1.45; }
.printed li { padding: 0 1rem 0 2.2rem; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; }
.printed li::before { content: "✓"; position: absolute; left: 0.9rem; color: var(--same); font-size: 0.8em; }
.printed li.other::before { content: "✗"; color: var(--other); }
.printed .wanted { display: block; color: var(--other); font-size: 0.85em; }
.printed .wanted::before { content: "PyTorch prints: "; font-family: system-ui, sans-serif; }
figure { margin: 1.6rem 0; background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: 0.5rem; text-align: center; }
figure svg { max-width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.82rem; margin: 1.5rem 0; }
th, td { text-align: right; padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th { color: var(--soft); font-weight: normal; }
th:first-child, td:first-child { text-align: left; }
tr.other td, .error { color: var(--other); }
@media (max-width: 30rem) { body { font-size: 1rem; } header { padding-top: 1.5rem; } th, td { padding: 0.3rem 0.2rem; } }
`;
