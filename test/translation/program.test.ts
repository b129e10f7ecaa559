import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import type { TextCheck } from "../../src/records/checks.js";
import { dictionaryFolder } from "../support/dictd.js";
import { folderWith } from "../support/folder.js";
import { startLibreTranslate } from "../support/libretranslate.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, packWarc } from "../support/warc-archive.js";

const POSTED = "Eski fener bu gece yeniden yanacak, balıkçılar limana dönebilir, ada uyumayacak.";
const PRINTED =
  "The old lighthouse burns again tonight, fishermen can return, the island is awake.";
const WORDS = {
  eski: "old",
  fener: "lighthouse",
  gece: "1. night\n2. tonight",
  yeniden: "again",
  yanacak: "burns",
  balıkçılar: "fishermen",
  dönebilir: "return",
  ada: "island",
};
const NOWHERE = "/no/such/folder";

async function quotary(args: string[], env: NodeJS.ProcessEnv, stdin = "") {
  const run = { code: -1, stdout: "", stderr: "" };
  run.code = await main(args, {
    stdout: (text) => {
      run.stdout += text;
    },
    stderr: (text) => {
      run.stderr += text;
    },
    stdin: Readable.from([Buffer.from(stdin)]),
    env,
    signal: new AbortController().signal,
  });
  return run;
}

const line = (text = PRINTED) =>
  `${JSON.stringify({ quote: { text, lang: "en" }, post: { text: POSTED, lang: "tr" } })}\n`;

async function compared(env: NodeJS.ProcessEnv): Promise<{ check: TextCheck; stderr: string }> {
  const { stdout, stderr } = await quotary(["compare"], env, line());
  return { check: JSON.parse(stdout).checks.text, stderr };
}

describe("a quote in translation", () => {
  it("is judged without aids where there are none, and that is told", async () => {
    const { check, stderr } = await compared({ QUOTARY_DICTIONARIES: NOWHERE });
    expect(check).toMatchObject({ class: "translated", result: "unknown" });
    expect(check.flags).toContain("translation-without-dictionary");
    expect(check.translation).toMatchObject({ consulted: [], machine: null });
    expect(stderr).toBe("");
  });

  it("is judged by a dictionary that is installed", async () => {
    const QUOTARY_DICTIONARIES = await dictionaryFolder(WORDS, "freedict-tur-eng");
    const { check } = await compared({ QUOTARY_DICTIONARIES });
    expect(check).toMatchObject({ class: "translated", result: "note" });
    expect(check.flags).not.toContain("translation-without-dictionary");
    expect(check.translation?.consulted).toEqual(["dictionary"]);
    expect(check.because).toContain("lighthouse = fener");
  });

  it("is judged by a dictionary that is installed when archives are asked, too", async () => {
    const post = inventPost({ text: POSTED, lang: "tr" });
    const archive = await packWarc([captureOf(post)]);
    const url = permalinkOf(post);
    const record = { url, author: { handle: post.handle }, text: PRINTED, lang: "en" };
    const file = path.join(await folderWith({ "q.json": JSON.stringify(record) }), "q.json");
    const args = ["check", file, "--archive", archive, "--json"];
    const without = await quotary(args, { QUOTARY_DICTIONARIES: NOWHERE });
    expect(JSON.parse(without.stdout)).toMatchObject({ outcome: "inconclusive" });
    const QUOTARY_DICTIONARIES = await dictionaryFolder(WORDS, "freedict-tur-eng");
    const { stdout } = await quotary(args, { QUOTARY_DICTIONARIES });
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "verified-with-notes",
      checks: { text: { class: "translated", translation: { consulted: ["dictionary"] } } },
    });
  });

  it("is shown beside a machine's translation of the archived words", async () => {
    const translatedText = PRINTED.replace("burns again tonight", "will be lit again this night");
    const service = await startLibreTranslate(() => ({ json: { translatedText } }));
    const env = { QUOTARY_DICTIONARIES: NOWHERE, QUOTARY_TRANSLATE_URL: service.origin };
    const { check } = await compared(env);
    expect(check).toMatchObject({ class: "translated", result: "note" });
    expect(check.translation).toMatchObject({
      consulted: ["machine"],
      machine: { engine: "LibreTranslate", text: translatedText },
    });
    expect(service.asked.map(({ body }) => body)).toEqual([
      { q: POSTED, source: "tr", target: "en", format: "text" },
    ]);
  });

  it.each([
    ["machine-negation-differs", ["burns again", "does not burn again"]],
    ["machine-names-differ", ["the island", "then Velmora"]],
    ["machine-numbers-disagree", ["tonight", "tonight at 7"]],
  ])("tells where the machine's words say otherwise: %s", async (flag, [from = "", to = ""]) => {
    const translatedText = PRINTED.replace(from, to).replace("fishermen", "they");
    const service = await startLibreTranslate(() => ({ json: { translatedText } }));
    const text = PRINTED.replace("fishermen", "those of Korvel");
    const env = { QUOTARY_DICTIONARIES: NOWHERE, QUOTARY_TRANSLATE_URL: service.origin };
    const { stdout } = await quotary(["compare"], env, line(text));
    const { checks, findings } = JSON.parse(stdout);
    expect(checks.text.flags).toContain(flag);
    expect(findings.map(({ code }: { code: string }) => code)).toContain(`text.${flag}`);
  });

  it("loses nothing but certainty by a machine that fails", async () => {
    const service = await startLibreTranslate(() => ({
      status: 403,
      json: { error: "Invalid API key" },
    }));
    const QUOTARY_DICTIONARIES = await dictionaryFolder(WORDS, "freedict-tur-eng");
    const env = { QUOTARY_DICTIONARIES, QUOTARY_TRANSLATE_URL: service.origin };
    const { check, stderr } = await compared(env);
    expect(check).toMatchObject({ class: "translated", result: "note" });
    expect(check.flags).toContain("machine-translation-failed");
    expect(check.because).toContain("gave no translation");
    expect(stderr).toBe("quotary compare: translating machine: it answered 403: Invalid API key\n");
  });
});

it("quotes that need no translation are not sent to a machine", async () => {
  const service = await startLibreTranslate(() => ({ json: { translatedText: "x" } }));
  const env = { QUOTARY_DICTIONARIES: NOWHERE, QUOTARY_TRANSLATE_URL: service.origin };
  const altered = POSTED.replace("Eski", "Yeni");
  const { stdout } = await quotary(["compare"], env, line(POSTED) + line(altered));
  expect(stdout.split("\n").filter(Boolean)).toHaveLength(2);
  expect(service.asked).toEqual([]);
});

it("a damaged dictionary is told once, and counts as absent", async () => {
  const folder = await folderWith({
    "freedict-tur-eng.index": "eski\tA\tK\n",
    "freedict-tur-eng.dict.dz": "not gzip",
  });
  const env = { QUOTARY_DICTIONARIES: folder };
  const { stdout, stderr } = await quotary(["compare"], env, line() + line());
  expect(stdout.match(/translation-without-dictionary/g)?.length).toBeGreaterThanOrEqual(2);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain("freedict-tur-eng.dict.dz");
});
