import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type InputLine, inputLines } from "../../src/cli/lines.js";
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
    env: { QUOTARY_EVIDENCE: "none" },
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
    const names = [...stdout.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(([, name]) => name ?? "");
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
    expect(answers).toHaveLength(4);
    expect(answers[1]).toMatchObject({ line: 2, error: { code: "not-json" } });
    expect(answers[2]).toMatchObject({ line: 3, error: { code: "invalid" } });
    expect(answers[3]).toMatchObject({ id: 7, outcome: "verified" });
    expect(Object.keys(answers[0]).sort()).toEqual(["checks", "findings", "id", "outcome"]);
    expect(answers[0]).toMatchObject({ id: 7, outcome: "verified" });
  });
});

describe("compare, whatever its lines hold", () => {
  const pair = { quote: { text: "The mill stays." }, post: { text: "The mill stays." } };
  const good = (id: string) => JSON.stringify({ id, ...pair });
  const answersTo = async (input: string) => {
    const run = await quotary(["compare"], input);
    return {
      ...run,
      answers: run.stdout === "" ? [] : lines(run.stdout).map((l) => JSON.parse(l)),
    };
  };

  it("takes a byte order mark, CRLF, blank lines and a last line without end", async () => {
    const { code, answers } = await answersTo(`\uFEFF${good("a")}\r\n\r\n\n${good("b")}`);
    expect(answers.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(code).toBe(0);
  });

  it.each([
    ["invalid", '{"id":"x","quote":{"text":5},"post":{"text":"a"}}', "/quote/text"],
    ["invalid", '{"id":"x","quote":{"text":"  "},"post":{"text":"a"}}', "/quote/text"],
    ["invalid", '{"id":"x","quote":{"text":"a"}}', "/post"],
    [
      "invalid",
      `{"id":"x","quote":{"text":"${"a".repeat(10_001)}"},"post":{"text":"a"}}`,
      "/quote/text",
    ],
  ])("a line is %s and keeps its id: %.60s", async (code, line, pointer) => {
    const { answers } = await answersTo(`${line}\n${good("after")}\n`);
    expect(answers[0]).toMatchObject({ id: "x", line: 1, error: { code } });
    expect(answers[0].error.errors[0].pointer).toBe(pointer);
    expect(answers[1].id).toBe("after");
  });

  it.each(["[]", "null", "3", '"x"', "{", "{}{}", "\u0000", "[".repeat(5_000)])(
    "%.40j is answered with its line number",
    async (line) => {
      const { code, answers } = await answersTo(`${good("a")}\n${line}\n${good("b")}\n`);
      expect(answers.map(({ id, line: number }) => id ?? number)).toEqual(["a", 2, "b"]);
      expect(code).toBe(2);
    },
  );

  it("a line beyond the bound costs no other", async () => {
    const long = JSON.stringify({ ...pair, filler: "x".repeat(2 ** 20) });
    const { answers, stdout } = await answersTo(`${long}\n${good("b")}\n`);
    expect(answers).toMatchObject([{ line: 1, error: { code: "line-too-long" } }, { id: "b" }]);
    expect(stdout.length).toBeLessThan(5_000);
  });

  it("unknown fields are told, their names cut", async () => {
    const { stderr, code } = await answersTo(JSON.stringify({ ...pair, ["k".repeat(5_000)]: 1 }));
    expect(stderr).toContain("unknown field");
    expect(stderr.length).toBeLessThan(300);
    expect(code).toBe(0);
  });

  it("bytes that are no UTF-8 change no word", async () => {
    const chunks = [Buffer.from(`{"id":1,"quote":{"text":"caf`), Buffer.from([0xe9, 0x0a])];
    const read: InputLine[] = [];
    for await (const line of inputLines(Readable.from(chunks), 100)) read.push(line);
    expect(read).toMatchObject([{ number: 1, problem: { code: "not-utf-8" } }]);
  });

  it("lines come out the same however the stream is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme", maxLength: 20 })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, step) => {
          const bare = texts.map((text) => text.replace(/[\n\r\uFEFF]/g, ""));
          const bytes = Buffer.from(bare.join("\n"));
          const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
            bytes.subarray(i * step, (i + 1) * step),
          );
          const read: string[] = [];
          for await (const { text } of inputLines(Readable.from(chunks), 10_000)) read.push(text);
          expect(read).toEqual(bare.filter((text) => text.trim() !== ""));
        },
      ),
    );
  });

  it("waits until its answers are taken", async () => {
    let open = 0;
    const code = await main(["compare"], {
      stdout: () => {
        open += 1;
        expect(open).toBe(1);
      },
      drained: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
      },
      stderr: () => {},
      stdin: Readable.from([Buffer.from(`${good("a")}\n`.repeat(50))]),
      env: { QUOTARY_EVIDENCE: "none" },
      signal: new AbortController().signal,
    });
    expect(code).toBe(0);
  });
});

describe("index", () => {
  it.each([
    [["index", "no-such-folder/x.warc"], "no-such-folder/x.warc: no such file"],
    [["index", "package.json/x.warc"], "package.json/x.warc: a part of this path is a file"],
  ])("%j says in words why not", async (args, says) => {
    const { code, stderr, stdout } = await quotary(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/ENO|lstat|stat '/);
    expect(lines(stderr)).toHaveLength(1);
  });

  it("says why the index cannot be written", async () => {
    const warc = await packWarc([captureOf(POST)]);
    const { code, stderr } = await quotary(["index", warc, "--out", "no-such-folder/a.cdxj"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--out no-such-folder/a.cdxj: no such file");
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
