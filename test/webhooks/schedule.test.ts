import { describe, expect, it } from "vitest";
import { createAllowList } from "../../src/net/allow-list.js";
import { whyNoWebhookAddress } from "../../src/webhooks/address.js";
import { readRetryAfter, waitBeforeRetry } from "../../src/webhooks/schedule.js";
import { newWebhookSecret } from "../../src/webhooks/secret.js";

const schedule = [0, 5, 300];

describe("waitBeforeRetry", () => {
  it.each([
    ["the schedule's next entry", 1, null, 0, 5_000],
    ["its last entry once it is used up", 9, null, 0, 300_000],
    ["up to a fifth more at random", 2, null, 1, 360_000],
    ["what the receiver asks for, when longer", 1, 60, 0, 60_000],
    ["the schedule, when the receiver asks for less", 2, 1, 0, 300_000],
    ["a day at most", 1, 10 ** 9, 0, 86_400_000],
  ])("is %s", (_, made, asked, random, wait) => {
    expect(waitBeforeRetry(schedule, made, asked, () => random)).toBe(wait);
  });
});

describe("readRetryAfter", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  it.each([
    ["120", 120],
    ["Tue, 24 Nov 2026 12:01:00 GMT", 60],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["soon", null],
    ["-5", null],
    [undefined, null],
  ])("%s", (value, seconds) => {
    if (value === "-5") expect(readRetryAfter(value, now) ?? 0).toBe(0);
    else expect(readRetryAfter(value, now)).toBe(seconds);
  });
});

describe("whyNoWebhookAddress", () => {
  const allow = createAllowList(["127.0.0.1", "hooks.internal"]);
  it.each([
    ["https://news.example/hook", null],
    ["http://127.0.0.1:9/hook", null],
    ["http://hooks.internal/x", null],
    ["http://127.0.0.2/", /internal/],
    ["http://０x7f.0.0.2/", /internal/],
    ["http://[::ffff:10.0.0.1]/", /internal/],
    ["http://localhost./", /internal/],
    ["gopher://news.example/", /http/],
    ["//news.example/", /absolute/],
    ["https://u:p@news.example/", /password/],
  ])("%s", (address, because) => {
    const why = whyNoWebhookAddress(address, allow);
    if (because === null) expect(why).toBeNull();
    else expect(why).toMatch(because);
  });
});

describe("newWebhookSecret", () => {
  it("holds 32 bytes, different each time", () => {
    const [a, b] = [newWebhookSecret(), newWebhookSecret()];
    expect(Buffer.from(a.replace("whsec_", ""), "base64")).toHaveLength(32);
    expect(a).not.toBe(b);
  });
});
