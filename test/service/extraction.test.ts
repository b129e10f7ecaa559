import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { openExtraction } from "../../src/service/extraction.js";
import { turnsUntil } from "../support/turns.js";

let extraction: ReturnType<typeof openExtraction>;
beforeAll(() => {
  extraction = openExtraction();
});
afterAll(() => extraction.close());

const html = readFileSync(
  path.resolve(import.meta.dirname, "../../examples/newsroom/article.html"),
  "utf8",
);
const large = html.replace("</body>", `${"<p>Nothing was said.</p>".repeat(5_000)}</body>`);

describe("extracting an article", () => {
  it("goes on beside the event loop where it is large, with the same end", async () => {
    const extracting = extraction.extract({ html: large }, { lang: "en" });
    expect(await turnsUntil(extracting)).toBeGreaterThan(2);
    expect(await extracting).toEqual(extractArticle({ html: large }, { lang: "en" }));
    expect((await extracting).quotes.length).toBeGreaterThan(5);
  });

  it("needs no thread where it is small", async () => {
    const extracting = extraction.extract({ html }, {});
    expect(await turnsUntil(extracting)).toBeLessThanOrEqual(1);
    expect(await extracting).toEqual(extractArticle({ html }, {}));
  });
});
