import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, describeConfig, loadConfig } from "../../config/index.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "quotary-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

describe("loadConfig", () => {
  it("has a default for everything", () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      redisUrl: null,
      archives: ["wayback"],
      allowHosts: [],
      logLevel: "info",
    });
    expect(config.webhookSchedule.slice(0, 3)).toEqual([0, 5, 300]);
  });

  it("reads the environment", () => {
    const config = loadConfig({
      PORT: "0",
      REDIS_URL: "redis://localhost:6379/2",
      QUOTARY_ARCHIVES: "a.warc.gz, wayback ,",
      QUOTARY_ALLOW_HOSTS: "127.0.0.1,10.0.0.0/8",
      QUOTARY_WEBHOOK_SCHEDULE: "0,1,2",
    });
    expect(config).toMatchObject({
      port: 0,
      redisUrl: "redis://localhost:6379/2",
      archives: ["a.warc.gz", "wayback"],
      allowHosts: ["127.0.0.1", "10.0.0.0/8"],
      webhookSchedule: [0, 1, 2],
    });
  });

  it("takes the environment before the file and the file before the default", () => {
    const QUOTARY_CONFIG = file(
      "good.json",
      JSON.stringify({ PORT: 9000, HOST: "0.0.0.0", QUOTARY_ARCHIVES: ["x.wacz"] }),
    );
    expect(loadConfig({ QUOTARY_CONFIG, PORT: "9001" })).toMatchObject({
      port: 9001,
      host: "0.0.0.0",
      archives: ["x.wacz"],
      logLevel: "info",
    });
  });

  it.each([
    ["an unknown variable", { QUOTARY_ARCHIVE: "x" }, /^QUOTARY_ARCHIVE: .*QUOTARY_ARCHIVES meant/],
    ["a port out of range", { PORT: "65536" }, /^PORT: .*from 0 to 65535/],
    ["a port that is no number", { PORT: "http" }, /^PORT: /],
    ["an unknown log level", { LOG_LEVEL: "loud" }, /^LOG_LEVEL: .*one of/],
    ["a Redis address of another kind", { REDIS_URL: "http://localhost" }, /^REDIS_URL: .*redis:/],
    ["a schedule with words", { QUOTARY_WEBHOOK_SCHEDULE: "0,soon" }, /^QUOTARY_WEBHOOK_SCHEDULE/],
    ["a host that is none", { QUOTARY_ALLOW_HOSTS: "10.0.0.0/99" }, /^QUOTARY_ALLOW_HOSTS: .*99/],
    ["an empty schedule", { QUOTARY_WEBHOOK_SCHEDULE: "," }, /^QUOTARY_WEBHOOK_SCHEDULE/],
    ["a missing file", { QUOTARY_CONFIG: "/nowhere/at/all.json" }, /^QUOTARY_CONFIG: cannot read/],
  ])("refuses %s and names the setting", (_, env, message) => {
    expect(() => loadConfig(env)).toThrow(ConfigError);
    expect(() => loadConfig(env)).toThrow(message);
  });

  it.each([
    ["unknown.json", '{"PORTS": 1}', /^PORTS: .*PORT meant/],
    ["bad.json", '{"PORT": "x"}', /^PORT: /],
    ["list.json", "[]", /^QUOTARY_CONFIG: .*JSON object/],
    ["broken.json", "{", /^QUOTARY_CONFIG: cannot read/],
  ])("refuses the file %s", (name, content, message) => {
    expect(() => loadConfig({ QUOTARY_CONFIG: file(name, content) })).toThrow(message);
  });

  it("never repeats a bad value, which may be a password", () => {
    expect(() => loadConfig({ REDIS_URL: "redys://:hunter2@host" })).not.toThrow(/hunter2/);
  });
});

describe("describeConfig", () => {
  it("hides passwords and credentials", () => {
    const shown = JSON.stringify(
      describeConfig(
        loadConfig({
          REDIS_URL: "rediss://me:hunter2@redis.example:6380",
          QUOTARY_ARCHIVES: "pywb+https://me:hunter3@archive.example/coll",
        }),
      ),
    );
    expect(shown).not.toMatch(/hunter/);
    expect(shown).toMatch(/redis\.example:6380/);
    expect(shown).toMatch(/archive\.example\/coll/);
  });

  it("tells what was set and what is a default", () => {
    const described = describeConfig(loadConfig({ PORT: "81" }));
    expect(described.find(({ name }) => name === "PORT")).toMatchObject({
      value: 81,
      isDefault: false,
    });
    expect(described.find(({ name }) => name === "HOST")).toMatchObject({ isDefault: true });
  });
});
