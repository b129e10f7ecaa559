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
  const told = await answer.json().catch(() => null);
  if (answer.ok && told !== null) return told;
  const places = (told?.errors ?? []).map((one) => (one.pointer || "request") + ": " + one.detail);
  const error = new Error([told?.detail ?? "The service answered " + answer.status + ".", ...places].join("\n"));
  error.isFinal = answer.status < 500 && answer.status !== 429;
  error.seconds = Number(answer.headers.get("retry-after"));
  throw error;
}

/** What was taken in goes on whether it can be asked about or not: so it is asked about again. */
async function keepAsking(path) {
  for (let left = 20; ; left -= 1) {
    try {
      return await call(path);
    } catch (error) {
      if (error.isFinal || left === 0) throw error;
      at("state").textContent = error.message + " It will be asked again.";
      await new Promise((done) => setTimeout(done, (error.seconds || 3) * 1_000));
    }
  }
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
  add(item, "blockquote", verdict.quote.text).dir = "auto";
  const { author, date } = verdict.quote;
  const who = [author?.name, author?.handle && "@" + author.handle.replace(/^@/, ""), date];
  add(item, "p", who.filter(Boolean).join(", ")).dir = "auto";
  add(item, "p", verdict.summary).dir = "auto";
  if (verdict.post !== null) link(item, "The post", verdict.post.url);
  for (const capture of verdict.evidence) link(item, "Capture of " + capture.capturedAt, capture.uriM);
  if (at("key").value.trim() === "") link(item, "The verdict as a page", "/v1/verdicts/" + verdict.id + ".html");
  return item;
}

/** Only what changed is made anew: whoever reads or tabs through the others stays where he is. */
function showAll(quotes, shown) {
  const list = at("verdicts");
  for (const [place, one] of quotes.entries()) {
    const text = JSON.stringify(one);
    if (shown[place] === text) continue;
    shown[place] = text;
    if (place < list.children.length) list.children[place].replaceWith(show(one));
    else list.append(show(one));
  }
}

async function send(text) {
  if (text.startsWith("{")) return call("/v1/verifications", text);
  const kind = /<[a-z!]/i.test(text) ? "html" : "text";
  return call("/v1/articles?verify=true", JSON.stringify({ [kind]: text }));
}

async function check() {
  const shown = [];
  let verification = await send(at("article").value.trim());
  for (;;) {
    const { status, progress, quotes } = verification;
    at("state").textContent = status + ": " + progress.done + " of " + progress.total;
    showAll(quotes, shown);
    if (status === "completed" || status === "cancelled") return;
    verification = await keepAsking(verification.links.self + "?wait=2");
  }
}

async function tellWorkers() {
  const { workers } = await call("/v1/workers");
  const each = workers.map((one) => one.host + " (" + one.engine + ", since " + one.since + ")");
  at("workers").textContent = each.length === 0 ? "No worker runs." : "Workers: " + each.join(", ");
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  // Not "disabled": that takes the focus away from whoever pressed it by keyboard.
  if (at("send").ariaDisabled === "true") return;
  at("send").ariaDisabled = "true";
  at("verdicts").replaceChildren();
  at("state").textContent = "sent";
  check()
    .catch((error) => { at("state").textContent = error.message; })
    .finally(() => { at("send").ariaDisabled = "false"; tellWorkers().catch(() => {}); });
});
tellWorkers().catch(() => {});
`;
