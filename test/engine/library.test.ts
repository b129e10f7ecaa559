import { describe, expect, it } from "vitest";
import type { Archive, AskContext, CaptureRef } from "../../src/engine/archive.js";
import { Library } from "../../src/engine/library.js";

const BODY = Buffer.alloc(50 * 1024 * 1024, " ");

function countingArchive(): { archive: Archive; asked: string[] } {
  const asked: string[] = [];
  const archive = {
    name: "shelf",
    read: async ({ uriM }: CaptureRef) => {
      asked.push(uriM);
      const about = { uriR: null, capturedAt: null, contentType: null, status: 200 };
      return { capture: { ...about, body: BODY } };
    },
  } as unknown as Archive;
  return { archive, asked };
}

describe("readings kept by a library", () => {
  it("are bounded by the bytes of their captures: the oldest is read again", async () => {
    const { archive, asked } = countingArchive();
    const library = new Library(() => {});
    const context = { signal: new AbortController().signal } as AskContext;
    const read = (name: string) => library.read(archive, { uriM: name } as CaptureRef, context);
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
