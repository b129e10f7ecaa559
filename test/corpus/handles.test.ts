import path from "node:path";
import { describe, expect, it } from "vitest";
import { parsePermalink } from "../../src/handles/permalink.js";
import { relateHandles } from "../../src/handles/relation.js";
import { readJson, readJsonLines, sharedFolder } from "../support/shared.js";

interface UrlVector {
  url: string;
  platform: string | null;
  handle: string | null;
  id: string | null;
}

const vectors = sharedFolder("vectors");
const corpus = sharedFolder("corpus");

describe.runIf(vectors !== null)("handle and address vectors", () => {
  const folder = vectors ?? "";

  it.each(
    vectors === null
      ? []
      : readJson<{ a: string; b: string; expected: string }[]>(
          path.join(folder, "handle-vectors.json"),
        ),
  )("$a and $b are $expected", ({ a, b, expected }) => {
    expect(relateHandles(a, b)).toBe(expected);
  });

  it.each(vectors === null ? [] : readJson<UrlVector[]>(path.join(folder, "url-vectors.json")))(
    "$url",
    ({ url, platform, handle, id }) => {
      const found = parsePermalink(url);
      expect({
        platform: found?.platform ?? null,
        handle: found?.handle ?? null,
        id: found?.id ?? null,
      }).toEqual({ platform, handle, id });
    },
  );
});

interface ManifestLine {
  url: string | null;
  truth: {
    main?: string | null;
    embeds?: { url: string | null; urlHandle: string | null; id: string | null }[];
  };
}

describe.runIf(corpus !== null)("addresses of the corpus", () => {
  const lines =
    corpus === null ? [] : readJsonLines<ManifestLine>(path.join(corpus, "MANIFEST.jsonl"));

  it("name the post that was captured", () => {
    const posts = lines.filter(({ url, truth }) => url !== null && typeof truth.main === "string");
    expect(posts.length).toBeGreaterThan(0);
    for (const { url, truth } of posts) expect(parsePermalink(url ?? "")?.id).toBe(truth.main);
  });

  it("name the posts that articles embed", () => {
    const embeds = lines.flatMap(({ truth }) => truth.embeds ?? []).filter(({ id }) => id !== null);
    expect(embeds.length).toBeGreaterThan(0);
    for (const { url, urlHandle, id } of embeds) {
      expect(parsePermalink(url ?? "")).toMatchObject({ handle: urlHandle, id });
    }
  });
});
