import { expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import { type Specimen, SpecimenSchema } from "../../src/records/specimen.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";

const POST = inventPost({ text: "The ferry will not run on Sunday." });
const UNKNOWN = JSON.stringify({ envelope: { kind: "not-yet-known", secret: "words of a post" } });

it("a permalink's capture that no layout reads is told once, without its content", async () => {
  const archives = await warcArchive([captureOf(POST, { body: UNKNOWN })]);
  const specimens: Specimen[] = [];
  const engine = createEngine({ archives, onSpecimen: (specimen) => specimens.push(specimen) });
  const quote = { url: permalinkOf(POST), text: POST.text };
  const verdict = await engine.check(quote, { id: "vd_1" });
  await engine.check(quote, { id: "vd_2" });

  expect(verdict.outcome).toBe("inconclusive");
  expect(specimens).toHaveLength(1);
  expect(SpecimenSchema.parse(specimens[0])).toMatchObject({
    uriR: permalinkOf(POST),
    bytes: UNKNOWN.length,
  });
  expect(JSON.stringify(specimens)).not.toContain("words of a post");
});

it("a post that is read is no specimen", async () => {
  const specimens: Specimen[] = [];
  const archives = await warcArchive([captureOf(POST)]);
  const engine = createEngine({ archives, onSpecimen: (specimen) => specimens.push(specimen) });
  await engine.check({ url: permalinkOf(POST), text: POST.text }, { id: "vd_1" });
  expect(specimens).toEqual([]);
});
