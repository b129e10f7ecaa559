import { load } from "cheerio/slim";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Outline } from "../../src/snapshots/markup/outline.js";
import { type HtmlElement, parentOf } from "../../src/snapshots/text/nodes.js";
import { everyElement } from "./support.js";

/** Elements as the whole-document parser sees them: name, and the number of the parent. */
function byParser(html: string): string[] {
  const numbers = new Map<HtmlElement, number>();
  return [...everyElement(load(html).root()[0]?.children ?? [])].map((element, at) => {
    numbers.set(element, at);
    const parent = parentOf(element);
    return `${element.tagName} in ${parent === null ? -1 : numbers.get(parent)}`;
  });
}

function byOutline(html: string): string[] {
  const outline = new Outline(html);
  return [...outline.elements()].map((e) => `${outline.nameOf(e)} in ${outline.parentOf(e)}`);
}

/** Pieces of markup, well-formed and not, out of which pages are put together. */
const piece = fc.oneof(
  fc.constantFrom(
    "<div>",
    "</div>",
    "<p>",
    "<p class=a>",
    "</p >",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<img src='a>b'>",
    '<a href="x>y" title=\'"\'>',
    "</a>",
    "<a href=x/>",
    "<svg>",
    "<path/>",
    "</svg>",
    "<svg/>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "<!-->",
    "<!doctype html>",
    "<?xml ?>",
    "<![CDATA[",
    "]]>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<th>",
    "<option>",
    "<select>",
    "</select>",
    "<body>",
    "<head>",
    "<template>",
    "</template>",
    "<dd>",
    "<dt>",
    "<DIV Class=B>",
    "</DIV>",
    "< div>",
    "</>",
    "</ div>",
    "<div/>",
    "<div / >",
    "<a b=/>",
    "<a =x>",
    "<a b='",
    '<a b="',
    "'>",
    '">',
    "<",
    ">",
    "&lt;",
    "text",
    " ",
    "\n",
    "\0",
  ),
  fc.string({ maxLength: 6 }),
);

describe("the outline of a page", () => {
  it("sees the elements that the parser sees, whatever the markup", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join("");
        // An end tag without its start makes the parser add an empty paragraph or line break.
        fc.pre(!/<\/\s*(?:p|br)\b/i.test(html));
        // For a browser, and the outline, `<!>` is a whole comment; the parser looks for another `>`.
        fc.pre(!/<!-?>/.test(html));
        expect(byOutline(html)).toEqual(byParser(html));
      }),
      { numRuns: 2_000 },
    );
  });

  it("cuts an element out as the parser would", () => {
    const html = "<ul><li>one<li>two <b>three</ul>four";
    const outline = new Outline(html);
    const items = [...outline.elements()].filter((each) => outline.nameOf(each) === "li");
    expect(items.map((each) => outline.markupOf(each))).toEqual(["<li>one", "<li>two <b>three"]);
  });

  it("finds what a start tag holds, and not the same characters elsewhere", () => {
    const mark = "data-x=1";
    const html = `${mark}<!-- <i ${mark}> --><script>"<i ${mark}>"</script><a title='<i ${mark}>'>&lt;i ${mark}&gt;</a><b ${mark}>`;
    const outline = new Outline(html);
    expect([...outline.holding(mark)].map((each) => outline.nameOf(each))).toEqual(["a", "b"]);
  });

  it("knows what a browser does not show", () => {
    const outline = new Outline(
      "<template><i id=1></template><noscript><i id=2></noscript><i id=3>",
    );
    const shown = [...outline.holding("id=")].filter((each) => outline.isShown(each));
    expect(shown.map((each) => outline.startTagOf(each))).toEqual(["<i id=3>"]);
  });

  it("tells an element that the page's end cuts off", () => {
    const outline = new Outline("<div><p>whole</p><p>cut");
    expect([...outline.elements()].map((each) => outline.isCut(each))).toEqual([true, false, true]);
  });

  it("gives up a page nested deeper than any browser would show", () => {
    const outline = new Outline("<div>".repeat(2_000));
    expect(outline.refusal).toContain("nested deeper");
    expect(outline.count).toBe(0);
  });
});
