import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { evidenceFor } from "./support.js";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (file) => existsSync(file),
);
if (CHROMIUM === undefined)
  process.stdout.write("no Chromium here: evidence is not replayed in it\n");

const ARCHIVE = path.resolve(import.meta.dirname, "../../examples/archive");
/** The player is served as files: nothing of it runs here. */
const PLAYER = path.resolve(import.meta.dirname, "../../node_modules/replaywebpage");
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser | undefined;
afterAll(() => browser?.close());

/** The player and the evidence on loopback, with the range requests that it makes. */
async function serve(wacz: Buffer, page: string): Promise<string> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const script = { "/ui.js": "ui.js", "/replay/sw.js": "sw.js" }[pathname];
    if (script !== undefined) {
      const file = path.join(PLAYER, script);
      response.writeHead(200, {
        "content-type": "text/javascript",
        "content-length": statSync(file).size,
      });
      createReadStream(file).pipe(response);
    } else if (pathname === "/evidence.wacz") {
      const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
      const start = from ? Number(from) : to ? wacz.length - Number(to) : 0;
      const end = from && to ? Math.min(Number(to), wacz.length - 1) : wacz.length - 1;
      const part = wacz.subarray(start, end + 1);
      response.writeHead(request.headers.range ? 206 : 200, {
        "content-type": "application/wacz",
        "accept-ranges": "bytes",
        "content-length": part.length,
        ...(request.headers.range && { "content-range": `bytes ${start}-${end}/${wacz.length}` }),
      });
      response.end(request.method === "HEAD" ? undefined : part);
    } else if (pathname === "/") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.runIf(CHROMIUM !== undefined)("evidence in an independent player", () => {
  it("opens, and shows the words of the post where they stood", async () => {
    const archives = await openArchives([ARCHIVE], {});
    const { verdict, bytes } = await evidenceFor(archives, {
      author: { handle: "SaltmerePort" },
      date: "March 9, 2023",
      text: "The Old Swing Bridge closes to all traffic at noon today.",
    });
    await Promise.all(archives.map((archive) => archive.close()));
    const [capture] = verdict.evidence;
    const words = verdict.post?.text ?? "";
    expect(words.length).toBeGreaterThan(20);
    const at = String(capture?.capturedAt).replace(/\D/g, "").slice(0, 14);
    const url = await serve(
      bytes,
      // The player's frame starts only once its service worker runs: where it starts before, the
      // player sometimes waits forever for a worker that it asked for too early.
      `<!doctype html><script src="/ui.js"></script><script type="module">
         const { serviceWorker } = navigator;
         const asked = await serviceWorker.register("/replay/sw.js?serveIndex=1", { scope: "/replay/" });
         const worker = asked.active ?? asked.waiting ?? asked.installing;
         while (worker.state !== "activated")
           await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
         document.body.innerHTML = \`<replay-web-page source="/evidence.wacz" replayBase="/replay/"
           url="${capture?.uriR}" ts="${at}" style="height: 600px; display: block"></replay-web-page>\`;
       </script>`,
    );
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ARGS });
    const page = await browser.newPage();
    await page.goto(url);
    // Visible, wherever in the player's frames: the text alone may stand in a hidden part.
    const isShown = async () => {
      const start = words.replace(/\s+/g, " ").slice(0, 40);
      const found = page.frames().map((frame) => frame.getByText(start).first().isVisible());
      return (await Promise.all(found.map((one) => one.catch(() => false)))).includes(true);
    };
    await expect.poll(isShown, { timeout: 50_000 }).toBe(true);
  });
});
