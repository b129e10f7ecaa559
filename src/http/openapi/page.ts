import { escapeHtml, prose } from "../../formats/html.js";
import { PALETTE } from "../../formats/palette.js";
import type { OpenApiDocument, Operation, Parameter } from "./document.js";
import { schemaLink, schemaTable, typeOf } from "./schema-table.js";

function json(value: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
}

function parameterRow({ name, in: where, required, description = "", schema }: Parameter): string {
  return `<tr><td><code>${escapeHtml(name)}</code><br><small>${where}${required ? "" : ", optional"}</small></td>
<td>${typeOf(schema)}</td><td>${prose(description)}</td></tr>`;
}

function examples(content: Operation["responses"][string]["content"] = {}): string {
  return Object.entries(content)
    .map(([type, { schema, example }]) => {
      const shown = example === undefined ? "" : details("example", json(example));
      const named = typeof schema.$ref === "string" ? schemaLink(schema.$ref) : "";
      return `<p><code>${type}</code> ${named}</p>${shown}`;
    })
    .join("");
}

function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>${body}</details>`;
}

function responseRow(
  document: OpenApiDocument,
  status: string,
  given: Operation["responses"][string],
) {
  const name = given.$ref?.slice(given.$ref.lastIndexOf("/") + 1);
  const response = name === undefined ? given : (document.components.responses[name] ?? given);
  const headers = Object.keys(response.headers ?? {})
    .map((header) => `<code>${header}</code>`)
    .join(", ");
  return `<tr><td>${status}</td><td>${prose(response.description ?? "")}${headers && ` (${headers})`}
${name === undefined ? examples(response.content) : ""}</td></tr>`;
}

function call(document: OpenApiDocument, title: string, one: Operation): string {
  const scope = one.security[0]?.key?.[0];
  const key = scope === undefined ? "Needs no API key." : `Needs an API key allowed \`${scope}\`.`;
  return section(document, title, one, key);
}

function section(document: OpenApiDocument, title: string, one: Operation, whose: string): string {
  return `<section id="${one.operationId}">
<h3><code>${escapeHtml(title)}</code></h3>
<p><strong>${prose(one.summary)}.</strong> ${prose(one.description ?? "")}</p>
<p>${prose(whose)}</p>
${one.parameters ? `<div class="wide" tabindex="0"><table><tr><th>parameter</th><th>holds</th><th>means</th></tr>${one.parameters.map(parameterRow).join("")}</table></div>` : ""}
${one.requestBody ? `<h4>Body</h4>${examples(one.requestBody.content)}` : ""}
<h4>Answers</h4><table>${Object.entries(one.responses)
    .map(([status, given]) => responseRow(document, status, given))
    .join("")}</table>
</section>`;
}

const STYLE = `${PALETTE}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
pre{background:var(--shade);padding:.75rem;overflow:auto;font-size:.85rem}code{font-size:.9em}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
td code{overflow-wrap:anywhere}td:first-child{white-space:nowrap}td:first-child code{overflow-wrap:normal}.wide{overflow-x:auto}section{margin:2rem 0}nav code,h3 code{overflow-wrap:anywhere}h3{border-top:2px solid var(--ink);padding-top:.5rem}`;

const TOLD_BY_WEBHOOKS =
  "What endpoints are sent: `POST` with a signed body (Standard Webhooks 1.0), at least once, below 20 KB.";

const event: typeof call = (document, title, one) =>
  section(document, title, one, "Sent to your endpoint.");

function group(
  name: string,
  description: string,
  members: readonly { title: string; one: Operation }[],
  write: typeof call,
  document: OpenApiDocument,
): { links: string; body: string } {
  const links = members.map(
    ({ title, one }) =>
      `<li><a href="#${one.operationId}"><code>${escapeHtml(title)}</code></a> ${prose(one.summary)}</li>`,
  );
  const sections = members.map(({ title, one }) => write(document, title, one));
  return {
    links: `<li>${escapeHtml(name)}<ul>${links.join("")}</ul></li>`,
    body: `<h2>${escapeHtml(name)}</h2><p>${prose(description)}</p>${sections.join("")}`,
  };
}

/** The description as one page for people: no scripts, and nothing is loaded from elsewhere. */
export function referencePage(document: OpenApiDocument): string {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      title: `${method.toUpperCase()} ${path}`,
      one,
    })),
  );
  const events = Object.entries(document.webhooks).flatMap(([title, methods]) =>
    Object.values(methods).map((one) => ({ title, one })),
  );
  const groups = document.tags.flatMap(({ name, description }) => {
    const own = calls.filter(({ one }) => one.tags.includes(name));
    return own.length === 0 ? [] : group(name, description, own, call, document);
  });
  groups.push(group("Webhook events", TOLD_BY_WEBHOOKS, events, event, document));
  const schemas = Object.entries(document.components.schemas)
    .map(
      ([name, schema]) =>
        `<section id="schema-${name}"><h3>${name}</h3>${schemaTable(schema)}${details("JSON Schema", json(schema))}</section>`,
    )
    .join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Quotary API</title><style>${STYLE}</style></head><body><main>
<h1>Quotary API ${escapeHtml(document.info.version)}</h1><p>${prose(document.info.description)}</p>
<p><a href="/openapi.json">openapi.json</a></p>
<nav aria-label="Calls"><ul>${groups.map(({ links }) => links).join("")}</ul></nav>
${groups.map(({ body }) => body).join("")}
<h2>Schemas</h2>${schemas}</main></body></html>
`;
}
