import { createHash } from "node:crypto";
import { PALETTE } from "../../formats/palette.js";
import { SCRIPT } from "./script.js";

const STYLE = `${PALETTE}
body{font:17px/1.5 system-ui,sans-serif;max-width:50rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
label{display:block;margin-top:1rem;font-weight:600}textarea,input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;color:inherit;background:var(--paper);border:1px solid var(--field);border-radius:4px}
button{font:inherit;margin-top:1rem;padding:.5rem 1.25rem;border:0;border-radius:4px;background:var(--button);color:#fff}button[aria-disabled=true]{background:#5f6b76}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
ol{padding-inline-start:1.5rem}li{margin:1.25rem 0}blockquote{margin:.25rem 0;padding:.25rem 1rem;border-inline-start:4px solid var(--line);white-space:pre-wrap}
.outcome{font-weight:700}.verified{color:var(--good)}.verified-with-notes{color:var(--note)}.discrepancy,.failed{color:var(--bad)}
#state{white-space:pre-wrap;min-height:1.5em}footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--quiet)}`;

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Only the page's own script and style run, and they talk to this service alone. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** For people: what the API does, without writing a request. */
export const newsroomPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Quotary</title><style>${STYLE}</style></head><body><main>
<h1>Quotary</h1>
<p>Did this account really post these words, on that day? Posts that an article quotes are checked
against archived captures.</p>
<form id="form">
<label for="article">Article, as HTML or plain text, or a request as JSON</label>
<textarea id="article" rows="12" dir="auto" required></textarea>
<label for="key">API key, where the service asks for one</label>
<input id="key" type="password" autocomplete="off">
<button id="send">Check its quotes</button>
</form>
<p id="state" role="status"></p>
<ol id="verdicts" aria-label="Verdicts"></ol>
</main><footer><p id="workers"></p><p><a href="/docs">API reference</a></p></footer>
<script>${SCRIPT}</script>
</body></html>
`;
