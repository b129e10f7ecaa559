import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  buildBecause,
  FINGERPRINT,
  findProgram,
  fingerprintSources,
  installBecause,
  isNewEnough,
  leftOverOutputs,
  missingOutputs,
  staleBecause,
} from "../../scripts/setup-decisions.mjs";

const HERE = { os: "linux", cpu: "x64" };

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "quotary setup "));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(file: string, text = ""): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

describe("the Node version", () => {
  it.each([
    ["20.18.1", true],
    ["v20.18.1", true],
    ["20.18.0", false],
    ["20.9.9", false],
    ["18.20.8", false],
    ["22.0.0", true],
    ["100.0.0", true],
    ["20.18.1-nightly", true],
  ])("%s against >=20.18.1: %s", (version, enough) => {
    expect(isNewEnough(version, ">=20.18.1")).toBe(enough);
  });

  it("refuses a range it does not understand rather than guess", () => {
    expect(() => isNewEnough("20.18.1", "^20 || >=22")).toThrow("cannot compare");
  });
});

describe("installed packages against the lockfile", () => {
  const locked = {
    "": { version: "1.0.0" },
    "node_modules/a": { version: "1.2.3", integrity: "sha512-a" },
    "node_modules/a/node_modules/b": { version: "2.0.0", integrity: "sha512-b" },
  };
  const { "": _root, ...installed } = locked;

  it("says nothing when they are the same", () => {
    expect(staleBecause(locked, installed, HERE)).toBeNull();
  });

  it.each([
    ["another version", { version: "1.2.4", integrity: "sha512-a" }],
    ["other contents of the same version", { version: "1.2.3", integrity: "sha512-z" }],
  ])("names a package of %s", (_what, have) => {
    const because = staleBecause(locked, { ...installed, "node_modules/a": have }, HERE);
    expect(because).toContain("node_modules/a is ");
  });

  it("names a package that is missing, and one too many", () => {
    const { "node_modules/a/node_modules/b": _gone, ...fewer } = installed;
    expect(staleBecause(locked, fewer, HERE)).toBe("node_modules/a/node_modules/b is missing");
    const more = { ...installed, "node_modules/c": { version: "1.0.0" } };
    expect(staleBecause(locked, more, HERE)).toBe("node_modules/c is not in the lockfile");
  });

  it.each([
    ["made for another system", { os: ["darwin"], cpu: ["x64"] }, null],
    ["made for another processor", { os: ["linux"], cpu: ["arm64"] }, null],
    ["not made for this system", { os: ["!linux"] }, null],
    ["of a C library that may not be ours", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }, null],
    ["wanted by such a package", {}, null],
    ["made for this machine", { os: ["linux"], cpu: ["x64"] }, "node_modules/native is missing"],
    ["made for all but another system", { os: ["!win32"] }, "node_modules/native is missing"],
  ])("an absent optional package %s: %j gives %j", (_what, limits, because) => {
    const native = { version: "1.0.0", optional: true, ...limits };
    expect(staleBecause({ ...locked, "node_modules/native": native }, installed, HERE)).toBe(
      because,
    );
  });

  it("wants an install where there is none, or a package folder was removed", () => {
    put("package-lock.json", JSON.stringify({ packages: locked }));
    expect(installBecause(root, HERE)).toContain("missing");
    put("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
    put("node_modules/a/package.json", "{}");
    expect(installBecause(root, HERE)).toBe("node_modules/a/node_modules/b was removed");
    put("node_modules/a/node_modules/b/package.json", "{}");
    expect(installBecause(root, HERE)).toBeNull();
  });
});

describe("finding a program", () => {
  it("takes the first name that can be run, over all folders of the path", () => {
    put("one/valkey-server");
    put("two/redis-server");
    const search = ["", path.join(root, "none"), path.join(root, "one"), path.join(root, "two")];
    const find = () => findProgram(["redis-server", "valkey-server"], search.join(path.delimiter));
    expect(find()).toBeNull();
    chmodSync(path.join(root, "one/valkey-server"), 0o755);
    expect(find()).toBe(path.join(root, "one/valkey-server"));
    chmodSync(path.join(root, "two/redis-server"), 0o755);
    expect(find()).toBe(path.join(root, "two/redis-server"));
  });

  it("does not take a folder of that name for the program", () => {
    put("bin/redis-server/file");
    expect(findProgram(["redis-server"], path.join(root, "bin"))).toBeNull();
  });
});

describe("the build", () => {
  beforeEach(() => {
    put("tsconfig.json", "{}");
    put("package-lock.json", "{}");
    put("src/a.ts", "export const a = 1;");
    put("config/archives.json", "{}");
  });

  function pretendBuilt(): string {
    const fingerprint = fingerprintSources(root);
    put("dist/src/a.js");
    put("dist/src/a.js.map");
    put("dist/config/archives.json");
    put(`dist/${FINGERPRINT}`, `${fingerprint}\n`);
    return fingerprint;
  }

  it("is needed where there is none, and not again", () => {
    expect(buildBecause(root, fingerprintSources(root))).toContain("no build");
    pretendBuilt();
    expect(buildBecause(root, fingerprintSources(root))).toBeNull();
  });

  it.each([
    ["changed words", () => put("src/a.ts", "export const a = 2;")],
    ["a new file", () => put("workers/main.ts")],
    ["a renamed file", () => rmSync(path.join(root, "src/a.ts"))],
    ["other settings", () => put("tsconfig.json", '{ "compilerOptions": {} }')],
    ["other packages", () => put("package-lock.json", '{ "packages": {} }')],
  ])("is needed again for %s", (_what, change) => {
    pretendBuilt();
    change();
    expect(buildBecause(root, fingerprintSources(root))).toBe("the sources have changed");
  });

  it("is not needed again for a file that is not compiled", () => {
    const fingerprint = pretendBuilt();
    put("examples/newsroom/article.html", "<p>");
    expect(fingerprintSources(root)).toBe(fingerprint);
  });

  it("is needed again when a compiled file was removed", () => {
    const fingerprint = pretendBuilt();
    rmSync(path.join(root, "dist/src/a.js"));
    expect(missingOutputs(root)).toEqual(["dist/src/a.js"]);
    expect(buildBecause(root, fingerprint)).toBe("parts of the build were removed");
  });

  it("knows compiled files whose source is gone", () => {
    pretendBuilt();
    put("dist/src/gone.js");
    put("dist/src/gone.js.map");
    expect(leftOverOutputs(root)).toEqual(["dist/src/gone.js", "dist/src/gone.js.map"]);
  });
});
