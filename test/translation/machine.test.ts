import { describe, expect, it, onTestFinished } from "vitest";
import { createMachine } from "../../src/translation/machine.js";
import { type Asked, startLibreTranslate } from "../support/libretranslate.js";

type Answerer = Parameters<typeof startLibreTranslate>[0];

interface Options {
  key?: string;
  path?: string;
  timeoutMs?: number;
}

async function machineOver(answer: Answerer, options: Options = {}) {
  const service = await startLibreTranslate(answer);
  const url = `${service.origin}${options.path ?? ""}`;
  const { key = null, timeoutMs = 10_000 } = options;
  const machine = createMachine({ url, key, timeoutMs });
  onTestFinished(() => machine.close());
  return { machine, asked: service.asked };
}

const echo = ({ body }: Asked) => ({ json: { translatedText: `${body.target}: ${body.q}` } });

describe("a LibreTranslate service", () => {
  it("is asked as its API wants it", async () => {
    const { machine, asked } = await machineOver(echo, { key: "k-1", path: "/mt/" });
    const answer = await machine.translate("Eski fener", "tr", "en");
    expect(answer).toEqual({ text: "en: Eski fener", engine: "LibreTranslate" });
    expect(asked).toEqual([
      {
        method: "POST",
        path: "/mt/translate",
        type: "application/json",
        body: { q: "Eski fener", source: "tr", target: "en", format: "text", api_key: "k-1" },
      },
    ]);
  });

  it("is sent no key where there is none", async () => {
    const { machine, asked } = await machineOver(echo);
    await machine.translate("Eski fener", "tr", "en");
    expect(asked[0]?.body).not.toHaveProperty("api_key");
  });

  it("is asked once for a text, even when it is wanted twice at a time", async () => {
    const { machine, asked } = await machineOver(echo);
    const [one, two] = await Promise.all([
      machine.translate("a b c", "tr", "en"),
      machine.translate("a b c", "tr", "en"),
    ]);
    expect(two).toEqual(one);
    await machine.translate("a b c", "tr", "fr");
    expect(asked.map(({ body }) => body.target)).toEqual(["en", "fr"]);
  });
});

describe("a service that fails", () => {
  it.each([
    [429, "Slowdown: 30 per 1 minute"],
    [500, "Cannot translate text"],
  ])("with %i is asked once more", async (status, error) => {
    const { machine, asked } = await machineOver((one) =>
      one.nth === 1 ? { status, json: { error } } : echo(one),
    );
    expect(await machine.translate("x y", "tr", "en")).toMatchObject({ text: "en: x y" });
    expect(asked).toHaveLength(2);
  });

  it.each([
    [400, "xx is not supported", 1, "asked"],
    [403, "Invalid API key", 1, "left alone"],
    [429, "Slowdown", 2, "left alone"],
    [500, "Cannot translate text", 2, "left alone"],
  ])("with %i says so and is then %s", async (status, error, times, then) => {
    const { machine, asked } = await machineOver(() => ({ status, json: { error } }));
    const problem = `it answered ${status}: ${error}`;
    expect(await machine.translate("x y", "tr", "en")).toEqual({ problem });
    expect(asked).toHaveLength(times);
    expect(await machine.translate("other", "tr", "en")).toEqual({ problem });
    expect(asked).toHaveLength(then === "asked" ? times + 1 : times);
  });

  it("by hanging is waited for once, then left alone", async () => {
    const { machine, asked } = await machineOver(() => "hang", { timeoutMs: 300 });
    expect(await machine.translate("x y", "tr", "en")).toHaveProperty("problem");
    expect(await machine.translate("other", "tr", "en")).toHaveProperty("problem");
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["a page", { text: "<!doctype html><title>Sign in</title>" }],
    ["another shape", { json: { translation: "x" } }],
    ["a list", { json: { translatedText: ["x"] } }],
    ["nothing", { json: { translatedText: " " } }],
    ["far too much", { json: { translatedText: "x ".repeat(300_000) } }],
    ["a redirect", { status: 302, text: "", headers: { location: "/elsewhere" } }],
  ])("with %s has not translated", async (_, answer) => {
    const { machine, asked } = await machineOver(() => answer);
    expect(await machine.translate("x y", "tr", "en")).toHaveProperty("problem");
    expect(asked).toHaveLength(1);
  });

  it("and is not there at all has not translated", async () => {
    const machine = createMachine({ url: "http://127.0.0.1:9", key: null, timeoutMs: 300 });
    onTestFinished(() => machine.close());
    expect(await machine.translate("x y", "tr", "en")).toHaveProperty("problem");
  });
});
