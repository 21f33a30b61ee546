/** `/openapi.json` for machines and `/docs` for people, both from the tables of calls and refusals. */
import { type Route, refusals, routes } from "@largesse/protocol";
import type { FastifyInstance } from "fastify";
import type { Door } from "../door.ts";
import { escapeHtml, HOUSE_CSS, htmlPage } from "./html.ts";
import { openApi } from "./openapi.ts";

const DOCS_SECONDS = 300;

export function bindDocs(app: FastifyInstance, door: Door): void {
  const document = JSON.stringify(openApi(door.publicUrl));
  const pages = new Map([
    ["/openapi.json", { type: "application/json; charset=utf-8", text: document }],
    ["/docs", { type: "text/html; charset=utf-8", text: callsPage() }],
    ["/docs/refusals", { type: "text/html; charset=utf-8", text: refusalsPage() }],
    ["/house.css", { type: "text/css; charset=utf-8", text: HOUSE_CSS }],
  ]);
  for (const [path, { type, text }] of pages) {
    app.get(path, async (_request, reply) =>
      reply.type(type).header("Cache-Control", `public, max-age=${DOCS_SECONDS}`).send(text),
    );
  }
}

function callsPage(): string {
  const rows = (Object.entries(routes) as [string, Route][]).map(
    ([name, route]) => `<tr id="${name}">
<td><code>${route.method} ${escapeHtml(route.path)}</code></td>
<td>${escapeHtml(route.says)}</td>
<td>${route.who}</td>
<td>${route.keyed ? "Idempotency-Key" : ""}</td></tr>`,
  );
  return htmlPage(
    "Largesse: calls",
    `<main>
<h1>Calls</h1>
<p>Every call of this house, with who may make it. Shapes, fields and limits are in
<a href="/openapi.json">openapi.json</a>; a no is explained among the
<a href="/docs/refusals">refusals</a>.</p>
<div class="wide"><table>
<thead><tr><th>Call</th><th>What it does</th><th>Who</th><th>Needs</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>
<h2>Live</h2>
<p><code>GET /v1/socket</code> speaks <code>largesse.v1</code> over WebSocket.
<code>GET /v1/streams/{id}/events</code> and <code>GET /v1/overlay/{token}/events</code> carry the same
events to whoever asks for <code>text/event-stream</code>.</p>
</main>`,
  );
}

const retrySays = {
  never: "Change something first.",
  later: "The same request may succeed later.",
  "same-key": "Send it again with the same key: you will not pay twice.",
} as const;

function refusalsPage(): string {
  const rows = Object.entries(refusals).map(
    ([code, row]) => `<tr id="${code}">
<td><code>${code}</code></td><td>${row.status}</td>
<td>${escapeHtml(row.says)}</td><td>${retrySays[row.retry]}</td></tr>`,
  );
  return htmlPage(
    "Largesse: refusals",
    `<main>
<h1>Refusals</h1>
<p>Everything a good client can be told no for. Each arrives as <code>application/problem+json</code>
with its <code>code</code> and the numbers that explain it. <a href="/docs">Calls</a></p>
<div class="wide"><table>
<thead><tr><th>Code</th><th>Status</th><th>What it says</th><th>Again?</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>
</main>`,
  );
}
