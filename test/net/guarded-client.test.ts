import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  BodyTooLongError,
  ConnectionFailedError,
  ForbiddenAddressError,
  RequestTimeoutError,
} from "../../src/net/errors.js";
import {
  createGuardedClient,
  type GuardedClient,
  type GuardedClientOptions,
} from "../../src/net/guarded-client.js";

const opened: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function client(options: Partial<GuardedClientOptions> = {}): GuardedClient {
  const made = createGuardedClient({ allow: ["127.0.0.1"], ...options });
  opened.push(() => made.close());
  return made;
}

async function serve(listener: RequestListener): Promise<{ port: number; hits: () => number }> {
  let hits = 0;
  const server: Server = createServer((request, response) => {
    hits++;
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { port: (server.address() as AddressInfo).port, hits: () => hits };
}

describe("lines of a body", () => {
  it.each([
    ["a\nb\nc\n", 2, "a\nb\n", true],
    ["a\nb\n", 2, "a\nb\n", false],
    ["a\nb", 2, "a\nb", false],
    ["", 1, "", false],
    ["a\n\n\nb", 3, "a\n\n\n", true],
  ])("%j, at most %i: %j", async (body, maxBodyLines, taken, cut) => {
    // Byte by byte, so that lines and pieces end in different places.
    const { port } = await serve(async (_request, response) => {
      response.flushHeaders();
      for (const byte of body) await new Promise((done) => response.write(byte, done));
      response.end();
    });
    const answer = await client().request(`http://127.0.0.1:${port}/`, {
      maxBodyLines,
      longBody: "cut",
    });
    expect([answer.body.toString(), answer.bodyCut]).toEqual([taken, cut]);
  });

  it("are not counted in packed bytes, and too many may be an error", async () => {
    const { port } = await serve((request, response) => {
      if (request.url === "/packed") response.setHeader("content-encoding", "br");
      response.end("\n".repeat(100));
    });
    const address = `http://127.0.0.1:${port}`;
    const packed = await client().request(`${address}/packed`, { maxBodyLines: 2 });
    expect(packed.body).toHaveLength(100);
    await expect(client().request(address, { maxBodyLines: 2 })).rejects.toBeInstanceOf(
      BodyTooLongError,
    );
  });
});

describe("internal addresses", () => {
  const forms = [
    "127.0.0.1",
    "0x7f.1",
    "2130706433",
    "0177.0.0.1",
    "１２７.0.0.1",
    "localhost",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "0.0.0.0",
    "user:secret@127.0.0.1",
  ];

  it.each(forms)("are refused when written as %s, and nothing is sent", async (host) => {
    const { port, hits } = await serve((_request, response) => response.end("secret"));
    const asked = client({ allow: [] }).request(`http://${host}:${port}/`);
    await expect(asked).rejects.toBeInstanceOf(ForbiddenAddressError);
    expect(hits()).toBe(0);
  });

  it.each(["127.0.0.1", "127.0.0.0/8", "localhost"])(
    "are reached when %s is allowed",
    async (allow) => {
      const { port } = await serve((_request, response) => response.end("hello"));
      const host = allow === "localhost" ? "localhost" : "127.0.0.1";
      const answer = await client({ allow: [allow] }).request(`http://${host}:${port}/`);
      expect(answer.body.toString()).toBe("hello");
    },
  );

  it.each(["file:///etc/passwd", "ftp://example.com/", "no address"])(
    "%s is not spoken",
    async (url) => {
      await expect(client().request(url)).rejects.toBeInstanceOf(ForbiddenAddressError);
    },
  );
});

describe("a request", () => {
  it("hands redirects over as answers, with every value of a header", async () => {
    const { port, hits } = await serve((_request, response) => {
      response.writeHead(302, { location: "http://10.0.0.1/", "x-two": ["a", "b"] }).end();
    });
    const answer = await client().request(`http://127.0.0.1:${port}/#part`);
    expect(answer).toMatchObject({ status: 302, url: `http://127.0.0.1:${port}/` });
    expect(answer.headers.get("location")).toEqual(["http://10.0.0.1/"]);
    expect(answer.headers.get("x-two")).toEqual(["a", "b"]);
    expect(hits()).toBe(1);
  });

  it("sends its user agent and a body, and never credentials of the address", async () => {
    let seen: unknown;
    const { port } = await serve((request, response) => {
      seen = [request.method, request.headers["user-agent"], request.headers.authorization];
      request.pipe(response);
    });
    const asked = client({ userAgent: "quotary/test" });
    const answer = await asked.request(`http://me:pw@127.0.0.1:${port}/`, {
      method: "POST",
      body: "x",
    });
    expect(answer.body.toString()).toBe("x");
    expect(seen).toEqual(["POST", "quotary/test", undefined]);
  });

  it("stops reading an endless body", async () => {
    const { port } = await serve((_request, response) => {
      const timer = setInterval(() => response.write("x".repeat(1000)), 1);
      response.on("close", () => clearInterval(timer));
    });
    const url = `http://127.0.0.1:${port}/`;
    await expect(client().request(url, { maxBodyBytes: 5000 })).rejects.toBeInstanceOf(
      BodyTooLongError,
    );
    const cut = await client().request(url, { maxBodyBytes: 5000, longBody: "cut" });
    expect([cut.body.length, cut.bodyCut]).toEqual([5000, true]);
  });

  it("gives up on headers that never come, on a silent body and on a drip of bytes", async () => {
    const silent = await serve(() => {});
    const halfway = await serve((_request, response) => response.write("half"));
    const drip = await serve((_request, response) => {
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    const quick = client({ headersTimeoutMs: 300, bodyTimeoutMs: 300, totalTimeoutMs: 2500 });
    const phase = async ({ port }: { port: number }) =>
      await quick.request(`http://127.0.0.1:${port}/`).then(
        () => "answered",
        (error) => (error instanceof RequestTimeoutError ? error.phase : error),
      );
    expect(await Promise.all([silent, halfway, drip].map(phase))).toEqual([
      "headers",
      "body",
      "total",
    ]);
  }, 15_000);

  it("tells a refused from a broken connection by its code", async () => {
    const broken = await serve((request) => request.socket.destroy());
    const gone = await serve((_request, response) => response.end());
    await opened.pop()?.();
    await expect(client().request(`http://127.0.0.1:${gone.port}/`)).rejects.toMatchObject({
      name: "ConnectionFailedError",
      code: "ECONNREFUSED",
      message: expect.stringMatching(/: the connection was refused \(ECONNREFUSED\)$/),
    });
    const asked = client().request(`http://127.0.0.1:${broken.port}/`);
    await expect(asked).rejects.toBeInstanceOf(ConnectionFailedError);
    await expect(asked).rejects.toThrow(/closed before a whole answer/);
  });

  it("says in words what is wrong with an answer that is not HTTP", async () => {
    const said = async (answer: string) => {
      const server = createTcpServer((socket) => {
        socket.on("error", () => {});
        socket.once("data", () => socket.end(answer));
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      opened.push(async () => void server.close());
      const { port } = server.address() as AddressInfo;
      const refused = (error: Error) => error.message;
      return client()
        .request(`http://127.0.0.1:${port}/`)
        .then(() => "answered", refused);
    };
    expect(await said("HELLO WORLD\r\n\r\n")).toMatch(/not HTTP/);
    expect(await said(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(200_000)}\r\n\r\n`)).toMatch(
      /headers .* too long/,
    );
  });

  it("ends with the caller's reason when the caller cancels", async () => {
    const { port } = await serve(() => {});
    const cancelled = new AbortController();
    setTimeout(() => cancelled.abort(new Error("not wanted any more")), 50);
    const asked = client().request(`http://127.0.0.1:${port}/`, { signal: cancelled.signal });
    await expect(asked).rejects.toThrow("not wanted any more");
  });
});
