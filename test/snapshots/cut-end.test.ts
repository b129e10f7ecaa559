import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { idAt } from "../support/posts.js";
import { readAt } from "./support.js";

const FOLDER = path.resolve(import.meta.dirname, "../fixtures/snapshots/platforms");

const ID = idAt("2023-02-06T09:14:03Z");
/** A mirror's page says only by its address of whose post it is. */
const AT: Record<string, string> = {
  "nitter-status.html": `https://nitter.net/orla_venn/status/${ID}`,
};
/** A prime, so that cuts fall into words, tags and references alike. */
const STEP = 7;

describe.each(readdirSync(FOLDER))("%s, of which less came than there is", (file) => {
  const page = readFileSync(path.join(FOLDER, file), "utf8").replaceAll("%ID%", ID);
  const read = (body: string) => readAt(AT[file] ?? null, body);
  const whole = new Map(read(page).posts.map((post) => [post.id, post]));

  it("is read whole as it is", () => {
    expect(whole.size).toBeGreaterThan(0);
    for (const { truncated } of whole.values()) expect(truncated).toBeNull();
  });

  it("never has the beginning of a post's words for all of them", () => {
    for (let end = 1; end < page.length; end += STEP) {
      for (const { id, text, truncated } of read(page.slice(0, end)).posts) {
        const all = whole.get(id)?.text;
        if (truncated !== null || all === undefined || text === "") continue;
        expect(all.startsWith(text) && text.length < all.length, `at ${end}: ${text}`).toBe(false);
      }
    }
  });
});
