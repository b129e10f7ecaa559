import { describe, expect, it } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import type { Archive } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { ENGINE } from "../../src/engine/version.js";
import { apiStatus, idAt, inventPost, permalinkOf } from "../support/posts.js";
import { readJson } from "../support/shared.js";
import { captureOf, packWarc, warcArchive } from "../support/warc-archive.js";

import { check, failing, POST, QUOTE } from "./support.js";

describe("finding the post", () => {
  it("by its permalink", async () => {
    const verdict = await check(await warcArchive([captureOf(POST)]), {
      ...QUOTE,
      url: permalinkOf(POST),
    });
    expect(verdict.outcome).toBe("verified");
    expect(verdict.post?.id).toBe(POST.id);
    expect(verdict.evidence[0]).toMatchObject({ uriR: permalinkOf(POST), digestVerified: true });
    expect(verdict.evidence[0]?.quoteSelector?.exact).toBe(POST.text);
    expect(verdict.search[0]).toMatchObject({ outcome: "answered", captures: 1, read: 1 });
  });

  it("by handle and day alone, among the account's other posts of that day", async () => {
    const others = ["07:00", "08:30", "21:10"].map((time, salt) => {
      const at = `2023-02-06T${time}:00Z`;
      return inventPost({
        at,
        id: idAt(at, salt),
        text: `Good morning from pier number ${salt + 2}.`,
      });
    });
    const archives = await warcArchive([...others, POST].map((post) => captureOf(post)));
    const verdict = await check(archives, QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(verdict.post?.id).toBe(POST.id);
  });

  it("under another host of the platform, with a query in the captured address", async () => {
    const uriR = `https://x.com/${POST.handle}/status/${POST.id}?s=20`;
    const verdict = await check(await warcArchive([captureOf(POST, { uriR })]), {
      ...QUOTE,
      url: permalinkOf(POST),
    });
    expect(verdict.outcome).toBe("verified");
  });

  it("in a capture of somebody else's address only", async () => {
    const reply = inventPost({
      text: "Glad to hear it!",
      handle: "bo_example",
      userId: "77",
      name: "Bo",
      at: "2023-02-06T10:00:00Z",
    });
    const archives = await warcArchive([
      captureOf(reply, { body: JSON.stringify([apiStatus(reply), apiStatus(POST)]) }),
    ]);
    for (const quote of [QUOTE, { ...QUOTE, url: permalinkOf(POST) }]) {
      const verdict = await check(archives, quote);
      expect(verdict.outcome).toBe("verified");
      expect(verdict.post?.author.handle).toBe(POST.handle);
      expect(verdict.evidence[0]?.uriR).toBe(permalinkOf(reply));
    }
  });

  it("of another day when the words are recognisable: a discrepancy of the day", async () => {
    const archives = await warcArchive([captureOf(POST)]);
    const verdict = await check(archives, { ...QUOTE, date: "February 9, 2023" });
    expect(verdict.outcome).toBe("discrepancy");
    expect(verdict.checks.date).toMatchObject({ class: "different", readings: ["2023-02-09"] });
    expect(verdict.checks.text.result).toBe("match");
  });

  it("by a handle that the printed name suggests, which is never plainly verified", async () => {
    const post = inventPost({ ...POST, handle: "AdaExample" });
    const { author: _, ...rest } = QUOTE;
    const verdict = await check(await warcArchive([captureOf(post)]), {
      ...rest,
      author: { name: "Ada Example" },
    });
    expect(verdict.outcome).toBe("verified-with-notes");
    expect(verdict.checks.handle.class).toBe("not-printed");
    const codes = verdict.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["search.name-only", "handle.guessed"]));
    expect(verdict.summary).toContain("which anybody can take");
  });

  it("among the captures of a second host when those of the first hold other posts", async () => {
    const other = inventPost({ text: "Good morning from pier two.", at: "2023-02-06T07:00:00Z" });
    const uriR = `https://x.com/${POST.handle}/status/${POST.id}`;
    const archives = await warcArchive([captureOf(other), captureOf(POST, { uriR })]);
    expect((await check(archives, QUOTE)).outcome).toBe("verified");
  });

  it("by a printed name in another script, in archives at hand", async () => {
    const post = inventPost({ ...POST, name: "Ада Пример" });
    const quote = { author: { name: "Ада Пример" }, text: POST.text, date: "6 February 2023" };
    const found = await check(await warcArchive([captureOf(post)]), quote);
    expect(found.outcome).toBe("verified-with-notes");
    const remote = { ...failing("unavailable"), name: "remote" };
    const unasked = await check([remote], quote);
    expect(unasked.outcome).toBe("unverifiable");
    expect(unasked.summary).toContain("nothing printed leads to an address");
  });
});

