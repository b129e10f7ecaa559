import type { Post } from "../../records/post.js";
import { mergePosts } from "../json/reading.js";
import { parseJson } from "../json/values.js";
import { JSON_LAYOUTS } from "../json-layouts.js";
import type { Layout, Page } from "../types.js";

/** Signs that a page holds JSON with posts; looked for before any element is. */
const SIGNS = [
  "application/json",
  "application/ld+json",
  "__INITIAL_STATE__",
  "_sharedData",
  "__additionalDataLoaded",
  "ScheduledApplyEach",
  "ServerJS",
];

/** Keys under which platforms keep words: the state of an app that never ran has none of them. */
const WORDS = /"(?:text|full_text|articleBody|caption|content|html|contextJSON)"\s{0,5}:/;

/** Scripts of one page that are looked into; the app of Threads has about 60. */
const MAX_SCRIPTS = 500;

/**
 * What stands before JSON in a script: `window.__INITIAL_STATE__ = {…};` (Twitter),
 * `window._sharedData = {…};` (Instagram to 2021), `(new ServerJS()).handle({…})` and
 * `handleWithCustomApplyEach(ScheduledApplyEach,{…})` (Facebook, Instagram).
 */
const BEFORE_JSON =
  /(?:(?:__INITIAL_STATE__|_sharedData)(?:["']\])?\s{0,5}=|__additionalDataLoaded\(\s{0,5}'[^']{1,300}'\s{0,5},|\bScheduledApplyEach,|(?:\bs|\bServerJS\(\)\))\.handle\()\s{0,5}(?=[{[])/g;

/** End of the JSON value that starts at `start`; -1 when it does not end. */
function endOfJson(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The JSON of one script element, in its order; one that does not end is the last. */
function* jsonIn(startTag: string, content: string): Generator<string> {
  if (/\bapplication\/(?:ld\+)?json\b/.test(startTag)) {
    yield content;
    return;
  }
  let from = 0;
  for (const { index, 0: before } of content.matchAll(BEFORE_JSON)) {
    // Within a value that was read, these are words of somebody's.
    if (index < from) continue;
    const start = index + before.length;
    from = endOfJson(content, start);
    if (from === -1) return;
    yield content.slice(start, from);
  }
}

interface Script {
  /** The start tag, which names the script in a post's sources. */
  name: string;
  value: unknown;
}

function* scriptsOf(page: Page): Generator<Script> {
  const outline = page.outline();
  let seen = 0;
  for (const element of outline.holding("<script")) {
    seen += 1;
    if (seen > MAX_SCRIPTS) return;
    const startTag = outline.startTagOf(element);
    if (!WORDS.test(page.raw.slice(outline.openEndOf(element), outline.endOf(element)))) continue;
    const content = outline.contentOf(element).replace(/<\/script\s*>$/i, "");
    for (const json of jsonIn(startTag, content)) {
      const value = parseJson(json);
      if (value !== undefined) yield { name: startTag.slice(0, 120), value };
    }
  }
}

function from(script: Script, post: Post): Post {
  const sources = Object.entries(post.sources).map(([field, at]) => [field, `${script.name}${at}`]);
  return { ...post, sources: Object.fromEntries(sources) as Post["sources"] };
}

/**
 * JSON inside a page's script elements, read by the same readers as whole captures of JSON. Only
 * posts count: what such a script lacks says nothing about the page.
 */
export const embeddedJson: Layout = {
  name: "embedded-json",
  era: "2015–",
  looksFor:
    "script elements of type application/json or ld+json, or handing on __INITIAL_STATE__, _sharedData or ServerJS",
  signs: SIGNS,
  read(page) {
    if (page.json() !== undefined) return null;
    const posts = [...scriptsOf(page)].flatMap((script) =>
      JSON_LAYOUTS.flatMap(
        (layout) => layout.readValue(script.value, { permalink: page.permalink })?.posts ?? [],
      ).map((post) => from(script, post)),
    );
    const merged = mergePosts(posts);
    if (merged.length === 0) return null;
    const because = `${merged.length} posts in script elements`;
    return { state: "post", posts: merged, findings: [], because };
  },
};
