import type { Verdict } from "../records/verdict.js";
import type { VerdictFormat } from "./format.js";
import { escapeHtml, linkable, pageOfCapture } from "./html.js";
import { PALETTE } from "./palette.js";

const STYLE = `${PALETTE}
body{font:17px/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
blockquote{margin:.5rem 0;padding:.5rem 1rem;border-inline-start:4px solid var(--line);white-space:pre-wrap}
mark{background:var(--mark);color:var(--ink)}table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.35rem .5rem;text-align:start;vertical-align:top}th{overflow-wrap:normal}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.6rem}`;

/** A verdict as a page that an editor can read, keep and print: no scripts, nothing loaded. */
export const html: VerdictFormat = {
  name: "html",
  type: "text/html; charset=utf-8",
  write: (verdict, { address, article }) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${verdict.outcome}: ${escapeHtml(verdict.quote.text.slice(0, 60))}</title>
<link rel="alternate" type="application/json" href="${escapeHtml(address)}"><style>${STYLE}</style></head><body><main>
<h1>${verdict.outcome}</h1>
<p dir="auto">${escapeHtml(verdict.summary)}</p>
<p>Confidence ${verdict.confidence.toFixed(2)} that this outcome is right; checked ${escapeHtml(verdict.checkedAt)}.</p>
<h2>As printed</h2>${quoted(verdict, "printed", verdict.quote.text)}
<p dir="auto">${escapeHtml(attribution(verdict))}${article?.url ? ` ${link(article.url)}` : ""}</p>
${post(verdict)}
<h2>Checks</h2><table>${checks(verdict)}</table>
${list(
  "Findings",
  verdict.findings.map(
    ({ code, severity, because }) =>
      `<code>${escapeHtml(code)}</code> (${severity}): ${escapeHtml(because)}`,
  ),
)}
${list("Captures read", verdict.evidence.map(capture))}
${list("Where was looked", verdict.search.map(looked))}
</main></body></html>
`,
};

function attribution({ quote: { author, date } }: Verdict): string {
  const handle = author?.handle && `@${author.handle.replace(/^@/, "")}`;
  return [author?.name, handle, date].filter(Boolean).join(", ");
}

function post(verdict: Verdict): string {
  const { post } = verdict;
  if (post === null) return "<h2>No post was found to hold it against</h2>";
  const who = [post.author.name, post.author.handle && `@${post.author.handle}`, post.createdAt];
  return `<h2>As archived</h2>${quoted(verdict, "archived", post.text)}
<p dir="auto">${escapeHtml(who.filter(Boolean).join(", "))} ${post.url === null ? "" : link(post.url)}</p>`;
}

/** The words with what differs marked; a mark that would overlap the one before is left out. */
function quoted({ checks }: Verdict, side: "printed" | "archived", text: string): string {
  const marks = checks.text.edits
    .map((edit) => ({ ...edit[side], because: edit.because }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  let at = 0;
  let body = "";
  for (const { start, end, because } of marks) {
    if (start < at) continue;
    const words = escapeHtml(text.slice(start, end));
    body += `${escapeHtml(text.slice(at, start))}<mark title="${escapeHtml(because)}">${words}</mark>`;
    at = end;
  }
  return `<blockquote dir="auto">${body}${escapeHtml(text.slice(at))}</blockquote>`;
}

function checks({ checks: { handle, date, text } }: Verdict): string {
  return Object.entries({ account: handle, day: date, wording: text })
    .map(
      ([what, { result, class: kind, because }]) =>
        `<tr><th>${what}</th><td>${result}${kind === null ? "" : ` (${kind})`}</td><td dir="auto">${escapeHtml(because)}</td></tr>`,
    )
    .join("");
}

function capture({ archive, uriM, capturedAt, digestVerified }: Verdict["evidence"][number]) {
  const fixity =
    digestVerified === null
      ? ""
      : ` (${digestVerified ? "digest recomputed and equal" : "digest differs"})`;
  return `${escapeHtml(archive)}, ${escapeHtml(capturedAt)}: ${link(pageOfCapture(uriM) ?? uriM)}${fixity}`;
}

function looked({ archive, outcome, captures, read, problems }: Verdict["search"][number]) {
  const told = problems.slice(0, 5).map((problem) => `; ${escapeHtml(problem)}`);
  return `${escapeHtml(archive)}: ${outcome}, ${captures} captures listed, ${read} read${told.join("")}`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<h2>${title}</h2><ul>${items.map((item) => `<li dir="auto">${item}</li>`).join("")}</ul>`;
}

function link(address: string): string {
  const target = linkable(address);
  const shown = escapeHtml(address);
  return target === null ? shown : `<a href="${escapeHtml(target)}" rel="noopener">${shown}</a>`;
}
