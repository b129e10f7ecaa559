/**
 * What the newsroom page does in a browser. Whatever comes from outside is put in as text, never as
 * markup. The key is kept in its field alone.
 */
export const SCRIPT = String.raw`"use strict";
const at = (id) => document.getElementById(id);

async function call(path, body) {
  const key = at("key").value.trim();
  const headers = { accept: "application/json" };
  if (key !== "") headers.authorization = "Bearer " + key;
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body });
  const told = await answer.json();
  if (answer.ok) return told;
  const places = told.errors.map((one) => (one.pointer || "request") + ": " + one.detail);
  throw new Error([told.detail, ...places].join("\n"));
}

function add(parent, name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  parent.append(made);
  return made;
}

function link(parent, text, address) {
  if (!/^https?:\/\//.test(address) && !address.startsWith("/v1/")) return void add(parent, "p", text + ": " + address);
  const made = add(add(parent, "p"), "a", text);
  made.href = address;
  made.rel = "noreferrer";
}

function show(one) {
  const item = document.createElement("li");
  const verdict = one.verdict;
  if (verdict === null) {
    add(item, "p", one.because === null ? one.status : one.status + ": " + one.because, "outcome " + one.status);
    return item;
  }
  add(item, "p", verdict.outcome, "outcome " + verdict.outcome);
  add(item, "blockquote", verdict.quote.text);
  add(item, "p", verdict.summary);
  if (verdict.post !== null) link(item, "The post", verdict.post.url);
  for (const capture of verdict.evidence) link(item, "Capture of " + capture.capturedAt, capture.uriM);
  if (at("key").value.trim() === "") link(item, "The verdict as a page", "/v1/verdicts/" + verdict.id + ".html");
  return item;
}

async function send(text) {
  if (text.startsWith("{")) return call("/v1/verifications", text);
  const kind = /<[a-z!]/i.test(text) ? "html" : "text";
  return call("/v1/articles?verify=true", JSON.stringify({ [kind]: text }));
}

async function check() {
  let verification = await send(at("article").value.trim());
  for (;;) {
    const { status, progress, quotes } = verification;
    at("state").textContent = status + ": " + progress.done + " of " + progress.total;
    at("verdicts").replaceChildren(...quotes.map(show));
    if (status === "completed" || status === "cancelled") return;
    verification = await call(verification.links.self + "?wait=2");
  }
}

async function tellWorkers() {
  const { workers } = await call("/v1/workers");
  const each = workers.map((one) => one.host + " (" + one.engine + ", since " + one.since + ")");
  at("workers").textContent = each.length === 0 ? "No worker runs." : "Workers: " + each.join(", ");
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  at("send").disabled = true;
  at("verdicts").replaceChildren();
  at("state").textContent = "sent";
  check()
    .catch((error) => { at("state").textContent = error.message; })
    .finally(() => { at("send").disabled = false; tellWorkers().catch(() => {}); });
});
tellWorkers().catch(() => {});
`;