describe("what differs", () => {
  const linked = { ...QUOTE, url: permalinkOf(POST) };

  it("names the words", async () => {
    const verdict = await check(await warcArchive([captureOf(POST)]), {
      ...linked,
      text: POST.text.replace("will not close", "will close"),
    });
    expect(verdict.outcome).toBe("discrepancy");
    const edit = verdict.checks.text.edits.find(({ severity }) => severity === "meaning");
    expect(edit?.archived.text).toContain("not");
    expect(verdict.summary).toContain("not");
  });

  it("names the other account", async () => {
    const verdict = await check(await warcArchive([captureOf(POST)]), {
      ...linked,
      author: { handle: "ada_examp1e" },
    });
    expect(verdict.outcome).toBe("discrepancy");
    expect(verdict.checks.handle).toMatchObject({ result: "mismatch", class: "lookalike" });
  });

  it("knows an account by its id under a new handle", async () => {
    const renamed = { ...POST, handle: "ada_renamed" };
    const archives = await warcArchive([
      captureOf(POST),
      captureOf(renamed, { capturedAt: "2024-01-01T00:00:00Z" }),
    ]);
    for (const handle of [POST.handle, renamed.handle]) {
      const verdict = await check(archives, { ...linked, author: { handle } });
      expect(["verified", "verified-with-notes"]).toContain(verdict.outcome);
    }
  });

  it("gives a repost's words to their author", async () => {
    const repost = inventPost({
      text: `RT @${POST.handle}: ${POST.text}`,
      handle: "bo_example",
      userId: "77",
      name: "Bo",
      at: "2023-02-06T12:00:00Z",
    });
    const body = JSON.stringify({ ...apiStatus(repost), retweeted_status: apiStatus(POST) });
    const verdict = await check(await warcArchive([captureOf(repost, { body })]), {
      ...QUOTE,
      url: permalinkOf(repost),
      author: { handle: "bo_example" },
    });
    expect(verdict.outcome).toBe("discrepancy");
    expect(verdict.findings.map(({ code }) => code)).toContain("post.repost");
  });

  it("keeps a capture of other words beside the one that fits", async () => {
    const archives = await warcArchive([
      captureOf({ ...POST, text: POST.text.replace("winter", "summer") }),
      captureOf(POST, { capturedAt: "2023-03-01T00:00:00Z" }),
    ]);
    const verdict = await check(archives, linked);
    expect(verdict.outcome).toBe("verified-with-notes");
    expect(verdict.findings.map(({ code }) => code)).toContain("captures.disagree");
  });
});

