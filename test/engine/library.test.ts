import { describe, expect, it, onTestFinished } from "vitest";
import type { Archive, AskContext, CaptureRef } from "../../src/engine/archive.js";
import { Library } from "../../src/engine/library.js";
import { readSnapshot } from "../../src/snapshots/read.js";

const BODY = Buffer.alloc(50 * 1024 * 1024, " ");

function countingArchive(): { archive: Archive; asked: string[] } {
  const asked: string[] = [];
  const archive = {
    name: "shelf",
    read: async (ref: CaptureRef) => {
      asked.push(ref.uriM);
      const about = { uriR: null, capturedAt: null, contentType: null, status: 200 };
      return { ref, capture: { ...about, body: BODY } };
    },
  } as unknown as Archive;
  return { archive, asked };
}

const refOf = (name: string) => ({ uriM: name, uriR: "https://news.example/" }) as CaptureRef;

describe("an index of posts that many wait for", () => {
  it("has no more of them listen to one signal than Node holds for right", async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => void warnings.push(warning);
    process.on("warning", keep);
    onTestFinished(() => void process.off("warning", keep));
    let list = () => {};
    const listed = new Promise<void>((resolve) => {
      list = resolve;
    });
    const archive = {
      name: "shelf",
      listAll: async () => {
        await listed;
        return { captures: [], truncated: false, problems: [] };
      },
    } as unknown as Archive;
    const library = new Library(
      async (capture) => readSnapshot(capture),
      () => {},
    );
    const waits = Array.from({ length: 30 }, () =>
      library.postIndex(archive, { signal: new AbortController().signal } as AskContext),
    );
    list();
    await Promise.all(waits);
    await new Promise(setImmediate);
    expect(warnings).toEqual([]);
  });
});

describe("an answer that several wait for", () => {
  const asking = () => {
    const signals: AbortSignal[] = [];
    let answer = () => {};
    const archive = {
      name: "slow",
      find: (_query: unknown, { signal }: AskContext) => {
        signals.push(signal);
        return new Promise((resolve, reject) => {
          answer = () => resolve({ captures: [], truncated: false, problems: [] });
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      },
    } as unknown as Archive;
    const library = new Library(
      async (capture) => readSnapshot(capture),
      () => {},
    );
    const find = ({ signal }: AbortController) =>
      library.find(archive, { kind: "exact", uriR: "x" }, { signal } as AskContext);
    return { find, signals, answer: () => answer() };
  };

  it("is waited for by those who are left when one stops waiting", async () => {
    const { find, signals, answer } = asking();
    const [one, other] = [new AbortController(), new AbortController()];
    const [left, stays] = [find(one), find(other)];
    one.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    answer();
    expect(await stays).toMatchObject({ captures: [] });
  });

  it("is broken off when the last one stops waiting, and asked for anew by the next", async () => {
    const { find, signals, answer } = asking();
    const all = [new AbortController(), new AbortController()];
    const waits = all.map((one) => find(one));
    for (const one of all) one.abort(new Error("left"));
    await Promise.all(waits.map((wait) => expect(wait).rejects.toThrow("left")));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    const next = find(new AbortController());
    answer();
    expect(await next).toMatchObject({ captures: [] });
    expect(signals).toHaveLength(2);
  });
});

describe("the other posts of a page", () => {
  it("are read again after a reading that broke down", async () => {
    const { archive } = countingArchive();
    let readings = 0;
    const snapshot = {
      ...readSnapshot({ uriR: null, body: Buffer.from("") } as never),
      main: { id: "1" } as never,
    };
    const library = new Library(
      async () => {
        readings += 1;
        if (readings === 2) throw new Error("the thread is gone");
        return snapshot;
      },
      () => {},
    );
    const context = { signal: new AbortController().signal } as AskContext;
    const { posts } = await library.read(archive, refOf("a"), context);
    await expect(posts()).rejects.toThrow("the thread is gone");
    expect(await posts()).toEqual([]);
    await posts();
    expect(readings).toBe(3);
  });
});

describe("readings kept by a library", () => {
  it("are bounded by the bytes of their captures: the oldest is read again", async () => {
    const { archive, asked } = countingArchive();
    const library = new Library(
      async (capture) => readSnapshot(capture),
      () => {},
    );
    const context = { signal: new AbortController().signal } as AskContext;
    const read = (name: string) => library.read(archive, refOf(name), context);
    await read("a");
    await read("b");
    await read("a");
    expect(asked).toEqual(["a", "b"]);
    await read("c");
    await read("b");
    await read("c");
    expect(asked).toEqual(["a", "b", "c"]);
    await read("a");
    expect(asked).toEqual(["a", "b", "c", "a"]);
  });
});

it("the nearest capture is asked for anew where what was answered before does not count", async () => {
  let asked = 0;
  const nearestOf = async () => {
    asked += 1;
    return null;
  };
  const archive = { name: "far", nearest: nearestOf } as unknown as Archive;
  const library = new Library(
    async (capture) => readSnapshot(capture),
    () => {},
  );
  const { signal } = new AbortController();
  const nearest = (fresh: boolean) =>
    library.nearest(archive, "https://news.example/", "2026-11-24T12:00:00Z", {
      signal,
      fresh,
    } as AskContext);
  await nearest(false);
  await nearest(false);
  expect(asked).toBe(1);
  await nearest(true);
  expect(asked).toBe(2);
});
