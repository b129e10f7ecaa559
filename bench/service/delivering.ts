import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { createSweep } from "../../src/queue/sweep.js";
import { addressLane, deliveryId } from "../../src/store/ids.js";
import { type Bed, median, post, QUOTE, untilOver } from "./load.js";

/**
 * Webhook messages, ten a verification: so many that each measurement pays for its own garbage, which
 * is collected every twenty thousand or so, and not one of them for all.
 */
const MESSAGES = 30_000;
/** So many of them are kept, to be posted again. */
const KEPT = 6_000;
/** How many are under way at a time. */
const AT_ONCE = 64;
/** So many that one in which the machine did something else counts little. */
const ROUNDS = 5;

interface Message {
  headers: Record<string, string>;
  body: string;
}

/** A receiver that counts, and keeps the first messages for others to post again. */
async function startCounting() {
  const messages: Message[] = [];
  const state = { received: 0 };
  const server = createServer((asked, response) => {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.once("end", () => {
      state.received += 1;
      const { connection: _, host: __, "content-length": ___, ...headers } = asked.headers;
      const body = Buffer.concat(parts).toString();
      const message = { headers: headers as Record<string, string>, body };
      if (messages.length < KEPT) messages.push(message);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, messages, state, close };
}

/** Posts messages that lie ready, in turn and so many at a time, as undici does it by itself. */
async function postAll(there: string, messages: readonly Message[], agent: Agent): Promise<void> {
  let posted = 0;
  const post = async () => {
    while (posted < MESSAGES) {
      const one = messages[posted++ % messages.length];
      const answer = await request(there, { method: "POST", ...one, dispatcher: agent });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
}

/** Messages a second, and a second of this process's CPU (receiver and posting included). */
class Rates {
  readonly perSecond: number[] = [];
  readonly perCpuSecond: number[] = [];

  async measure(task: () => Promise<void>): Promise<void> {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await task();
    const { user, system } = process.cpuUsage(cpu);
    this.perSecond.push((MESSAGES * 1e3) / (performance.now() - began));
    this.perCpuSecond.push((MESSAGES * 1e6) / (user + system));
  }

  /** Medians of what it reaches of the others, round by round: in time, and in CPU. */
  against(others: Rates): string {
    const share = (of: "perSecond" | "perCpuSecond") =>
      median(this[of].map((rate, round) => rate / (others[of][round] ?? 1))).toFixed(2);
    return `${share("perSecond")} x (by CPU ${share("perCpuSecond")} x)`;
  }
}

/**
 * Deliveries against undici posting the very same signed messages to the same receiver, as many at
 * a time, in the same process: once where they lie ready, once where only their events do. Delivered
 * is what is stored as delivered.
 */
export async function delivering({ api, url, config }: Bed): Promise<void> {
  const there = await startCounting();
  const { store, queues, redis } = api;
  const delivered = async (count: number) => {
    while (there.state.received < count) await sleep(1);
    while ((await store.events.waiting()) + (await store.lanes.waiting()) > 0) await sleep(1);
    there.state.received = 0;
  };
  const selves: string[] = [];
  for (let i = 0; i < MESSAGES / 10; i++) {
    selves.push(await post(url, { quotes: Array(9).fill(QUOTE), webhook: { url: there.url } }));
  }
  await untilOver(api, selves);
  await delivered(MESSAGES);
  const events = selves.flatMap((self) => {
    const core = self.split("ver_").at(-1);
    return [...Array(9).keys(), "completed"].map((what) => `evt_${core}_${what}`);
  });
  const ids = events.map((event) => deliveryId(event, null));
  const lane = addressLane("default", there.url);
  const sweep = createSweep(store, queues, config);
  const agent = new Agent({ connections: AT_ONCE });
  const [alone, ready, outbox] = [new Rates(), new Rates(), new Rates()];
  for (let round = 0; round < ROUNDS; round++) {
    await alone.measure(() => postAll(there.url, there.messages, agent));
    there.state.received = 0;
    const now = Date.now();
    await store.deliveries.again(ids, lane, { now, nextLook: now + 60_000 });
    await ready.measure(async () => {
      await queues.addLanes([lane]);
      await delivered(MESSAGES);
    });
    await redis.del(...ids.map((id) => store.keys.delivery(id)));
    await redis.zadd(store.keys.outbox, ...events.flatMap((event) => [now, event]));
    await outbox.measure(async () => {
      await sweep.events();
      await delivered(MESSAGES);
    });
  }
  await agent.close();
  there.close();
  const [base, mine, whole] = [alone, ready, outbox].map(({ perSecond }) =>
    median(perSecond).toFixed(0),
  );
  console.log(
    `deliveries: ${mine}/s that lie ready, undici posting the same messages alone ${base}/s: ${ready.against(alone)} (bar 0.5); from the outbox on ${whole}/s: ${outbox.against(alone)}`,
  );
}
