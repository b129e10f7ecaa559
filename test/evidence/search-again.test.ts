import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/archives/digest.js";
import type { CheckAccount } from "../../src/engine/account.js";
import { type Archive, ArchiveError, type CaptureRef } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { gatherEvidence } from "../../src/evidence/gather.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { writeEvidence } from "../../src/evidence/write.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import { openAt, serve } from "../support/archive-server/in-test.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { checkAndKeep, itemOf, newKeeper, POST, QUOTE } from "./support.js";

const FOLLOWS = { ok: true, alterations: [], verdicts: [{ same: true, differences: [] }] };

/** Checked at some archives by name, kept, written and verified. */
async function honest(
  archives: readonly Archive[],
  names: readonly string[],
  quote: QuoteRecord = QUOTE,
  engine = createEngine({ archives }),
) {
  const keeper = await newKeeper();
  let account: CheckAccount = { archives: [], translations: [] };
  const verdict = await engine.check(quote, {
    id: "vd_search_again",
    archives: names,
    onAccount: (told) => {
      account = told;
    },
  });
  await keeper.keep(verdict, account);
  const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], null);
  return { verdict, check: await verifyEvidence(bytes) };
}

describe("evidence of a search", () => {
  it("follows where an archive was named that is not configured: it was told last", async () => {
    const server = await serve([]);
    const archive = await openAt(`wayback+${server.origin}`);
    const { verdict, check } = await honest([archive], [archive.name, "absent"]);
    expect(verdict.search.map(({ outcome }) => outcome)).toEqual(["answered", "not-configured"]);
    expect(check).toMatchObject(FOLLOWS);
  });

  it("follows where an archive handed over a capture of another one, whose word counts for little", async () => {
    const [local] = await warcArchive([captureOf(POST)]);
    if (!local) throw new Error("no archive");
    const aggregator: Archive = {
      name: "aggregator",
      readLimit: 50,
      find: (query, context) => local.find(query, context),
      read: async (ref, context) => ({ ...(await local.read(ref, context)), trust: "low" }),
      close: () => local.close(),
    };
    const { verdict, check } = await honest([aggregator], ["aggregator"]);
    expect(verdict.outcome).toBe("inconclusive");
    expect(verdict.findings.map(({ code }) => code)).toContain("evidence.low-trust");
    expect(check).toMatchObject(FOLLOWS);
  });

  it("follows where looking through all captures at hand broke off", async () => {
    const name = "folder";
    const broken: Archive = {
      name,
      readLimit: 50,
      find: async () => ({ captures: [], truncated: false, problems: [] }),
      listAll: async () => Promise.reject(new ArchiveError(name, "timed-out", "took too long")),
      read: async () => Promise.reject(new Error("nothing is listed")),
      close: async () => {},
    };
    const { verdict, check } = await honest([broken], [name]);
    expect(verdict.outcome).toBe("inconclusive");
    expect(check).toMatchObject(FOLLOWS);
  });
});

it("evidence follows where a list was cut, and the narrower one could not be had", async () => {
  const name = "busy";
  const asked: string[] = [];
  const busy: Archive = {
    name,
    host: "https://busy.example",
    readLimit: 3,
    async find(query) {
      asked.push(query.kind === "prefix" ? query.prefix : query.uriR);
      if (asked.length > 1) throw new ArchiveError(name, "timed-out", "took too long");
      return { captures: [], truncated: true, problems: [] };
    },
    read: async () => Promise.reject(new Error("nothing is listed")),
    close: async () => {},
  };
  const { verdict, check } = await honest([busy], [name], { ...QUOTE, url: undefined });
  expect(asked[1]?.startsWith(asked[0] ?? "-")).toBe(true);
  expect(verdict.outcome).toBe("inconclusive");
  expect(check).toMatchObject(FOLLOWS);
});

it("evidence follows where earlier quotes had taught which captures are empty pages", async () => {
  const page = (n: number) =>
    `<!doctype html><div id="react-root"></div><script src="https://abs.twimg.com/responsive-web/client-web/main.${n}.js"></script><noscript>JavaScript is not available.</noscript>`;
  const other = inventPost({ at: "2023-03-09T10:00:00Z", text: "The north road stays closed." });
  const captures = [other, POST].flatMap((post, group) => [
    ...[1, 2, 3, 4, 5, 6].map((minutes) => ({
      uriR: permalinkOf(post),
      capturedAt: new Date(Date.parse(post.at) + minutes * 60_000).toISOString(),
      mime: "text/html",
      body: page(group * 10 + minutes),
      length: 5_000,
    })),
    { ...captureOf(post), mime: "text/html", length: 6_000 },
  ]);
  const name = "remote";
  const refs = captures.map(({ body, ...rest }, n): CaptureRef => {
    const digest = digestOf(Buffer.from(String(body)));
    return { archive: name, uriM: `https://remote.example/${n}`, status: 200, digest, ...rest };
  });
  const remote: Archive = {
    name,
    host: "https://remote.example",
    readLimit: 2,
    async find(query) {
      const asked = query.kind === "prefix" ? query.prefix : query.uriR;
      const found = refs.filter(({ uriR }) => uriR.startsWith(asked));
      return { captures: found, truncated: false, problems: [] };
    },
    async read(ref) {
      const { body, uriR, capturedAt } = captures[refs.indexOf(ref)] ?? captureOf(POST);
      const contentType = ref.length === 5_000 ? "text/html" : "application/json";
      const rest = { contentType, contentEncoding: null, status: 200, location: null };
      const capture = { uriR, capturedAt, body: Buffer.from(String(body)), ...rest };
      return { ref, capture, digest: ref.digest, digestVerified: true, note: null };
    },
    close: async () => {},
  };
  const engine = createEngine({ archives: [remote] });
  await engine.check({ ...QUOTE, url: permalinkOf(other), text: other.text }, { id: "vd_before" });
  const { verdict, check } = await honest([remote], [name], QUOTE, engine);
  expect(verdict).toMatchObject({ outcome: "verified", search: [{ read: 1 }] });
  expect(check).toMatchObject(FOLLOWS);
});

describe("evidence that is asked for anew", () => {
  const anew = async (archives: readonly Archive[], asked: readonly Archive[], older?: string) => {
    const { verdict } = await checkAndKeep(archives, QUOTE, await newKeeper(), undefined, older);
    const { signal } = new AbortController();
    const kept = await gatherEvidence(verdict, await newKeeper(), asked, signal, () => {});
    const { bytes } = await writeEvidence(kept ? [{ verdict, kept }] : [], null);
    return { verdict, check: await verifyEvidence(bytes) };
  };

  it("tells how the archives were asked then, not how they are asked now", async () => {
    const server = await serve([captureOf(POST)]);
    const local = await warcArchive([captureOf(POST)]);
    const remote = await openAt(`wayback+${server.origin}`);
    const { verdict, check } = await anew([remote, ...local], local);
    expect(verdict.search[0]?.ended).toContain("not asked any more");
    expect(check).toMatchObject(FOLLOWS);
  });

  it("looks at the last capture, too, where the verdict asked an older one again", async () => {
    const gone = JSON.stringify({ errors: [{ code: 144, message: "No status with that ID." }] });
    const later = { status: 404, body: gone, capturedAt: "2024-03-01T00:00:00Z" };
    const server = await serve([captureOf(POST), captureOf(POST, later)]);
    const archives = [await openAt(`wayback+${server.origin}`)];
    const { verdict, check } = await anew(archives, archives, "vd_older");
    expect(verdict.timeline.goneSince).toBe(later.capturedAt);
    expect(check).toMatchObject(FOLLOWS);
  });
});
