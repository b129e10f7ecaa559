import { z } from "zod";
import type { MachineFailure, MachineTranslation } from "../matching/translation/aids.js";
import { ConnectionFailedError, RequestTimeoutError } from "../net/errors.js";
import { createGuardedClient, type GuardedResponse } from "../net/guarded-client.js";

const ENGINE = "LibreTranslate";
/** A post of 5,000 characters, all escaped, and alternatives that nobody asked for. */
const MOST_BYTES = 256 * 1024;
const MOST_CHARACTERS = 20_000;
const TIMEOUT_MS = 10_000;
/** How long a machine that does not answer, or refuses us, is left alone. */
const REST_MS = 60_000;
const RETRY_AFTER_MS = 500;
const MOST_KEPT = 500;

const AnswerSchema = z.object({ translatedText: z.string().trim().min(1).max(MOST_CHARACTERS) });
const ErrorSchema = z.object({ error: z.string() });

type MachineAnswer = MachineTranslation | MachineFailure;

export interface Machine {
  /** Translates a text, or says why not. Texts are kept, and asked once. Never throws. */
  translate(text: string, from: string, to: string): Promise<MachineAnswer>;
  close(): Promise<void>;
}

/** Why there was no translation, and what follows: another try, a rest, or nothing. */
interface Refusal {
  readonly problem: string;
  readonly then: "again" | "rest" | "nothing";
}

/**
 * A LibreTranslate service (https://docs.libretranslate.com): `POST /translate` with `q`, `source`,
 * `target`, `format` and `api_key` is answered with `translatedText`, or with `error` and a status
 * of 400, 403, 429 or 500. Its host may be internal: whoever runs the program named it.
 */
export function createMachine({
  url,
  key,
  timeoutMs = TIMEOUT_MS,
}: {
  url: string;
  key: string | null;
  timeoutMs?: number;
}): Machine {
  const client = createGuardedClient({
    allow: [new URL(url).hostname],
    userAgent: "Quotary-Translations/1.0",
    headersTimeoutMs: timeoutMs,
    totalTimeoutMs: timeoutMs,
  });
  const address = `${url.replace(/[?#].*$/s, "").replace(/\/+$/, "")}/translate`;
  const kept = new Map<string, Promise<MachineAnswer>>();
  let restsUntil = 0;
  let restsBecause = "";

  async function ask(body: string): Promise<MachineTranslation | Refusal> {
    try {
      const headers = { "content-type": "application/json", accept: "application/json" };
      const asked = { method: "POST", headers, body, maxBodyBytes: MOST_BYTES } as const;
      return answerOf(await client.request(address, asked));
    } catch (error) {
      return refusalOf(error);
    }
  }

  async function translate(text: string, from: string, to: string): Promise<MachineAnswer> {
    if (Date.now() < restsUntil) return { problem: restsBecause };
    const body = JSON.stringify({
      q: text,
      source: from,
      target: to,
      format: "text",
      ...(key !== null && { api_key: key }),
    });
    let answer = await ask(body);
    if ("then" in answer && answer.then === "again") {
      await new Promise((done) => setTimeout(done, RETRY_AFTER_MS));
      answer = await ask(body);
    }
    if (!("then" in answer)) return answer;
    if (answer.then !== "nothing") {
      restsUntil = Date.now() + REST_MS;
      restsBecause = answer.problem;
    }
    return { problem: answer.problem };
  }

  return {
    translate(text, from, to) {
      const name = `${from} ${to} ${text}`;
      const known = kept.get(name);
      if (known) return known;
      const answer = translate(text, from, to);
      kept.set(name, answer);
      const oldest = kept.keys().next();
      if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
      // What failed once may be had later.
      void answer.then((done) => {
        if ("problem" in done && kept.get(name) === answer) kept.delete(name);
      });
      return answer;
    },
    close: () => client.close(),
  };
}

function answerOf({ status, body }: GuardedResponse): MachineTranslation | Refusal {
  const json = jsonOf(body);
  if (status === 200) {
    const { data } = AnswerSchema.safeParse(json);
    if (data) return { text: data.translatedText, engine: ENGINE };
    return { problem: "it answered with something else than a translation", then: "nothing" };
  }
  const told = ErrorSchema.safeParse(json).data?.error.slice(0, 200);
  const problem = `it answered ${status}${told === undefined ? "" : `: ${told}`}`;
  if (status === 429 || status >= 500) return { problem, then: "again" };
  // 400 is about this text or its languages; any other refusal is about us.
  return { problem, then: status === 400 ? "nothing" : "rest" };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Whatever happens to a machine, the quote is judged without it. */
function refusalOf(error: unknown): Refusal {
  const problem = error instanceof Error ? error.message : String(error);
  if (error instanceof ConnectionFailedError) return { problem, then: "again" };
  // Waiting twice as long for a machine that hangs helps nobody.
  return { problem, then: error instanceof RequestTimeoutError ? "rest" : "nothing" };
}
