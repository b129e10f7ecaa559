import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseTimeMap } from "../../src/archives/memento/timemap.js";
import { originalOf } from "../../src/archives/remote/replay.js";
import { surtKey } from "../../src/archives/surt.js";
import { toTimestamp } from "../../src/archives/timestamp.js";
import { idTime } from "../../src/dates/id-time.js";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Held, Holdings } from "../support/archive-server/holdings.js";
import { lanesOf, openAt } from "../support/archive-server/in-test.js";
import { startArchiveServer } from "../support/archive-server/server.js";
import { apiStatus, type InventedPost, inventPost, permalinkOf } from "../support/posts.js";
import { sharedFolder } from "../support/shared.js";

/*
 * Real lists of captures of seven posts, the longest of 853, planned over: what a quote of such a
 * post costs an archive. Lists alone are recorded, so that each capture shows an invented post; those
 * much smaller than most the empty page of the app, and of lists that tell no sizes every eleventh.
 */

const FOLDER = sharedFolder("archives") ?? "";
const MOST_READ = 3;
const WORDS = "The swing bridge at the old harbour opens for nobody on Sundays.";

/** The post of a list, by its file's name and the addresses in it. */
function postOf(id: string, handle: string): InventedPost {
  const { ms } = idTime("twitter", id)!;
  const at = `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return inventPost({ id, handle, at, text: WORDS });
}

function isShell({ timestamp, length }: Held, usual: number): boolean {
  return length === null ? Number(timestamp.slice(-6)) % 11 === 0 : length < usual / 2;
}

/** Holdings of one list, its pages made up. */
function holdingsOf(held: readonly Held[], post: InventedPost): Holdings {
  const lengths = held.flatMap(({ length }) => length ?? []).sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1] ?? 0;
  return {
    under: (key, exact) =>
      held.filter((one) => (exact ? one.key === key : one.key.startsWith(key))),
    async play(one) {
      if (one.status !== null && one.status >= 300) {
        return {
          status: one.status,
          headers: { location: permalinkOf(post) },
          body: Buffer.alloc(0),
        };
      }
      const page = `<!DOCTYPE html><html><head></head><body><noscript><div class="errorContainer"><h1>JavaScript is not available.</h1></div></noscript><div id="react-root"></div><script nonce="${one.timestamp}"></script></body></html>`;
      if (isShell(one, usual)) {
        return { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from(page) };
      }
      const headers = { "content-type": "application/json" };
      return { status: 200, headers, body: Buffer.from(JSON.stringify(apiStatus(post))) };
    },
  };
}

const listsIn = (folder: string, ending: string): [string, string][] =>
  FOLDER === ""
    ? []
    : readdirSync(path.join(FOLDER, folder))
        .filter((name) => name.startsWith("twitter-") && name.endsWith(ending))
        .map((name) => [name.replace(/\D/g, ""), path.join(FOLDER, folder, name)]);

function ofCdx(file: string): Held[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [key = "", timestamp = "", url = "", mime = "", status, digest = "", length] =
      line.split(" ");
    const size = Number(length);
    return {
      ...{ key, timestamp, url, mime, digest },
      status: status === "-" ? null : Number(status),
      length: Number.isInteger(size) ? size : null,
    };
  });
}

function ofTimeMap(file: string): Held[] {
  const map = parseTimeMap(readFileSync(file, "utf8"), "https://memgator.example/")!;
  return map.mementos.map(({ uriM, capturedAt }) => {
    const url = originalOf(uriM) ?? map.original ?? "";
    const unknown = { mime: "text/html", status: 200, digest: "-", length: null };
    return { key: surtKey(url), timestamp: toTimestamp(capturedAt), url, ...unknown };
  });
}

/** What it takes to check a quote of the post in a list. */
async function costOf(
  kind: string,
  held: readonly Held[],
  quoteOf: (post: InventedPost) => QuoteRecord,
  id: string,
) {
  const [, handle = ""] = /twitter\.com\/(\w+)\/status/i.exec(held.at(-1)?.url ?? "") ?? [];
  const post = postOf(id, handle);
  const server = await startArchiveServer(holdingsOf(held, post));
  onTestFinished(() => server.close());
  const archive = await openAt(`${kind}+${server.origin}`);
  const verdict = await createEngine({ archives: [archive] }).check(quoteOf(post), { id: "vd_1" });
  return {
    outcome: verdict.outcome,
    post: verdict.post?.id,
    read: verdict.search[0]?.read ?? 0,
    ...lanesOf(server),
  };
}

const byDay = (post: InventedPost): QuoteRecord => ({
  author: { handle: post.handle },
  date: post.at.slice(0, 10),
  text: post.text,
});
const byLink = (post: InventedPost): QuoteRecord => ({ ...byDay(post), url: permalinkOf(post) });

describe.skipIf(FOLDER === "")("real lists of captures of one post", () => {
  it.each(listsIn("cdx", ".cdx"))("of the index of %s", async (id, file) => {
    const held = ofCdx(file);
    for (const quoteOf of [byLink, byDay]) {
      const cost = await costOf("wayback", held, quoteOf, id);
      expect(cost).toMatchObject({ outcome: "verified", post: id });
      expect(cost.read).toBeLessThanOrEqual(MOST_READ);
      expect(cost.index).toBeLessThanOrEqual(2);
    }
  });

  it.each(listsIn("timemaps", ".link"))("of the TimeMap of %s", async (id, file) => {
    const cost = await costOf("memento", ofTimeMap(file), byLink, id);
    expect(cost).toMatchObject({ outcome: "verified", post: id });
    expect(cost.read).toBeLessThanOrEqual(MOST_READ);
  });

  it("are long ones", () => {
    const counts = listsIn("cdx", ".cdx").map(([, file]) => ofCdx(file).length);
    expect(Math.max(...counts)).toBeGreaterThan(850);
  });
});
