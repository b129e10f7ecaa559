import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { abortable, anySignal } from "../../src/engine/abortable.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("a signal made of others", () => {
  it("keeps a time limit that nobody else holds, whatever is collected meanwhile", async () => {
    const limited = () => anySignal([new AbortController().signal, AbortSignal.timeout(50)]);
    const nested = anySignal([limited(), new AbortController().signal]);
    const waiting = abortable(new Promise(() => {}), nested).catch((reason: Error) => reason.name);
    await new Promise((done) => setTimeout(done, 5));
    for (let n = 0; n < 10; n++) collectGarbage();
    expect(await waiting).toBe("TimeoutError");
  });

  it("has the reason of the one that came first", () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const any = anySignal([first.signal, second.signal]);
    second.abort("second");
    first.abort("first");
    expect(any.reason).toBe("second");
  });
});
