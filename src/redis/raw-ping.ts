import { connect } from "node:net";

const WAIT_MS = 1_000;

/** Sends one command over a fresh connection; the reply's text, or null when nobody listens. */
function ask(
  socket: string,
  command: string,
  enough: (reply: string) => boolean,
): Promise<string | null> {
  return new Promise((resolve) => {
    let reply = "";
    let connected = false;
    const connection = connect(socket);
    const settle = () => {
      connection.destroy();
      resolve(connected ? reply : null);
    };
    connection.setTimeout(WAIT_MS, settle);
    connection.once("connect", () => {
      connected = true;
      connection.write(`${command}\r\n`);
    });
    connection.on("data", (part) => {
      reply += part.toString("utf8");
      if (enough(reply)) settle();
    });
    connection.once("error", settle);
    connection.once("close", settle);
  });
}

/**
 * Does Redis answer at this socket? Asked over a raw connection: a client library waits a second
 * longer while Redis loads its data. `listening` is also true of one that is still loading or slow.
 */
export async function answers(
  socket: string,
  how: "ready" | "listening" = "ready",
): Promise<boolean> {
  const reply = await ask(socket, "PING", (text) => text.endsWith("\r\n"));
  return how === "listening" ? reply !== null : reply?.startsWith("+PONG") === true;
}

/** Process id of the Redis at this socket, by its own word (a pid file may be stale). */
export async function processIdOf(socket: string): Promise<number | null> {
  const reply = await ask(socket, "INFO server", (text) => /process_id:\d+\r\n/.test(text));
  const found = /process_id:(\d+)\r\n/.exec(reply ?? "")?.[1];
  return found === undefined ? null : Number(found);
}
