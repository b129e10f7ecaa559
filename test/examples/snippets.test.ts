import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith } from "../support/folder.js";
import { type RunningService, startService } from "../support/service.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CLIENT = path.join(ROOT, "src/client/index.ts");
const TSX = createRequire(import.meta.url).resolve("tsx");
const run = promisify(execFile);

/** What stands in code blocks of a language below a heading. */
function blocks(file: string, heading: string, language: string): string[] {
  const [, section = ""] = readFileSync(path.join(ROOT, file), "utf8").split(`## ${heading}\n`);
  const own = section.split(/\n## /)[0] ?? "";
  return [...own.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, code]) => code ?? "",
  );
}

let service: RunningService;

beforeAll(async () => {
  service = await startService({ archives: ["examples/archive"] });
});
afterAll(async () => {
  await service.stop();
});

const here = (code: string) => code.replaceAll("http://127.0.0.1:8080", service.url);

/** Runs TypeScript as it stands, with the client of this repository. */
async function runTypeScript(code: string, env: NodeJS.ProcessEnv = {}) {
  const example = here(code).replaceAll('"quotary/client"', JSON.stringify(CLIENT));
  const file = path.join(await folderWith({ "example.mts": example }), "example.mts");
  const how = { env: { ...process.env, ...env } };
  return (await run(process.execPath, ["--import", TSX, file], how)).stdout;
}

const hasRequests = await run("python3", ["-c", "import requests"]).then(
  () => true,
  () => false,
);

describe("the examples of the README", () => {
  const of = (language: string) => blocks("README.md", "Over HTTP", language);

  it("get a verdict by curl", async () => {
    const [, posting = ""] = of("sh");
    const [post = "", get = ""] = here(posting).split(/\n(?=curl)/);
    const sent = await run("bash", ["-c", post]);
    expect(sent.stdout).toMatch(/^HTTP\/1.1 202/);
    const [id = ""] = /ver_[0-9a-f]+/.exec(sent.stdout) ?? [];
    const { stdout } = await run("bash", ["-c", get.replace("ver_…", id)]);
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: { "verified-with-notes": 1 } });
  });

  it("get a verdict by TypeScript", async () => {
    const [code = ""] = of("ts");
    const told = await runTypeScript(code);
    expect(told).toMatch(/^verdict\n[\s\S]*^completed\n/m);
    expect(told).toMatch(/'verified-with-notes': 1 } Found in a post by @SaltmerePort/);
  });

  it.runIf(hasRequests)("get a verdict by Python", async () => {
    const [code = ""] = of("python");
    const { stdout } = await run("python3", ["-c", here(code)]);
    expect(stdout).toMatch(/^{'verified-with-notes': 1} Found in a post by @SaltmerePort/);
  });

  it("add an endpoint for webhooks, and show its secret", async () => {
    const { stdout } = await run("bash", ["-c", here(of("sh")[2] ?? "")]);
    expect(JSON.parse(stdout)).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
  });
});

it("the receiver of docs/api.md takes what is signed, and nothing else", async () => {
  const heading = "Posting quotes, receiving webhooks";
  const receiver = blocks("docs/api.md", heading, "ts").find((code) => /createServer/.test(code));
  const secret = `whsec_${Buffer.alloc(24, 3).toString("base64")}`;
  const body = JSON.stringify({ type: "webhook.test", timestamp: "2026-01-01T00:00:00Z", data: 7 });
  const now = new Date();
  const headers = {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign("evt_1", now, body),
  };
  const trial = `
const port = await new Promise((tell) => server.once("listening", () => tell(server.address().port)));
for (const body of ${JSON.stringify([body, `${body} `])}) {
  const sent = { method: "POST", headers: ${JSON.stringify(headers)}, body };
  console.log((await fetch("http://127.0.0.1:" + port, sent)).status);
}
server.close();`;
  const code = (receiver ?? "").replace("createServer(async", "const server = createServer(async");
  const tried = code.replace("listen(4000)", 'listen(0, "127.0.0.1")') + trial;
  expect(await runTypeScript(tried, { WEBHOOK_SECRET: secret })).toBe(
    "evt_1 webhook.test 7\n204\n400\n",
  );
});
