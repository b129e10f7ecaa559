import { expect, it } from "vitest";
import { dictionaryFolder } from "../support/dictd.js";
import { startLibreTranslate } from "../support/libretranslate.js";
import { idAt, inventPost, permalinkOf } from "../support/posts.js";
import { startService } from "../support/service.js";
import { captureOf, packWarc } from "../support/warc-archive.js";

const POSTED = "Eski fener bu gece yeniden yanacak, balıkçılar limana dönebilir, ada uyumayacak.";
const PRINTED =
  "The old lighthouse burns again tonight, fishermen can return, the island is awake.";
const LATER = "2023-02-09T09:00:00Z";
const WORDS = {
  ...{ eski: "old", fener: "lighthouse", gece: "1. night\n2. tonight", yeniden: "again" },
  ...{ yanacak: "burns", balıkçılar: "fishermen", dönebilir: "return", ada: "island" },
};

it("a worker uses dictionaries and machine; a machine that fails lowers confidence only", {
  timeout: 120_000,
}, async () => {
  const posts = [
    inventPost({ text: POSTED, lang: "tr" }),
    inventPost({ text: `${POSTED} Korvel.`, lang: "tr", at: LATER, id: idAt(LATER) }),
  ];
  const machine = await startLibreTranslate(({ body }) =>
    body.q === POSTED
      ? { json: { translatedText: PRINTED } }
      : { status: 400, json: { error: "tr is not supported" } },
  );
  const service = await startService({
    archives: [await packWarc(posts.map((post) => captureOf(post)))],
    env: {
      QUOTARY_DICTIONARIES: await dictionaryFolder(WORDS, "freedict-tur-eng"),
      QUOTARY_TRANSLATE_URL: machine.origin,
    },
  });
  try {
    const { verification } = await service.verify(
      posts.map((post) => ({
        url: permalinkOf(post),
        author: { handle: post.handle },
        text: PRINTED,
        lang: "en",
      })),
    );
    const [done, failed] = verification.quotes.map(({ verdict }) => verdict);
    expect(done).toMatchObject({
      outcome: "verified-with-notes",
      checks: { text: { translation: { machine: { text: PRINTED } } } },
    });
    expect(failed?.outcome).toBe("verified-with-notes");
    expect(failed?.checks.text.flags).toContain("machine-translation-failed");
    expect(failed?.checks.text.translation?.consulted).toEqual(["dictionary"]);
    expect(failed?.confidence).toBeLessThan(done?.confidence ?? 0);
    expect(service.log()).toContain("tr is not supported");
  } finally {
    await service.stop();
  }
});
