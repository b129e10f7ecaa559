import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { folderWith } from "../support/folder.js";
import { idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, packWarc } from "../support/warc-archive.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line as the program does, in this process. */
async function quotary(args: string[], stdin = ""): Promise<Run> {
  const out: Run = { code: -1, stdout: "", stderr: "" };
  out.code = await main(args, {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    stdin: Readable.from([Buffer.from(stdin)]),
    env: {},
    signal: new AbortController().signal,
  });
  return out;
}

const lines = (text: string) => text.trimEnd().split("\n");
const POST = inventPost({
  text: "The council will not sell the old mill, said the mayor on Monday.",
});
const RECORD = {
  ref: "one",
  url: permalinkOf(POST),
  author: { handle: POST.handle },
  date: "6 février 2023",
  text: POST.text,
};

it("is a program of its own", () => {
  const args = ["--import", "tsx", path.join(ROOT, "src/cli.ts"), "--version"];
  expect(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" })).toMatch(
    /^quotary\/\d+\.\d+\.\d+\n$/,
  );
});

describe("every command", () => {
  const commands = readdirSync(path.join(ROOT, "src/cli/commands")).length;

  it("is listed with one line, and explains itself", async () => {
    const { code, stdout } = await quotary(["--help"]);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name ?? "");
    expect(names).toHaveLength(commands);
    for (const name of names) {
      const help = await quotary([name, "--help"]);
      expect(help.code).toBe(0);
      expect(help.stdout).toContain(`usage: quotary ${name}`);
    }
  });

  it.each([
    [["nosuch"], 'no command "nosuch"'],
    [["check", "--nosuch", "x"], "--nosuch"],
    [["check"], "give one FILE"],
    [["check", "no-such-file.json"], "no such file"],
    [["read"], "no FILE given"],
    [["read", "x.html", "--captured-at", "yesterday"], "--captured-at"],
    [["check", "package.json", "--archive", "no-such-archive"], ""],
  ])("%j is refused in one line with exit 2", async (args, says) => {
    const { code, stdout, stderr } = await quotary(args);
    expect({ code, stdout, lines: lines(stderr).length }).toEqual({
      code: 2,
      stdout: "",
      lines: 1,
    });
    expect(stderr).toContain(says);
  });
});

describe("check", () => {
  it("takes a request, an array, one record, JSON lines and stdin alike", async () => {
    const warc = await packWarc([captureOf(POST)]);
    const forms = {
      "request.json": JSON.stringify({ quotes: [RECORD] }),
      "array.json": JSON.stringify([RECORD]),
      "one.json": JSON.stringify(RECORD),
      "lines.jsonl": `${JSON.stringify(RECORD)}\n\n`,
    };
    const folder = await folderWith(forms);
    for (const [name, text] of Object.entries(forms)) {
      const file = await quotary(["check", path.join(folder, name), "--archive", warc, "--json"]);
      const stdin = await quotary(["check", "-", "--archive", warc, "--json"], text);
      for (const { code, stdout } of [file, stdin]) {
        expect(code).toBe(0);
        expect(lines(stdout).map((line) => JSON.parse(line))).toMatchObject([
          { ref: "one", outcome: "verified", checks: { date: { readings: ["2023-02-06"] } } },
        ]);
      }
    }
  });

  it("answers in input order, exit 1 with a discrepancy", async () => {
    const posts = [0, 1, 2, 3, 4, 5].map((salt) =>
      inventPost({ text: `${POST.text} Part ${salt + 1}.`, id: idAt(POST.at, salt) }),
    );
    const warc = await packWarc(posts.map((post) => captureOf(post)));
    const records = posts.map((post, index) => ({
      ref: `${index}`,
      url: permalinkOf(post),
      author: { handle: index === 4 ? "somebody_else" : post.handle },
      date: "2023-02-06",
      text: post.text,
    }));
    const { code, stdout } = await quotary(
      ["check", "-", "--archive", warc, "--json"],
      records.map((record) => JSON.stringify(record)).join("\n"),
    );
    const verdicts = lines(stdout).map((line) => JSON.parse(line));
    expect(verdicts.map(({ ref }) => ref)).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      ...Array(4).fill("verified"),
      "discrepancy",
      "verified",
    ]);
    expect(code).toBe(1);
  });

  it("exit 3 when no archive could be asked, 0 when one that holds nothing was", async () => {
    const dead = ["--archive", "wayback+http://127.0.0.1:9"];
    const record = JSON.stringify(RECORD);
    expect((await quotary(["check", "-", ...dead, "--json"], record)).code).toBe(3);
    const empty = await folderWith({});
    const both = await quotary(["check", "-", ...dead, "--archive", empty, "--json"], record);
    expect(both.code).toBe(0);
    expect(JSON.parse(both.stdout).outcome).toBe("inconclusive");
    expect(
      (await quotary(["check", "-", "--archive", empty, "--explain"], record)).stdout,
    ).toContain("UNVERIFIABLE");
  });

  it("names unknown fields and refuses bad records with their place", async () => {
    const empty = await folderWith({});
    const told = await quotary(
      ["check", "-", "--archive", empty, "--json"],
      JSON.stringify([{ ...RECORD, colour: "blue" }]),
    );
    expect(told.stderr).toContain("/quotes/0/colour");
    expect(JSON.parse(told.stdout).quote).not.toHaveProperty("colour");
    const bad = await quotary(["check", "-", "--archive", empty], '[{"text":"x"},{"url":"y"}]');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain("/quotes/0");
    expect(bad.stderr).toContain("/quotes/1/text");
  });
});

describe("compare", () => {
  it("answers line by line; a line that cannot be used costs no other", async () => {
    const pair = {
      id: 7,
      quote: { text: POST.text, handle: POST.handle, date: "February 6, 2023" },
      post: { text: POST.text, handle: POST.handle, createdAt: POST.at },
    };
    const input = [JSON.stringify(pair), "not json", '{"quote":{}}', JSON.stringify(pair)].join(
      "\n",
    );
    const { code, stdout, stderr } = await quotary(["compare", "--json"], input);
    expect(code).toBe(2);
    expect(stderr).toContain("line 2: not JSON");
    expect(stderr).toContain("line 3: /quote/text");
    const answers = lines(stdout).map((line) => JSON.parse(line));
    expect(answers).toHaveLength(2);
    expect(Object.keys(answers[0]).sort()).toEqual(["checks", "findings", "id", "outcome"]);
    expect(answers[0]).toMatchObject({ id: 7, outcome: "verified" });
  });
});

describe("read", () => {
  it("says what a saved capture holds, and goes on past a file it cannot read", async () => {
    const folder = await folderWith({ "a.json": captureOf(POST).body, "b.html": "<p>Hello</p>" });
    const { code, stdout, stderr } = await quotary([
      "read",
      path.join(folder, "a.json"),
      path.join(folder, "missing.html"),
      path.join(folder, "b.html"),
      "--url",
      permalinkOf(POST),
      "--json",
      "--explain",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("missing.html: no such file");
    expect(stderr).toContain("looks for");
    const [post, page] = lines(stdout).map((line) => JSON.parse(line));
    expect(post).toMatchObject({ state: "post", main: { id: POST.id, text: POST.text } });
    expect(page.main).toBeNull();
    expect(page.state).not.toBe("post");
  });
});
