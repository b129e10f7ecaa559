/**
 * The main job, end to end, on real parts: `npm run demo`. Starts `quotary serve` (API, workers,
 * Redis), posts an article's quotes, follows the verification, receives the signed webhook, prints
 * a row a quote, and removes everything again, also when interrupted.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CommandIo, UsageError } from "../src/cli/command.js";
import type { Request } from "../src/records/request.js";
import type { Verdict } from "../src/records/verdict.js";
import { followVerification, postVerification, type Verification } from "./demo/api.js";
import { type Plan, planDemo, USAGE } from "./demo/quotes.js";
import { type Receiver, startReceiver } from "./demo/receiver.js";
import { chooseRedis } from "./demo/redis.js";
import { startService } from "./demo/service.js";
import { countOutcomes, LEGEND, showVerdict } from "./demo/show.js";
import { createPaint, type Paint, ProgressLine } from "./demo/terminal.js";

/** This file runs as `dist/examples/demo.js`. */
const ROOT = path.resolve(import.meta.dirname, "..", "..");
const WEBHOOK_WAIT_MS = 20_000;

const WHERE_NEXT = `Where to look next
  node dist/src/cli.js check examples/newsroom/article.html --archive examples/archive --explain
  node dist/src/cli.js read examples/pages/2017-06-toll.html
  npm run demo -- your-article.html --archive your-archive.wacz
  npm start        the service itself; README.md shows it with curl
  examples/        the article, the archived pages and how they are packed`;

/** What is to be undone, last first; every step is tried, whatever the others do. */
class Cleanup {
  readonly #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => process.stderr.write(`cleaning up: ${error}\n`));
    }
  }
}

interface Surroundings {
  address: string;
  receiver: Receiver;
  paint: Paint;
  signal: AbortSignal;
}

/** Posts quotes and waits for their verdicts and for the webhook that tells of them. */
async function verify(
  request: Request,
  archives: string[] | null,
  { address, receiver, signal }: Surroundings,
): Promise<{ verification: Verification; verdicts: Verdict[] }> {
  const progress = new ProgressLine();
  const { length } = request.quotes;
  const quotes = length === 1 ? "1 quote" : `${length} quotes`;
  const posted = await postVerification(
    address,
    {
      ...request,
      ...(archives && { options: { archives } }),
      webhook: { url: receiver.url, secret: receiver.secret },
    },
    signal,
  );
  process.stdout.write(`POST /v1/verifications → ${posted.id}, ${quotes}\n`);
  const verification = await followVerification(
    address,
    posted.id,
    ({ progress: { done, total } }) => progress.update(`${done} of ${total} quotes checked`),
    signal,
  );
  progress.clear();
  const verdicts = verification.quotes.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  return { verification, verdicts };
}

/** Waits for the events of a verification, and says what came and whether it was signed by us. */
async function showDeliveries(
  { id }: Verification,
  verdicts: readonly Verdict[],
  { receiver, paint }: Surroundings,
): Promise<string> {
  const expected = new Set([id, ...verdicts.map((verdict) => verdict.id)]);
  const ours = () =>
    receiver.deliveries.filter(({ about }) => about !== null && expected.has(about));
  const told = () => new Set(ours().map(({ about }) => about)).size;
  const complete = await receiver.waitUntil(() => told() === expected.size, WEBHOOK_WAIT_MS);
  if (!complete) return paint.red(`${told()} of ${expected.size} webhooks came in time.`);
  const end = ours().find(({ about }) => about === id);
  const signed = ours().every((delivery) => delivery.signed);
  return [
    `Webhook ${end?.type} received (${end?.id}), and ${verdicts.length} × verdict.created;`,
    signed ? paint.green("every signature is good.") : paint.red("a signature is not good."),
  ].join(" ");
}

function showVerdicts(verdicts: readonly Verdict[], paint: Paint): string {
  return verdicts.map((verdict, index) => showVerdict(verdict, index + 1, paint)).join("\n");
}

async function present(plan: Plan, around: Surroundings): Promise<void> {
  const { paint } = around;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(paint.bold(plan.title));
  const { verification, verdicts } = await verify(plan.request, plan.ask, around);
  say(`\n${showVerdicts(verdicts, paint)}\n${paint.dim(LEGEND)}`);
  const without = plan.request.quotes.length - verdicts.length;
  if (without > 0) say(paint.red(`${without} without a verdict: the check broke`));
  say(`${paint.bold(countOutcomes(verdicts))}\n`);
  say(`${await showDeliveries(verification, verdicts, around)}\n`);
  if (!plan.down) return;
  say(paint.bold("The same, asked of an archive that is down"));
  const again = await verify(plan.down.request, plan.down.ask, around);
  say(`\n${showVerdicts(again.verdicts, paint)}`);
}

async function run(io: CommandIo, cleanup: Cleanup): Promise<void> {
  const plan = await planDemo(process.argv.slice(2), ROOT, io);
  if (!plan) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const data = await mkdtemp(path.join(tmpdir(), "quotary-demo-"));
  cleanup.add(() => rm(data, { recursive: true, force: true }));
  const receiver = await startReceiver();
  cleanup.add(() => receiver.close());
  const redis = chooseRedis(io.env);
  cleanup.add(redis.forget);
  const progress = new ProgressLine();
  progress.update("starting quotary serve: API, workers, Redis");
  const service = await startService(
    ROOT,
    {
      ...io.env,
      PORT: "0",
      HOST: "127.0.0.1",
      QUOTARY_DATA: data,
      QUOTARY_ALLOW_HOSTS: "127.0.0.1",
      QUOTARY_SHUTDOWN_SECONDS: "5",
      ...redis.settings,
      ...(plan.archives && { QUOTARY_ARCHIVES: plan.archives.join(",") }),
    },
    io.signal,
  );
  cleanup.add(() => service.stop());
  progress.clear();
  const paint = createPaint(process.stdout, io.env);
  await present(plan, { address: service.address, receiver, paint, signal: io.signal });
  process.stdout.write(`${WHERE_NEXT}\n`);
}

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => stop.abort(new Error(`stopped (${name})`)));
  }
  const cleanup = new Cleanup();
  const io: CommandIo = {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    stdin: process.stdin,
    env: process.env,
    signal: stop.signal,
  };
  try {
    await run(io, cleanup);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`demo: ${reason}\n`);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await cleanup.run();
  }
}

process.exitCode = await main();
