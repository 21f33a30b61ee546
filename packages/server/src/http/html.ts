/** The few pages the server writes itself: plain HTML, every value escaped, style from one file. */

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? "");
}

/** A whole page; `body` is HTML made of escaped parts. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/house.css">
</head>
<body>
${body}
</body>
</html>
`;
}

/** The desk's look: paper and ink, one accent, nothing that moves. */
export const HOUSE_CSS = `
:root { --ink: #17131f; --soft: #5d5668; --paper: #fbf8f3; --line: #e4ddd2; --card: #fff;
  --plum: #2a1f3d; --on-plum: #fbf8f3; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f4effa; --soft: #b3a9c2; --paper: #17131f; --line: #372d49; --card: #211a2e;
    --plum: #d9cbf2; --on-plum: #17131f; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.6 "Inter Variable", Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 60rem; margin: 0 auto; padding: 32px 20px 80px; }
main.small { max-width: 28rem; padding-top: 12vh; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 12px; letter-spacing: -0.01em; }
h2 { font-size: 21px; margin: 48px 0 12px; }
p { margin: 0 0 16px; }
.soft { color: var(--soft); font-size: 15px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 22px; padding: 28px;
  box-shadow: 0 12px 40px rgb(23 19 31 / 8%); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; margin: 20px 0 28px;
  border-top: 1px solid var(--line); padding-top: 20px; }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
dd.sum { font-size: 21px; font-weight: 650; }
code { font: 14px/1.5 "JetBrains Mono Variable", ui-monospace, monospace; overflow-wrap: anywhere; }
form { display: flex; flex-direction: column; gap: 12px; margin: 0; }
button { min-height: 48px; border-radius: 14px; border: 1px solid var(--line); font: inherit;
  font-weight: 600; background: transparent; color: var(--ink); cursor: pointer; }
button.main { background: var(--plum); border-color: var(--plum); color: var(--on-plum); }
button:focus-visible, a:focus-visible { outline: 3px solid #7cc7ff; outline-offset: 2px; }
a { color: var(--plum); }
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th { text-align: left; color: var(--soft); font-weight: 600; }
th, td { padding: 10px 12px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:target { background: rgb(245 184 61 / 18%); }
.wide { overflow-x: auto; }
td code { white-space: nowrap; }
`;
