import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Rooms from the inside out: a file may import from its own room and from rooms named in its row. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  records: [],
  handles: ["records"],
  dates: ["records", "handles"],
  matching: ["records"],
  snapshots: ["records", "handles", "dates"],
  articles: ["records", "handles", "dates", "snapshots"],
  verdict: ["records", "handles", "dates", "matching"],
  formats: ["records"],
  engine: ["records", "handles", "dates", "matching", "snapshots", "verdict"],
};

/** Node modules that reach outside the process; the core computes and asks nobody. */
const IO_MODULES =
  /^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|process|readline|repl|inspector)(\/|$)/;
const IO_PACKAGES = /^(undici|ioredis|bullmq|express|pino|pino-http|yauzl|yazl)(\/|$)/;

/** Reads a word list that is part of a package, not of the world outside: parsing it is too slow. */
const READS_OWN_DATA: ReadonlySet<string> = new Set(["src/matching/english.ts"]);

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)|(?:^|\n)\s*import\s+"([^"]+)"/g;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
}

function roomOf(file: string): string {
  return path.relative(path.join(ROOT, "src"), file).split(path.sep)[0] ?? "";
}

describe("the core never imports an edge or Node I/O", () => {
  for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${room} imports only ${allowed.join(", ") || "itself"}`, () => {
      const files = filesBelow(path.join(ROOT, "src", room));
      expect(files.length).toBeGreaterThan(0);
      const wrong = files.flatMap((file) =>
        importsOf(file)
          .filter((specifier) => {
            if (IO_MODULES.test(specifier) || IO_PACKAGES.test(specifier))
              return !READS_OWN_DATA.has(path.relative(ROOT, file));
            if (!specifier.startsWith(".")) return false;
            const target = roomOf(path.resolve(path.dirname(file), specifier));
            return target !== room && !allowed.includes(target);
          })
          .map((specifier) => `${path.relative(ROOT, file)} imports ${specifier}`),
      );
      expect(wrong).toEqual([]);
    });
  }
});

/** Edges that know part of the core and little else. */
const EDGES_MAY_IMPORT: Record<string, readonly string[]> = {
  "post-index": ["records", "dates", "engine"],
  translation: ["matching", "net"],
};

describe("an edge knows neither its neighbours nor anything above it", () => {
  for (const [room, allowed] of Object.entries(EDGES_MAY_IMPORT)) {
    it(`${room} imports only ${allowed.join(", ")}`, () => {
      const wrong = filesBelow(path.join(ROOT, "src", room)).flatMap((file) =>
        importsOf(file).filter((specifier) => {
          const target = roomOf(path.resolve(path.dirname(file), specifier));
          return specifier.startsWith(".") && target !== room && !allowed.includes(target);
        }),
      );
      expect(wrong).toEqual([]);
    });
  }
});
