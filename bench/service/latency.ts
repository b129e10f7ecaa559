import { request } from "undici";
import { type Bed, median, post, QUOTE, quantile } from "./load.js";

/** Time from a POST to the verdict of its one quote, when nothing else is to be done. */
export async function latency({ url }: Bed): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const began = performance.now();
    const self = await post(url, { quotes: [QUOTE] });
    const answer = await request(`${url}${self}?wait=20`);
    await answer.body.dump();
    times.push(performance.now() - began);
  }
  console.log(
    `POST to verdict, one quote on an idle service: p50 ${median(times).toFixed(1)} ms (bar 15), p99 ${quantile(times, 0.99).toFixed(1)} ms (bar 60)`,
  );
}