describe("not finding the post", () => {
  it("is unverifiable when every archive answered, with the day read all the same", async () => {
    const verdict = await check(await warcArchive([]), QUOTE);
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.checks.date.readings).toEqual(["2023-02-06"]);
    expect(verdict.search).toHaveLength(1);
    expect(verdict.summary).not.toMatch(/fake|false|fabricat/i);
  });

  it("is unverifiable when the rest withholds, and says which", async () => {
    const verdict = await check([failing("withheld")], QUOTE);
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.search[0]?.outcome).toBe("withheld");
  });

  for (const outcome of ["unavailable", "rate-limited", "timed-out", "refused"] as const) {
    it(`is inconclusive when an archive was ${outcome}`, async () => {
      const verdict = await check([...(await warcArchive([])), failing(outcome)], QUOTE);
      expect(verdict.outcome).toBe("inconclusive");
      expect(verdict.search.map((entry) => entry.outcome)).toEqual(["answered", outcome]);
    });
  }

  it("is inconclusive when an archive takes longer than a quote may, never without a verdict", async () => {
    const [archive] = await warcArchive([]);
    if (!archive) throw new Error("no archive");
    const slow: Archive = {
      name: "slow",
      readLimit: 5,
      find: () => new Promise(() => {}),
      read: (ref, context) => archive.read(ref, context),
      close: async () => {},
    };
    const verdict = await createEngine({ archives: [archive, slow] }).check(QUOTE, {
      id: "vd_test",
      deadline: AbortSignal.timeout(50),
    });
    expect(verdict.outcome).toBe("inconclusive");
    expect(verdict.search.at(-1)?.outcome).toBe("timed-out");
  });

  it("never says 'not there' where an archive that was to be asked is not configured (any more)", async () => {
    const [archive] = await warcArchive([]);
    if (!archive) throw new Error("no archive");
    const options = { id: "vd_test", archives: ["gone", archive.name] };
    const verdict = await createEngine({ archives: [archive] }).check(QUOTE, options);
    expect(verdict.outcome).toBe("inconclusive");
    expect(verdict.search.map(({ archive: name, outcome }) => [name, outcome])).toEqual([
      [archive.name, "answered"],
      ["gone", "not-configured"],
    ]);
    const alone = await createEngine({ archives: [] }).check(QUOTE, {
      ...options,
      archives: ["gone"],
    });
    expect(alone.search).toMatchObject([{ outcome: "not-configured", requests: 0 }]);
  });

  it("throws when the check itself is called off", async () => {
    const signal = AbortSignal.abort(new Error("cancelled"));
    const checking = createEngine({ archives: [failing("unavailable")] }).check(QUOTE, {
      id: "vd_test",
      signal,
    });
    await expect(checking).rejects.toThrow("cancelled");
  });

  it("tells what another capture at hand says otherwise, whichever is asked first", async () => {
    const altered = inventPost({ text: POST.text.replace("not ", "") });
    const later = { capturedAt: "2023-03-01T00:00:00Z" };
    const one = await warcArchive([captureOf(POST), captureOf(altered, later)]);
    const [first, second] = [
      await packWarc([captureOf(POST)]),
      await packWarc([captureOf(altered)]),
    ];
    const both = [await openArchives([first, second], {}), await openArchives([second, first], {})];
    for (const archives of [one, ...both]) {
      for (const quote of [QUOTE, { ...QUOTE, url: permalinkOf(POST) }]) {
        const verdict = await check(archives, quote);
        expect(verdict.outcome).toBe("verified-with-notes");
        expect(verdict.findings.map(({ code }) => code)).toContain("captures.disagree");
        expect(verdict.evidence).toHaveLength(2);
      }
    }
  });

  it("is settled by one archive though another is down", async () => {
    const archives = [failing("unavailable"), ...(await warcArchive([captureOf(POST)]))];
    expect((await check(archives, QUOTE)).outcome).toBe("verified");
  });

  it("never takes another post of the account for the quoted one", async () => {
    const other = inventPost({ text: "Ferries run on time today, says the harbour master." });
    const verdict = await check(await warcArchive([captureOf(other)]), QUOTE);
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.otherCandidates[0]?.id).toBe(other.id);
  });

  it("tells since when the platform says that the post is gone", async () => {
    const gone = JSON.stringify({
      errors: [{ code: 144, message: "No status found with that ID." }],
    });
    const archives = await warcArchive([
      captureOf(POST, { status: 404, body: gone, capturedAt: "2023-05-01T00:00:00Z" }),
    ]);
    const verdict = await check(archives, { ...QUOTE, url: permalinkOf(POST) });
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.timeline.goneSince).toBe("2023-05-01T00:00:00Z");
    // Before the post was there, nothing could be gone.
    const before = await warcArchive([
      captureOf(POST, { status: 404, body: gone, capturedAt: "2022-05-01T00:00:00Z" }),
    ]);
    const unknown = await check(before, { ...QUOTE, url: permalinkOf(POST) });
    expect(unknown.timeline.goneSince).toBeNull();
  });
});

it("carries the package's version", () => {
  expect(ENGINE).toBe(`quotary/${readJson<{ version: string }>("package.json").version}`);
});
