import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/archives/digest.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { startStandIn } from "../support/stand-in.js";
import { captureOf } from "../support/warc-archive.js";
import { open } from "../support/wayback-stand-in.js";
import { evidenceFor } from "./support.js";

const POST = inventPost({
  text: "The last steam tram leaves the depot at seven, with a band on board.",
});
const QUOTE = {
  url: permalinkOf(POST),
  author: { handle: POST.handle },
  date: "6 February 2023",
  text: POST.text,
};
/** Without a link the index is asked, which states a digest. */
const { url: _, ...UNLINKED } = QUOTE;
const { body } = captureOf(POST);
const DIGEST = digestOf(Buffer.from(body)).replace("sha1:", "");
const OTHER_DIGEST = digestOf(Buffer.from("packed")).replace("sha1:", "");

/** A Wayback Machine with one capture, handed over with these headers of its own. */
async function wayback(headers: Record<string, string>, digest: string) {
  const standIn = await startStandIn();
  standIn.on((url) => {
    const asked = url.searchParams.get("url") ?? "";
    if (url.pathname === "/cdx/search/cdx") {
      const isOurs = QUOTE.url.includes(asked.replace(/^https?:\/\/|\*$/g, ""));
      const line = `com,twitter)/${POST.handle}/status/${POST.id} 20230206101112 ${QUOTE.url} application/json 200 ${digest} 1234`;
      return { body: isOurs ? `${line}\n` : "" };
    }
    return {
      headers: {
        "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT",
        "content-type": "application/json",
        link: `<${QUOTE.url}>; rel="original"`,
        ...headers,
      },
      body: String(body),
    };
  });
  return [await open(standIn)];
}

const ORIGINAL = {
  "x-archive-orig-server": "tsa_b",
  "x-archive-orig-content-type": "application/json; charset=utf-8",
};

describe("a capture from a public archive", () => {
  it.each([
    [{}, DIGEST, true, undefined],
    [{}, OTHER_DIGEST, null, /packed or framed otherwise/],
    [{ "x-archive-orig-content-encoding": "gzip" }, OTHER_DIGEST, null, /handed over unpacked/],
    [{ "x-archive-orig-transfer-encoding": "chunked" }, OTHER_DIGEST, null, /chunks/],
  ])(
    "with headers %j is evidence with its digest told: %s",
    async (more, digest, verified, because) => {
      const archives = await wayback({ ...ORIGINAL, ...more }, digest);
      const { verdict, bytes, keeper } = await evidenceFor(archives, UNLINKED);
      expect(verdict.outcome).toBe("verified");
      const [evidence] = verdict.evidence;
      expect(evidence?.digestVerified).toBe(verified);
      if (because) expect(evidence?.digestBecause).toMatch(because);
      else expect(evidence).not.toHaveProperty("digestBecause");
      const kept = (await keeper.read(verdict))?.account.archives[0]?.captures[0];
      expect(kept?.headers).toContainEqual(["server", "tsa_b"]);
      expect(await verifyEvidence(bytes)).toMatchObject({
        ok: true,
        verdicts: [{ outcome: "verified", same: true, differences: [] }],
      });
    },
  );

  it("that was had without the index is evidence too", async () => {
    const { verdict, bytes } = await evidenceFor(await wayback(ORIGINAL, DIGEST), QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(await verifyEvidence(bytes)).toMatchObject({
      ok: true,
      verdicts: [{ outcome: "verified", same: true, differences: [] }],
    });
  });
});
