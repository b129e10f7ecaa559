import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { UsageError } from "../../src/cli/command.js";
import { indexCaptures } from "../../src/cli/commands/index-captures.js";
import { folderWith } from "../support/folder.js";

async function run(positionals: string[], values: Record<string, string | boolean> = {}) {
  const data = await folderWith({});
  const said = { stdout: "", stderr: "" };
  const code = await indexCaptures.run(
    { positionals, values },
    {
      stdout: (text) => {
        said.stdout += text;
      },
      stderr: (text) => {
        said.stderr += text;
      },
      stdin: Readable.from([]),
      env: { QUOTARY_DATA: data },
      signal: new AbortController().signal,
    },
  );
  return { code, ...said };
}

const PAGE = { uriR: "https://example.com/", capturedAt: "2023-02-06T10:11:12Z", body: "x" };

describe("quotary index", () => {
  it("prints lines, or writes them to a file", async () => {
    const folder = await folderWith({
      "a.warc.gz": await writeWarc([PAGE]),
      "bad.warc.gz": "nothing",
    });
    const printed = await run([folder]);
    expect(printed.code).toBe(0);
    expect(printed.stdout).toMatch(/^com,example\)\/ 20230206101112 \{.*\}\n$/);
    expect(printed.stderr).toContain("bad.warc.gz");
    const out = path.join(folder, "index.cdxj");
    expect((await run([folder], { out })).stdout).toBe("");
    expect(await readFile(out, "utf8")).toBe(printed.stdout);
  });

  it("writes the posts' index to the data folder, beside the files, or not at all", async () => {
    const folder = await folderWith({ "a/a.warc.gz": await writeWarc([PAGE]) });
    const archive = path.join(folder, "a");
    expect((await run([archive])).stderr).toMatch(/posts of 1 files \(1 read now\) in .*posts/);
    expect((await run([archive], { "no-posts": true })).stderr).toBe("");
    expect(await readdir(folder)).toEqual(["a"]);
    expect((await run([archive], { beside: true })).stderr).toContain("1 read now");
    expect((await run([archive], { beside: true })).stderr).toContain("0 read now");
    expect(await readdir(folder)).toEqual(["a", "a.posts"]);
  });

  it("calls a cut record cut, not one that shares its member", async () => {
    const whole = await writeWarc([PAGE, { ...PAGE, body: "y".repeat(500) }]);
    const folder = await folderWith({ "a.warc.gz": whole.subarray(0, whole.length - 40) });
    const { stdout, stderr } = await run([folder], { "no-posts": true });
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/byte \d+: .*cut short/);
    expect(stderr).not.toContain("share");
  });

  it.each([[[]], [["no-such.warc.gz"]]])("ends as a usage error for %j", async (paths) => {
    await expect(run(paths)).rejects.toBeInstanceOf(UsageError);
  });
});
