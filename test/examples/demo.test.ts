import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DEMO = path.join(ROOT, "dist/examples/demo.js");

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), "quotary demo test "));
});

afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  ended: Promise<number | null>;
}

function startDemo(args: readonly string[] = []): Run {
  const child = spawn(process.execPath, [DEMO, ...args], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary, INIT_CWD: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended: once(child, "close").then(([code]) => code as number | null),
  };
}

/** Command lines of processes that name this run's folder: the service and its Redis. */
function leftOverProcesses(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return []; // Ended while we looked.
      }
    })
    .filter((line) => line.includes(temporary));
}

interface Row {
  who: string;
  outcome: string;
  checks: string;
  body: string;
}

/** The rows as printed: number, outcome and author in the first line; the checks in a later one. */
function rowsOf(output: string): Row[] {
  return output.split(/\n(?= {0,2}\d+ {2}[a-z-]+ )/).flatMap((block) => {
    const head = block.match(/^ *\d+ {2}([a-z-]+) +@(\w+), .*\n/);
    if (!head) return [];
    const body = block.slice(head[0].length).split("\n\n")[0] ?? "";
    const checks = body.match(/handle (\S+) · date (\S+) · text (\S+)/);
    return [
      {
        outcome: head[1] ?? "",
        who: head[2] ?? "",
        checks: checks ? checks.slice(1).join(" ") : "",
        body: body.replace(/\s+/g, " "),
      },
    ];
  });
}

/** Author, outcome, classes of the three checks, and words that the row must mark or say. */
const EXPECTED: [string, string, string, string][] = [
  ["SaltmerePort", "verified", "exact same-utc-day verbatim", "saltmere-2023.wacz"],
  ["t_verhallen", "verified", "exact same-utc-day normalised", "posted 2023-03-09"],
  ["BridgeWatchSM", "verified-with-notes", "exact same-utc-day extract", ""],
  ["loan_keravel", "verified-with-notes", "exact same-utc-day translated", ""],
  ["KverneFerries", "discrepancy", "lookalike same-utc-day verbatim", "KverneFerrles"],
  ["SaltmereUnion", "unverifiable", "", ""],
  ["InesDalgaard", "verified-with-notes", "renamed same-utc-day verbatim", "QuayInes"],
  ["mira_oskolund", "discrepancy", "exact same-utc-day altered", "will {+not+} raise"],
  ["SaltmerePort", "discrepancy", "exact different verbatim", "posted 2018-10-26"],
  ["BridgeWatchSM", "discrepancy", "exact same-utc-day altered", "[-47-]{+74+} lorries"],
  ["t_verhallen", "verified-with-notes", "exact same-utc-day elided", "[…][-, counted"],
  ["odile_brandvik", "verified-with-notes", "exact same-utc-day truncated", "neigh[-bours-]"],
  ["odile_brandvik", "verified-with-notes", "exact possible-timezone verbatim", ""],
  // Asked of the archive that is down.
  ["SaltmereUnion", "inconclusive", "", ""],
];

describe("npm run demo", () => {
  it("brings out every outcome and every check, on real processes, and cleans up", async () => {
    const demo = startDemo();
    expect(await demo.ended, demo.errors()).toBe(0);
    const rows = rowsOf(demo.output());
    expect(rows.map(({ who, outcome, checks }) => [who, outcome, checks])).toEqual(
      EXPECTED.map(([who, outcome, checks]) => [who, outcome, checks]),
    );
    for (const [index, [, , , words]] of EXPECTED.entries()) {
      expect(rows[index]?.body).toContain(words);
    }
    expect(demo.output()).toMatch(
      /Webhook verification\.completed received \(\S+\), and 13 × verdict\.created; every signature is good\./,
    );
    expect(demo.output()).not.toMatch(/\bfake\b/i);
    expect(demo.output()).not.toContain("\u001b");
    expect(readdirSync(temporary)).toEqual([]);
    expect(leftOverProcesses()).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "leaves nothing behind when told to stop by %s",
    async (signal) => {
      const demo = startDemo();
      await new Promise<void>((resolve) => {
        demo.child.stdout?.on("data", () => {
          if (demo.output().includes("POST /v1/verifications")) resolve();
        });
      });
      demo.child.kill(signal);
      expect(await demo.ended).toBe(130);
      expect(readdirSync(temporary)).toEqual([]);
      expect(leftOverProcesses()).toEqual([]);
    },
  );

  it("checks records of one's own against an archive of one's own", async () => {
    const quote = {
      author: { handle: "@SaltmerePort" },
      date: "9 March 2023",
      text: "Ferries run every 20 minutes until it opens again.",
    };
    writeFileSync(path.join(temporary, "mine.jsonl"), `${JSON.stringify(quote)}\n`);
    const archive = path.join(ROOT, "examples/archive/saltmere-2023.wacz");
    const demo = startDemo(["mine.jsonl", "--archive", archive]);
    expect(await demo.ended, demo.errors()).toBe(0);
    expect(rowsOf(demo.output())).toMatchObject([
      { who: "SaltmerePort", outcome: "verified-with-notes", checks: "exact same-utc-day extract" },
    ]);
    expect(readdirSync(temporary)).toEqual(["mine.jsonl"]);
  });

  it("names a file it cannot use, and exits 2", async () => {
    const demo = startDemo(["no-such-file.json"]);
    expect(await demo.ended).toBe(2);
    expect(demo.errors()).toContain("no-such-file.json");
    expect(readdirSync(temporary)).toEqual([]);
  });
});
