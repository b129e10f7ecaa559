import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import type { Config } from "../../config/index.js";
import type { TestApi } from "../../test/support/in-process.js";

const SECONDS = Number(process.env.SERVICE_SECONDS ?? 3);
export const ROUNDS = 3;
const CONNECTIONS = 20;

/** One of the captures in `examples/archive`. */
export const QUOTE = {
  author: { handle: "SaltmerePort" },
  date: "March 9, 2023",
  text: "The Old Swing Bridge closes to all traffic at noon today.",
};

/** What all parts are measured on: an API in this process, and its Redis. */
export interface Bed {
  api: TestApi;
  /** Where the API listens. */
  url: string;
  redisUrl: string;
  config: Config & { redisUrl: string };
}

export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Load {
  perSecond: number;
  p99: number;
}

/** Posts as fast as answers come, over some connections. */
export async function load(url: string, body: string, ok: number): Promise<Load> {
  const agent = new Agent({ connections: CONNECTIONS });
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  const post = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const headers = { "content-type": "application/json" };
      const answer = await request(url, { method: "POST", headers, body, dispatcher: agent });
      await answer.body.dump();
      if (answer.statusCode !== ok) throw new Error(`${url} answered ${answer.statusCode}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, post));
  await agent.close();
  return { perSecond: times.length / SECONDS, p99: quantile(times, 0.99) };
}

/** Address of the verification that was made. */
export async function post(url: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json" };
  const answer = await request(`${url}/v1/verifications`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return ((await answer.body.json()) as { links: { self: string } }).links.self;
}

/** Posts verifications of so many quotes; their addresses. */
export async function postMany(url: string, count: number, quotes: number): Promise<string[]> {
  const selves: string[] = [];
  const body = { quotes: Array(quotes).fill(QUOTE) };
  for (let i = 0; i < count; i++) selves.push(await post(url, body));
  return selves;
}

export async function untilOver(api: TestApi, selves: readonly string[]): Promise<void> {
  for (const self of selves) {
    const id = self.split("/").at(-1) ?? "";
    while (!(await api.store.verifications.isOver(id))) await sleep(2);
  }
}

/** CPU that a process has used so far, seconds (Linux: /proc). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
