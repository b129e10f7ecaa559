import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { COUNTED } from "../src/metrics/families.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** Names of figures that the service shows. */
const KNOWN = new Set([
  ...Object.keys(COUNTED),
  ...[...read("src/metrics/registry.ts").matchAll(/gauge\("(\w+)"/g)].map((m) => `quotary_${m[1]}`),
  ...["bucket", "count"].map((part) => `quotary_http_request_duration_seconds_${part}`),
]);

describe.each(["deploy/prometheus-rules.yml", "deploy/grafana-dashboard.json"])("%s", (file) => {
  it("asks for figures that there are", () => {
    const asked = [...read(file).matchAll(/\bquotary_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !KNOWN.has(name))).toEqual([]);
  });
});

describe("compose.yaml", () => {
  it("gives API and workers one folder of data, for what workers keep is handed out by the API", () => {
    const [, api = "", worker = ""] =
      /^ {2}api:\n([\s\S]*?)^ {2}worker:\n([\s\S]*?)^volumes:/m.exec(read("compose.yaml")) ?? [];
    expect(api).toMatch(/volumes: &volumes\n(?:.*\n)*? {6}- data:\/data$/m);
    expect(worker).toContain("volumes: *volumes");
  });
});

/** Of Debian's `prometheus`; where it is not installed, only names are looked at. */
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

describe.runIf(hasPromtool)("the alerts", () => {
  it.each([
    ["check", "prometheus-rules.yml"],
    ["test", "prometheus-rules.test.yml"],
  ])("pass promtool %s rules %s", (verb, file) => {
    const { status, stdout, stderr } = spawnSync(
      "promtool",
      [verb, "rules", path.join(ROOT, "deploy", file)],
      { encoding: "utf8" },
    );
    expect(`${stdout}${stderr}`).not.toMatch(/FAILED/);
    expect(status).toBe(0);
  });
});
