import { readFileSync } from "node:fs";
import path from "node:path";
import { load } from "cheerio/slim";
import { describe, expect, it } from "vitest";
import { Outline } from "../../src/snapshots/markup/outline.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import { type HtmlElement, parentOf } from "../../src/snapshots/text/nodes.js";
import { everyElement, isOfMain } from "../snapshots/support.js";
import { readJsonLines, sharedFolder } from "../support/shared.js";

const corpus = sharedFolder("corpus");
const entries =
  corpus === null
    ? []
    : readJsonLines<{ path: string; url: string | null }>(path.join(corpus, "MANIFEST.jsonl"));
const pages = entries.filter((entry) => entry.path.endsWith(".html"));

function bytesOf(file: string): Buffer {
  return readFileSync(path.join(corpus ?? "", file));
}

/** Names from an element to the top, as a whole-document parse gives them. */
function byParser(html: string): string[] {
  const paths = new Map<HtmlElement, string>();
  return [...everyElement(load(html).root()[0]?.children ?? [])].flatMap((element) => {
    const parent = parentOf(element);
    const path = `${element.tagName} ${parent === null ? "" : paths.get(parent)}`;
    paths.set(element, path);
    return isStray(element) ? [] : [path];
  });
}

/** For an end tag without its start the parser adds an empty paragraph or line break. */
function isStray({ tagName, attribs, children }: HtmlElement): boolean {
  return /^(?:p|br)$/.test(tagName) && Object.keys(attribs).length + children.length === 0;
}

function byOutline(html: string): string[] {
  const outline = new Outline(html);
  const paths: string[] = [];
  return [...outline.elements()].flatMap((each) => {
    const name = outline.nameOf(each);
    paths[each] = `${name} ${paths[outline.parentOf(each)] ?? ""}`;
    const isEmpty = /^<(?:p\s*>(?:<\/p\s*>)?|br\s*\/?>)$/i.test(outline.markupOf(each));
    return isEmpty ? [] : [paths[each] ?? ""];
  });
}

describe.skipIf(corpus === null)("the quick way against a whole-document parse", () => {
  it.each(pages)("sees the same elements: $path", ({ path: file }) => {
    const html = bytesOf(file).toString("utf8");
    expect(byOutline(html)).toEqual(byParser(html));
  });
});

describe.skipIf(corpus === null)("the wanted post alone", () => {
  const posts = entries.filter((entry) => entry.path.startsWith("posts/") && entry.url !== null);
  it.each(posts)("is the one read with all others: $path", ({ path: file, url }) => {
    const about = { uriR: url, capturedAt: null, contentType: null, status: null };
    const capture = { ...about, body: bytesOf(file) };
    const full = readSnapshot(capture);
    const quick = readSnapshot(capture, { mainOnly: true });
    const { main } = full;
    const alone = main && { posts: [main], findings: full.findings.filter(isOfMain) };
    expect(quick).toEqual({ ...full, ...alone });
  });
});
