import { load } from "cheerio/slim";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHtml, SPELLED_LINE_BREAK } from "../../src/articles/dom.js";

interface Node {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: readonly Node[];
}

/** Elements, attributes and words; comments and declarations left out. */
function outline(nodes: readonly Node[]): unknown[] {
  const seen: unknown[] = [];
  for (const { type, name, data, attribs, children } of nodes) {
    const last = seen[seen.length - 1];
    if (type === "text" && typeof last === "string") seen[seen.length - 1] = last + data;
    else if (type === "text") seen.push(data);
    else if (attribs !== undefined) seen.push([name, attribs, outline(children ?? [])]);
  }
  return seen;
}

function ours(html: string): unknown[] {
  return outline(parseHtml(html, () => {}).document.children as readonly Node[]);
}

/** What the library makes of the page, which decodes character by character. */
function referee(html: string): unknown[] {
  return outline(load(html).root().get(0)?.children as readonly Node[]);
}

const piece = fc.oneof(
  fc.constantFrom(
    ...["&amp;", "&amp", "&ampx", "&not", "&notin;", "&noti", "&nbsp", "&copy=1", "&#65;", "&#x41"],
    ...["&#0;", "&#x110000;", "&#128;", "&", "&&", "&#", "&;", "&bsim;", "&NotEqualTilde;", "&a"],
    ...["<p>", "</p>", "<p title='a &lt;b&gt; &copy=1 &copy'>", '<a href="?a=1&amp;b=2&lt=3">'],
    ...["<a href=?a&amp;b&lt>", "</a>", "<br>", "<li>", "<title>", "</title>", "<svg>", "</svg>"],
    ...["<script>", "</script>", "<style>", "</style>", "<textarea>", "</textarea>", "<xmp>"],
    ...["<!-- &amp; -->", "<!doctype html>", "<?x?>", "<![CDATA[", "]]>", "<", ">", '"', "'", "="],
    ...["\n", "\r", "\0", "\ud800", " ", "/"],
  ),
  fc.string({ maxLength: 8 }),
);

/**
 * Where the library errs and a browser is followed: it decodes the words of `<script/>`, and passes
 * over a reference in a title behind a `<`.
 */
const erring = /<(?:script|style|textarea|xmp)[^>]*\/\s*>|<[/a-z]*&/i;

const soup = fc
  .array(piece, { maxLength: 40 })
  // Ended by a `>`: of a declaration that a page breaks off in, the library makes words as written.
  .map((pieces) => `${pieces.join("")}>`)
  .filter((html) => !erring.test(html) && !html.includes(SPELLED_LINE_BREAK));

describe("a page's tree", () => {
  it("is the library's, with every character reference decoded alike", () => {
    fc.assert(
      fc.property(soup, (html) => {
        const unmarked = JSON.stringify(ours(html)).replaceAll(SPELLED_LINE_BREAK, "\\n");
        expect(unmarked).toBe(JSON.stringify(referee(html)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps line breaks that the source spells out apart from its own", () => {
    expect(ours("a\nb&#10;c&#x0A;d &amp; e\n&NewLine;f")).toEqual([
      "a\nb\u2028c\u2028d & e\n\u2028f",
    ]);
  });

  it("leaves scripts as written, and decodes titles", () => {
    expect(ours('<script>"&lt;p>&#10;"</script><title>a &lt; b</title>')).toEqual([
      ["script", {}, ['"&lt;p>&#10;"']],
      ["title", {}, ["a < b"]],
    ]);
  });

  it("says where elements and words stand, references included", () => {
    const html = "<p>a &amp; b<b>c</b></p>";
    const starts: (number | null)[] = [];
    const { document } = parseHtml(html, ({ startIndex }) => starts.push(startIndex));
    const [words] = (document.children[0] as { children: readonly { endIndex: number }[] })
      .children;
    expect([starts, words?.endIndex]).toEqual([[0, html.indexOf("<b>")], html.indexOf("<b>") - 1]);
  });
});
