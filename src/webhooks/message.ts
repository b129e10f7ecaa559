import { beginningOf } from "../records/text.js";
import type { Verdict } from "../records/verdict.js";
import type { EventType } from "../records/webhook.js";
import type { StoredEvent } from "../store/events.js";
import type { Store } from "../store/index.js";
import { DamagedError } from "../store/packed.js";
import { viewVerification } from "../store/view.js";

/** Longest body, bytes: receivers refuse long ones (facts: stack 4.1). Beyond it, links are sent. */
const LONGEST_BODY = 20_000;
/**
 * Of what is told beside links: with a `ref` as long as it may be, and six bytes for each character
 * (as control characters take in JSON), that stays below it.
 */
const LONGEST_SUMMARY = 2_000;
const LONGEST_NAME = 500;

const CLOSING = Buffer.from("}");

/** What `data` holds: all of it as JSON, and what is sent in its place where that is too long. */
interface Data {
  json: Buffer;
  thin: () => unknown;
}

/** @param verdict the one that the event is about (JSON); null: it is gone, or about something else */
type DataOf = (event: StoredEvent, verdict: Buffer | null, store: Store) => Promise<Data | null>;

/** `data` by type of event (contract, section 4); null when what it is about is gone. */
const DATA: Record<EventType, DataOf> = {
  "verdict.created": async (_, verdict) => (verdict === null ? null : verdictData(verdict)),
  "verdict.changed": async (_, verdict, store) =>
    verdict === null ? null : changeData(verdict, store),
  "verification.completed": verificationData,
  "webhook.test": async ({ about }) => whole({ webhook: about, text: "This is a test." }),
  "webhook.disabled": async ({ about }, _, store) => {
    const endpoint = await store.endpoints.look(about);
    if (endpoint === null) return null;
    const { url, disabledAt, because } = endpoint;
    return whole({ webhook: about, url, disabledAt, because, links: linkTo("webhooks", about) });
  },
};

/**
 * The events' bodies, always below 20 KB; null where what it is about is no longer kept, an error
 * where that is damaged.
 */
export async function writeBodies(
  events: readonly StoredEvent[],
  store: Store,
): Promise<(Buffer | null | DamagedError)[]> {
  const about = events.map(({ type, about }) => (type.startsWith("verdict.") ? about : null));
  const ids = about.flatMap((id) => id ?? []);
  const found = await store.verifications.verdictTexts(ids);
  const verdicts = new Map(ids.map((id, place) => [id, found[place] ?? null]));
  return Promise.all(
    events.map(async (event) => {
      const verdict = verdicts.get(event.about) ?? null;
      if (verdict instanceof DamagedError) return verdict;
      const data = await DATA[event.type](event, verdict, store);
      return data && writeBody(event, data);
    }),
  );
}

function writeBody({ type, timestamp, verification, sequence }: StoredEvent, data: Data): Buffer {
  const head = { type, timestamp, ...(verification !== null && { verification, sequence }) };
  // A verdict goes as it is stored: to read it only to write it again takes longer than to send it.
  const opening = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"data":`);
  const write = (json: Buffer) => Buffer.concat([opening, json, CLOSING]);
  const body = write(data.json);
  return body.length < LONGEST_BODY ? body : write(toJson(data.thin()));
}

function verdictData(json: Buffer): Data {
  return { json, thin: () => thinVerdict(JSON.parse(json.toString()) as Verdict) };
}

function thinVerdict(verdict: Verdict): object {
  const { id, ref, outcome, summary, confidence, checkedAt, engine, post } = verdict;
  const found = post && { platform: post.platform, id: short(post.id), url: short(post.url) };
  return {
    ...{
      id,
      ref,
      outcome,
      summary: beginningOf(summary, LONGEST_SUMMARY),
      confidence,
      checkedAt,
      engine,
    },
    ...{ post: found, thin: true, links: linkTo("verdicts", id) },
  };
}

/** A post's page says both of it, at whatever length; the beginning of either is another one. */
function short(name: string | null): string | null {
  return name !== null && name.length <= LONGEST_NAME ? name : null;
}

/** The newer verdict, with the outcome it had before, where that can still be told. */
async function changeData(json: Buffer, store: Store): Promise<Data> {
  const verdict = JSON.parse(json.toString()) as Verdict;
  const { recheckOf } = verdict;
  const [before] = recheckOf ? await store.verifications.verdicts([recheckOf]) : [];
  const previous = before ? { id: before.id, outcome: before.outcome } : null;
  return {
    json: toJson({ ...verdict, previous }),
    thin: () => ({ ...thinVerdict(verdict), previous }),
  };
}

async function verificationData(
  { about }: StoredEvent,
  _: Buffer | null,
  store: Store,
): Promise<Data | null> {
  const stored = await store.verifications.read(about);
  if (stored === null) return null;
  const full = viewVerification(stored);
  const none = { article: null, quotes: [], warnings: [] };
  return { json: toJson(full), thin: () => ({ ...full, ...none, thin: true }) };
}

function whole(full: unknown): Data {
  return { json: toJson(full), thin: () => full };
}

function toJson(full: unknown): Buffer {
  return Buffer.from(JSON.stringify(full));
}

function linkTo(kind: "verdicts" | "webhooks", id: string) {
  return { self: `/v1/${kind}/${id}` };
}
