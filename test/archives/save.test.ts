import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { writeEvidence } from "../../src/evidence/write.js";
import { itemOf, newKeeper } from "../evidence/support.js";
import { openAt } from "../support/archive-server/in-test.js";
import { apiStatus, inventPost, permalinkOf } from "../support/posts.js";

const POST = inventPost({ text: "The night tram runs on weekdays from the first of June." });
const URL_OF_POST = permalinkOf(POST);
const QUOTE = { url: URL_OF_POST, author: { handle: POST.handle }, text: POST.text };
const SAVED = "20240601101112";

vi.mock("node:timers/promises", async (original) => ({
  ...(await original<typeof import("node:timers/promises")>()),
  // Looks at a job are seconds apart; here they need not be.
  setTimeout: async () => {},
}));

/** An archive without captures that makes one when it is told to, as "Save Page Now 2" does. */
async function saving(states: readonly object[], order: object = { job_id: "spn2-abc" }) {
  const orders: { form: URLSearchParams; authorization: string | undefined }[] = [];
  let looks = 0;
  let isSaved = false;
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const json = (value: object, status = 200) =>
      response.writeHead(status).end(JSON.stringify(value));
    if (request.method === "POST") {
      const { authorization } = request.headers;
      orders.push({ form: new URLSearchParams(await text(request)), authorization });
      return json(order, "message" in order && !("job_id" in order) ? 401 : 200);
    }
    if (path.startsWith("/save/status/")) {
      const state = states[looks++] ?? { status: "pending" };
      isSaved ||= "timestamp" in state;
      return json(state);
    }
    if (path.startsWith("/cdx/")) return response.writeHead(200).end("");
    if (isSaved && path.startsWith(`/web/${SAVED}id_/`)) {
      const headers = {
        "memento-datetime": "Sat, 01 Jun 2024 10:11:12 GMT",
        "content-type": "application/json",
      };
      return response.writeHead(200, headers).end(JSON.stringify(apiStatus(POST)));
    }
    return response.writeHead(404).end("The Wayback Machine has not archived that URL.");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const check = async (saveKey: string | null, save = true) => {
    const archive = await openAt(`wayback+${origin}`, { saveKey, saveWithinSeconds: 2_700 });
    let keep = async () => {};
    const verdict = await createEngine({ archives: [archive] }).check(QUOTE, {
      id: "vd_1",
      save,
      onAccount: (account) => {
        keep = () => keeper.keep(verdict, account);
      },
    });
    await keep();
    return verdict;
  };
  const keeper = await newKeeper();
  return { check, orders, keeper };
}

const DONE = { status: "success", timestamp: SAVED, original_url: URL_OF_POST };

describe("a linked post that no archive holds, with leave to save", () => {
  it("becomes evidence that gives the same verdict again, saved or not", async () => {
    for (const states of [[DONE], [{ status: "error", status_ext: "error:no-access" }]]) {
      const { check, keeper } = await saving(states);
      const verdict = await check("access:secret");
      const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], null);
      const again = await verifyEvidence(bytes);
      expect(again).toMatchObject({
        ok: true,
        verdicts: [{ outcome: verdict.outcome, differences: [] }],
      });
    }
  });

  it("is captured, and the verdict says who had it made and when", async () => {
    const { check, orders } = await saving([{ status: "pending" }, DONE]);
    const verdict = await check("access:secret");
    expect(verdict.outcome).toMatch(/^verified/);
    expect(verdict.evidence[0]).toMatchObject({
      madeByUs: true,
      capturedAt: "2024-06-01T10:11:12Z",
    });
    const finding = verdict.findings.find(({ code }) => code === "evidence.saved-by-us");
    expect(finding?.because).toContain("after a question");
    expect(orders).toHaveLength(1);
    expect(orders[0]?.authorization).toBe("LOW access:secret");
    expect(Object.fromEntries(orders[0]?.form ?? [])).toMatchObject({
      url: URL_OF_POST,
      if_not_archived_within: "2700",
    });
  });

  it("is not saved unless the request says so and credentials are there", async () => {
    const { check, orders } = await saving([DONE]);
    expect((await check("access:secret", false)).outcome).toBe("unverifiable");
    expect((await check(null)).outcome).toBe("unverifiable");
    expect(orders).toEqual([]);
  });

  it.each<[string, object[], object | undefined, RegExp]>([
    [
      "cannot be captured",
      [{ status: "error", status_ext: "error:no-access", message: "Forbidden" }],
      undefined,
      /cannot capture it: Forbidden/,
    ],
    [
      "failed for now",
      [{ status: "error", status_ext: "error:no-captures" }],
      undefined,
      /could not capture it now/,
    ],
    [
      "was captured too often today",
      [{ status: "error", status_ext: "error:too-many-daily-captures" }],
      undefined,
      /no more today/,
    ],
    ["waits for hours", [], undefined, /may still do so/],
    [
      "led elsewhere",
      [{ ...DONE, original_url: "https://twitter.com/login" }],
      undefined,
      /the link led to/,
    ],
    [
      "needs a login",
      [],
      { message: "You need to be logged in" },
      /does not accept QUOTARY_SAVE_KEY/,
    ],
  ])(
    "that %s stays unverifiable, with the reason in the account",
    async (_, states, order, because) => {
      const { check } = await saving(states, order);
      const verdict = await check("access:secret");
      expect(verdict.outcome).toBe("unverifiable");
      expect(verdict.search[0]?.problems.join("\n")).toMatch(because);
    },
  );
});
