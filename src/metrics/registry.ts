import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Queues } from "../queue/queues.js";
import type { Store } from "../store/index.js";
import { COUNTED } from "./families.js";

export interface Metrics {
  /** Notes an answer: `route` is its pattern, never the path itself. */
  observe(request: { method: string; route: string; status: number }, seconds: number): void;
  /** All of them in Prometheus's text format; reads what all processes counted. */
  render(): Promise<{ type: string; text: string }>;
}

const WAITING = ["prioritized", "waiting", "delayed", "active", "failed"] as const;
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** Gauges with a counter's ending, which `promtool check metrics` refuses; sums of others that are there. */
const MISNAMED = ["handles", "requests", "resources"].map((of) => `nodejs_active_${of}_total`);

/**
 * Figures of this process (its memory, its event loop, its answers) and of the whole service: what
 * workers counted, what waits, who works.
 */
export function createMetrics({ store, queues }: { store: Store; queues: Queues }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "quotary_api_" });
  for (const name of MISNAMED) registry.removeSingleMetric(`quotary_api_${name}`);
  const answers = new Histogram({
    name: "quotary_http_request_duration_seconds",
    help: "Time to answer, by route and status.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const counted = new Map<string, Counter>();
  for (const [name, { help, labels }] of Object.entries(COUNTED)) {
    counted.set(name, new Counter({ name, help, labelNames: labels, registers: [registry] }));
  }
  const gauges = createGauges(registry);

  return {
    observe({ method, route, status }, seconds) {
      answers.observe({ method, route, status: String(status) }, seconds);
    },
    async render() {
      await Promise.all([readCounts(store, counted), readGauges(gauges, store, queues)]);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

async function readCounts(store: Store, counted: ReadonlyMap<string, Counter>): Promise<void> {
  const counts = await store.counts.all();
  for (const counter of counted.values()) counter.reset();
  for (const { name, labels, value } of counts) {
    const names: readonly string[] = COUNTED[name as keyof typeof COUNTED]?.labels ?? [];
    const named = Object.fromEntries(names.map((label, place) => [label, labels[place] ?? ""]));
    counted.get(name)?.inc(named, value);
  }
}

function createGauges(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, labels: L[] = []) =>
    new Gauge({ name: `quotary_${name}`, help, labelNames: labels, registers: [registry] });
  return {
    jobs: gauge("queue_jobs", "Jobs by queue and state.", ["queue", "state"]),
    age: gauge("queue_head_age_seconds", "Age of the job that is next in its queue.", ["queue"]),
    outbox: gauge("outbox_events", "Events that no delivery was made of yet."),
    undelivered: gauge("undelivered_deliveries", "Deliveries under way or to be tried again."),
    open: gauge("open_verifications", "Verifications that are not over."),
    workers: gauge("workers", "Workers heard of lately, by version.", ["engine"]),
    loop: gauge("worker_event_loop_seconds", "Longest standstill of any worker's event loop."),
    memory: gauge("redis_used_bytes", "Memory that Redis uses."),
    memoryLimit: gauge("redis_limit_bytes", "Memory that Redis may use; 0: all there is."),
  };
}

async function readGauges(
  gauges: ReturnType<typeof createGauges>,
  store: Store,
  queues: Queues,
): Promise<void> {
  const [outbox, undelivered, open, workers, memory] = await Promise.all([
    store.events.waiting(),
    store.lanes.waiting(),
    store.verifications.open(),
    store.workers.list(),
    store.memory(),
  ]);
  gauges.outbox.set(outbox);
  gauges.undelivered.set(undelivered);
  gauges.open.set(open);
  gauges.memory.set(memory.used);
  gauges.memoryLimit.set(memory.limit);
  gauges.workers.reset();
  for (const { engine } of workers) gauges.workers.inc({ engine });
  gauges.loop.set(Math.max(0, ...workers.map(({ eventLoopMs }) => eventLoopMs / 1_000)));
  for (const queue of queues.all) {
    const counts = await queue.getJobCounts(...WAITING);
    for (const state of WAITING) gauges.jobs.set({ queue: queue.name, state }, counts[state] ?? 0);
    const [next] = await queue.getJobs(["prioritized", "waiting"], 0, 0, true);
    gauges.age.set({ queue: queue.name }, next ? (Date.now() - next.timestamp) / 1_000 : 0);
  }
}
