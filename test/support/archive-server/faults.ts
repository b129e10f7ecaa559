import type { ServerResponse } from "node:http";
import type { Reply } from "./memento.js";

/** How the server misbehaves; `after` bytes are sent first where the body is cut. */
export type Fault =
  | { kind: "status"; status: number; retryAfter?: string; body?: string }
  | { kind: "close" }
  | { kind: "hang" }
  | { kind: "reset"; after: number }
  | { kind: "drip"; everyMs: number; bytes: number }
  | { kind: "wrong-length"; by: number }
  | { kind: "charset"; type: string }
  | { kind: "redirects" }
  /** A body of so many bytes, made as it is sent: of this text again and again. */
  | { kind: "huge"; bytes: number; of?: string };

function endless(response: ServerResponse, bytes: number, of: string): void {
  let left = bytes;
  const block = Buffer.alloc(of.length * Math.ceil((64 * 1024) / of.length), of);
  const more = () => {
    while (left > 0) {
      left -= block.length;
      if (!response.write(block)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
}

/** Sends what a server sends that is out of order; `reply` is what a sound one would have said. */
export function sendFault(response: ServerResponse, fault: Fault, reply: Reply, url: string): void {
  const body = Buffer.from(reply.body);
  const length = { "content-length": String(body.length) };
  switch (fault.kind) {
    case "status": {
      const wait = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      response.writeHead(fault.status, wait).end(fault.body ?? `<h1>${fault.status}</h1>`);
      return;
    }
    case "close":
      response.socket?.destroy();
      return;
    case "hang":
      return;
    case "reset":
      response.writeHead(reply.status, { ...reply.headers, ...length });
      response.write(body.subarray(0, fault.after), () => response.socket?.resetAndDestroy());
      return;
    case "drip": {
      response.writeHead(reply.status, { ...reply.headers, ...length });
      let at = 0;
      const timer = setInterval(() => {
        response.write(body.subarray(at, at + fault.bytes));
        at += fault.bytes;
        if (at < body.length) return;
        clearInterval(timer);
        response.end();
      }, fault.everyMs);
      response.on("close", () => clearInterval(timer));
      return;
    }
    case "wrong-length": {
      // Written past Node's own check, as a broken server does.
      const head = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      response.socket?.end(
        `HTTP/1.1 ${reply.status} OK\r\n${head.join("")}content-length: ${body.length + fault.by}\r\n\r\n${body.toString("latin1")}`,
        "latin1",
      );
      return;
    }
    case "charset":
      response.writeHead(reply.status, { ...reply.headers, ...length, "content-type": fault.type });
      response.end(body);
      return;
    case "redirects": {
      const next = new URL(url, "http://loopback.invalid");
      next.searchParams.set("again", String(Number(next.searchParams.get("again") ?? 0) + 1));
      response.writeHead(302, { location: next.pathname + next.search }).end();
      return;
    }
    case "huge":
      response.writeHead(reply.status, reply.headers);
      endless(response, fault.bytes, fault.of ?? "x");
  }
}
