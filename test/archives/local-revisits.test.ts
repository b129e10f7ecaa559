import { describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { bodies, openFiles, POST, post, readAll } from "../support/archive-files.js";

describe("revisits", () => {
  const refersTo = { uriR: POST, capturedAt: "2023-02-01T10:11:12Z" };
  const body = post(1).body;

  it("bring the body of the capture they refer to, with their own time", async () => {
    const revisit = post(2, { type: "revisit", body, refersTo });
    const [first, second] = await readAll(
      await openFiles({ "p.warc.gz": await writeWarc([post(1), revisit]) }),
    );
    expect(bodies([first, second])).toEqual([body, body]);
    expect(second).toMatchObject({
      digestVerified: true,
      digest: first.digest,
      capture: { capturedAt: "2023-02-02T10:11:12Z" },
    });
    expect(second.ref.status).toBe(200);
  });

  it("find the same digest of the same address where they refer to nothing", async () => {
    const again = post(2, { type: "revisit", body, uriR: POST });
    expect(
      bodies(await readAll(await openFiles({ "p.warc.gz": await writeWarc([again, post(1)]) }))),
    ).toEqual([body, body]);
  });

  it("are found in another file of the folder", async () => {
    const revisit = post(2, { type: "revisit", body, refersTo });
    const archive = await openFiles({
      "a.warc.gz": await writeWarc([revisit]),
      "b.warc.gz": await writeWarc([post(1)]),
    });
    expect(bodies(await readAll(archive))).toEqual([body, body]);
  });

  it("without their original cannot be read, and are not empty", async () => {
    const others = [
      post(2, { type: "revisit", body, refersTo }),
      post(3, { type: "revisit", body: "other words", refersTo: { ...refersTo, uriR: POST } }),
    ];
    for (const revisit of others) {
      const archive = await openFiles({ "p.warc.gz": await writeWarc([revisit, post(4)]) });
      expect(bodies(await readAll(archive))).toContain("CaptureUnreadableError");
    }
  });

  it("of an empty page are empty, and need no original", async () => {
    const [read] = await readAll(
      await openFiles({ "p.warc.gz": await writeWarc([post(2, { type: "revisit", body: "" })]) }),
    );
    expect([read.capture.body.length, read.digestVerified]).toEqual([0, true]);
  });

  it("of an unknown kind are not interpreted", async () => {
    const warc = (
      await writeWarc([post(1), post(2, { type: "revisit", body, refersTo })], { gzip: false })
    ).toString();
    const archive = await openFiles({
      "p.warc": warc.replace("identical-payload-digest", "something-like-it-12345"),
    });
    expect(bodies(await readAll(archive))).toEqual([body, "CaptureUnreadableError"]);
  });
});
