import { describe, expect, it } from "vitest";
import { Claims } from "../../src/snapshots/claims.js";
import { makePost } from "../../src/snapshots/post.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";
import { legacyPost, MAIN } from "../fixtures/snapshots/legacy.js";
import { readAt } from "./support.js";

const ADDRESS = `https://twitter.com/${MAIN.handle}/status/${MAIN.id}`;

function claim(text: string, name: string | null = null) {
  const author = { id: null, handle: "awa_diarra", name };
  return makePost({ platform: "twitter", id: "1622500000000000000", url: null, author, text });
}

function kept(...posts: ReturnType<typeof claim>[]) {
  const claims = new Claims();
  claims.add(...posts);
  return claims.posts;
}

describe("claims of one id", () => {
  it("that say the same are one, those that say something else are kept", () => {
    const [whole, named] = [claim("It is open."), claim("It is open.", "Awa")];
    expect(kept(whole, claim("It is open."), named, whole, named)).toEqual([whole, named]);
  });

  it("are bounded, but for the first that contradicts", () => {
    const agreeing = Array.from({ length: 50 }, (_, i) => claim("It is open.", `Awa ${i}`));
    const contradicting = [claim("It is closed."), claim("It is flooded.")];
    const posts = kept(...agreeing, ...contradicting);
    expect(posts).toHaveLength(9);
    expect(posts.at(-1)).toBe(contradicting[0]);
  });

  it("leave other posts and posts without an id alone", () => {
    const other = { ...claim("It is open."), id: "1622500000000000001" };
    const unnamed = { ...claim("It is open."), id: null };
    expect(kept(claim("It is open."), other, unnamed, unnamed)).toHaveLength(4);
  });
});

describe("a page made of claims", () => {
  const many = legacyPost(MAIN).repeat(300);
  const forged = legacyPost({ ...MAIN, words: "The bridge is open." });

  it("is read as one post", () => {
    expect(readAt(ADDRESS, many).posts).toHaveLength(1);
    expect(readAt(ADDRESS, many).main?.text).toBe(readAt(ADDRESS, legacyPost(MAIN)).main?.text);
  });

  it.each([
    ["in front", forged + many],
    ["behind", many + forged],
  ])("is not believed when one %s contradicts", (_, body) => {
    const { main, findings } = readAt(ADDRESS, body);
    expect(main).toBeNull();
    expect(findings.map(({ code }) => code)).toContain("page.id-claimed-twice");
  });

  it("is not believed in the app either", () => {
    const time = new Date(Number(MAIN.ms)).toISOString();
    const app = (words: string) =>
      appArticle({ id: MAIN.id, handle: MAIN.handle, name: "Adjoa", time, words }, true);
    const body = appPage([...Array.from({ length: 50 }, () => app("It is closed.")), app("Open.")]);
    const about = { uriR: ADDRESS, capturedAt: null, contentType: null, status: null };
    for (const options of [{}, { mainOnly: true }]) {
      expect(readSnapshot({ ...about, body: Buffer.from(body) }, options).main).toBeNull();
    }
  });
});
