import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/command.js";
import { config } from "../../src/cli/commands/config.js";

async function run(env: NodeJS.ProcessEnv, values = {}, positionals: string[] = []) {
  let out = "";
  const io = {
    stdout: (text: string) => {
      out += text;
    },
    stderr: () => {},
    stdin: Readable.from([]),
    env,
    signal: new AbortController().signal,
  };
  const code = await config.run({ positionals, values }, io);
  return { code, out };
}

describe("quotary config", () => {
  it("prints every setting with what it is for, secrets hidden", async () => {
    const { code, out } = await run({ PORT: "81", REDIS_URL: "redis://:hunter2@h:1" });
    expect(code).toBe(0);
    expect(out).toMatch(/^# .*port.*\nPORT=81$/m);
    expect(out).toMatch(/\(default\)\nHOST=127\.0\.0\.1/);
    expect(out).toMatch(/REDIS_URL=redis:\/\/:hidden@h:1/);
    expect(out).not.toMatch(/hunter2/);
  });

  it("prints them as JSON", async () => {
    const { out } = await run({ QUOTARY_ARCHIVES: "a.wacz,wayback" }, { json: true });
    expect(JSON.parse(out)).toMatchObject({
      PORT: 8080,
      REDIS_URL: null,
      QUOTARY_ARCHIVES: ["a.wacz", "wayback"],
    });
  });

  it.each([
    ["a bad setting", { PORT: "x" }, []],
    ["an unknown one", { QUOTARY_PROT: "1" }, []],
    ["an argument", {}, ["PORT"]],
  ])("refuses %s", async (_, env, positionals) => {
    await expect(run(env, {}, positionals)).rejects.toThrow(UsageError);
  });
});
