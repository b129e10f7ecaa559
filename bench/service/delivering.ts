import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { createSweep } from "../../src/queue/sweep.js";
import { addressLane, deliveryId } from "../../src/store/ids.js";
import { type Bed, median, post, QUOTE, ROUNDS, untilOver } from "./load.js";

/** Webhook messages, ten a verification, and how many are under way at a time. */
const MESSAGES = 2_000;
const AT_ONCE = 64;

/** Posts messages that lie ready, so many at a time, as undici does it by itself; seconds. */
async function postAll(there: string, messages: readonly Message[], atOnce: number) {
  const agent = new Agent({ connections: atOnce });
  const left = [...messages];
  const began = performance.now();
  const post = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const answer = await request(there, { method: "POST", ...one, dispatcher: agent });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, post));
  const took = (performance.now() - began) / 1_000;
  await agent.close();
  return took;
}

interface Message {
  headers: Record<string, string>;
  body: string;
}

/**
 * Deliveries against undici posting the very same signed messages to the same receiver, as many at
 * a time, in the same process: once where they lie ready, once where only their events do. Delivered
 * is what is stored as delivered.
 */
export async function delivering({ api, url, config }: Bed): Promise<void> {
  const messages: Message[] = [];
  const server = createServer((asked, response) => {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.once("end", () => {
      if (messages.length < MESSAGES) {
        const { connection: _, host: __, "content-length": ___, ...headers } = asked.headers;
        messages.push({
          headers: headers as Record<string, string>,
          body: Buffer.concat(parts).toString(),
        });
      }
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const webhook = { url: there };
  const selves: string[] = [];
  for (let i = 0; i < MESSAGES / 10; i++) {
    selves.push(await post(url, { quotes: Array(9).fill(QUOTE), webhook }));
  }
  await untilOver(api, selves);
  const { store, queues } = api;
  const delivered = async () => {
    while ((await store.events.waiting()) + (await store.lanes.waiting()) > 0) await sleep(2);
  };
  await delivered();
  const events = selves.flatMap((self) => {
    const core = self.split("ver_").at(-1);
    return [...Array(9).keys(), "completed"].map((what) => `evt_${core}_${what}`);
  });
  const ids = events.map((event) => deliveryId(event, null));
  const [lane = ""] = [addressLane("default", there)];
  const sweep = createSweep(store, queues, config);
  const rates = { alone: [] as number[], ready: [] as number[], outbox: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const alone = await postAll(there, messages, AT_ONCE);
    const now = Date.now();
    await store.deliveries.again(ids, lane, { now, nextLook: now + 60_000 });
    let began = performance.now();
    await queues.addLanes([lane]);
    await delivered();
    const ready = (performance.now() - began) / 1_000;
    await api.redis.del(...ids.map((id) => store.keys.delivery(id)));
    await api.redis.zadd(store.keys.outbox, ...events.flatMap((event) => [now, event]));
    began = performance.now();
    await sweep.events();
    await delivered();
    const outbox = (performance.now() - began) / 1_000;
    if (round === 0) continue;
    for (const [what, took] of Object.entries({ alone, ready, outbox })) {
      rates[what as keyof typeof rates].push(MESSAGES / took);
    }
  }
  server.closeAllConnections();
  server.close();
  const [alone, ready, outbox] = [rates.alone, rates.ready, rates.outbox].map(median) as [
    number,
    number,
    number,
  ];
  const ratio = (all: number[]) =>
    median(all.map((rate, round) => rate / (rates.alone[round] ?? 1))).toFixed(2);
  console.log(
    `deliveries: ${ready.toFixed(0)}/s that lie ready, undici posting the same messages alone ${alone.toFixed(0)}/s: ${ratio(rates.ready)} x (bar 0.5); from the outbox on ${outbox.toFixed(0)}/s: ${ratio(rates.outbox)} x`,
  );
}
