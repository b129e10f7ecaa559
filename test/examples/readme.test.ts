import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../config/index.js";
import { RequestSchema } from "../../src/records/request.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

/** Paths of this repository as written in code spans: `src/…`, `config/archives.json`. */
function pathsIn(document: string): string[] {
  const spans = [
    ...read(document).matchAll(/`((?:src|test|config|docs|examples|workers)\/[^`\s]*)`/g),
  ];
  return spans.map(([, span]) => span ?? "").filter((span) => !/NAME|…/.test(span));
}

describe.each(DOCUMENTS)("%s", (document) => {
  it("names files and folders that exist", () => {
    expect(pathsIn(document).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it("links to files that exist", () => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      ([, to]) => to ?? "",
    );
    const folder = path.dirname(path.join(ROOT, document));
    expect(links.filter((to) => !existsSync(path.resolve(folder, to)))).toEqual([]);
  });
});

describe("README.md", () => {
  it("shows the two commands on the first screen", () => {
    const screen = read("README.md").split("\n").slice(0, 24).join("\n");
    expect(screen).toContain("npm run demo");
    expect(screen).toContain("npm test");
  });

  it("names scripts and commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const run = [...read("README.md").matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    const commands = [...read("README.md").matchAll(/dist\/src\/cli\.js ([a-z-]+)/g)];
    const listed = read("src/cli/main.ts").replaceAll('"', "");
    expect(
      commands.map(([, name]) => name).filter((name) => !listed.includes(`  ${name}:`)),
    ).toEqual([]);
  });

  it("gives the defaults that are in force", () => {
    const config = loadConfig({});
    const readme = read("README.md").replace(/ +/g, " ");
    expect(readme).toContain(`| \`PORT\`, \`HOST\` | ${config.port}, ${config.host} |`);
    expect(readme).toContain(`| \`QUOTARY_DATA\` | \`${config.dataFolder}\` |`);
    expect(readme).toContain(`| \`QUOTARY_ARCHIVES\` | \`${config.archives.join()}\` |`);
    expect(readme).toContain(`| \`LOG_LEVEL\` | \`${config.logLevel}\` |`);
  });

  it("shows a request that the API takes, and a record", () => {
    const posted = read("README.md").match(/-d '(\{[^']*\})'/)?.[1] ?? "";
    expect(RequestSchema.safeParse(JSON.parse(posted)).success).toBe(true);
    const record = read("README.md").match(/```json\n([\s\S]*?)```/)?.[1] ?? "";
    expect(RequestSchema.safeParse({ quotes: [JSON.parse(record)] }).success).toBe(true);
  });
});

describe("docs/architecture.md", () => {
  it("has a row for every room, and none for a room that is gone", () => {
    const rooms = readdirSync(path.join(ROOT, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const rows = read("docs/architecture.md").match(/^\| `.*$/gm) ?? [];
    const named = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
    );
    expect(named.sort()).toEqual(rooms.sort());
  });
});
