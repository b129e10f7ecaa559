import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../src/http/server.js";
import { htmlProblems } from "../support/html.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (file) => existsSync(file),
);

const quote = { text: `Good morning ${"long".repeat(100)}`, author: { handle: "someone" } };

let redis: TestRedis;
let api: TestApi;
let server: RunningServer;
let worker: ReturnType<typeof startTestWorker>;

beforeAll(async () => {
  redis = await startTestRedis();
  const config = testConfig(redis.url);
  api = await startTestApi(config);
  server = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  worker = startTestWorker(config, plainCheck);
});
afterAll(async () => {
  await worker.close(1);
  await server.close(0);
  await api.close();
  await redis.remove();
});

it.each(["/", "/docs"])("%s is HTML by the standard", async (path) => {
  expect(await htmlProblems((await request(api.app).get(path)).text)).toEqual([]);
});

describe("the newsroom page", () => {
  it("is at /, and may run nothing but its own script", async () => {
    const { status, text, headers } = await request(api.app).get("/");
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'sha256-/);
    expect(text).not.toMatch(/\b(?:src|href)="?https?:/);
  });

  it("sends nobody to HTTPS who came by HTTP", async () => {
    const { headers } = await request(api.app).get("/docs");
    expect(headers["content-security-policy"]).not.toContain("upgrade-insecure-requests");
  });
});

describe.runIf(CHROMIUM !== undefined)("the newsroom page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });

  it("checks the quotes of an article, shows what comes from outside as text, and names problems", async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => {
      if (/Content Security Policy/.test(line.text())) faults.push(line.text());
    });
    await page.goto(server.url);
    const quotes = [{ text: "Good <img src=x> morning", author: { handle: "someone" } }];
    await page.fill("#article", JSON.stringify({ quotes }));
    await page.click("#send");
    await page.waitForSelector("li .verified");
    expect(await page.textContent("li blockquote")).toBe("Good <img src=x> morning");
    expect(await page.textContent("#workers")).toMatch(/^Workers: /);
    await page.waitForSelector('#send[aria-disabled="false"]');
    await page.fill("#article", '{"quotes":[]}');
    await page.click("#send");
    // Not waitForFunction: when it has to ask twice it evaluates a string, which the page's policy forbids.
    await page.waitForSelector("#state:has-text('/quotes')");
    expect(faults).toEqual([]);
  }, 60_000);

  it("is used by keyboard alone: the focus stays where it was, also while verdicts come in", async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.keyboard.press("Tab");
    await page.keyboard.insertText(JSON.stringify({ quotes: [quote] }));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector('#send[aria-disabled="false"]');
    expect(await page.locator(":focus").getAttribute("id")).toBe("send");
    expect(await page.getByRole("list", { name: "Verdicts" }).getByRole("listitem").count()).toBe(
      1,
    );
  }, 60_000);

  it("goes on asking where the service cannot be reached for a while", async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    let refused = 0;
    await page.route("**/v1/verifications/*", (route) => {
      refused += 1;
      if (refused === 1) return route.abort();
      if (refused === 2) return route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" });
      return route.continue();
    });
    await page.fill("#article", JSON.stringify({ quotes: [quote] }));
    await page.click("#send");
    await page.waitForSelector("#state:has-text('502')");
    await page.waitForSelector("li .verified");
  }, 60_000);

  it.each(["/", "/docs", "verdict"])(
    "%s fits a telephone and is dark where that is wanted",
    async (at) => {
      const { body } = await request(api.app)
        .post("/v1/verifications")
        .send({ quotes: [quote] });
      const done = (await request(api.app).get(`${body.links.self}?wait=10`)).body;
      const address = at === "verdict" ? `/v1/verdicts/${done.quotes[0].verdict.id}.html` : at;
      const viewport = { width: 320, height: 640 };
      const page = await browser.newPage({ viewport, colorScheme: "dark" });
      await page.goto(server.url + address);
      const ground = "getComputedStyle(document.body).backgroundColor";
      expect(await page.evaluate(ground)).toBe("rgb(24, 26, 27)");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
      expect(await page.getByRole("main").count()).toBe(1);
    },
    60_000,
  );

  it("the board of queues loads nothing from elsewhere", async () => {
    const page = await browser.newPage();
    const elsewhere: unknown[] = [];
    page.on("requestfailed", (one) => elsewhere.push(one.failure()?.errorText));
    page.on("requestfinished", (one) => {
      if (!one.url().startsWith(server.url)) elsewhere.push(one.url());
    });
    await page.goto(`${server.url}/admin/queues`);
    await page.getByText("webhooks").first().waitFor();
    expect(elsewhere.filter((why) => why !== "csp")).toEqual([]);
  }, 60_000);
});
