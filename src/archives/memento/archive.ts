import {
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { isSameArchive, knownAt } from "../known.js";
import { RemoteArchive } from "../remote/archive.js";
import { header, type RemoteHost } from "../remote/host.js";
import { askList, type ListForm } from "../remote/list.js";
import { remoteKind } from "../remote/open-host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { escapedUriR, originalOf, rawUriM, replay, replayNearest } from "../remote/replay.js";
import { parseTimeMap, type TimeMap } from "./timemap.js";

const MAX_PAGES = 5;
const MAX_MEMENTOS = 5_000;
/** An entry a line, mostly; some wrap each attribute. */
const MAX_LINES = 4 * MAX_MEMENTOS;

const timeMaps = (isAggregator: boolean): ListForm<TimeMap> => ({
  called: "a TimeMap",
  // In JSON, as aggregators answer, the beginning alone cannot be read: there bytes are the bound.
  mostLines: isAggregator ? Number.POSITIVE_INFINITY : MAX_LINES,
  parse: parseTimeMap,
  count: ({ mementos, unreadable }) => ({ read: mementos.length, unreadable }),
  none: (response) => {
    if (response.status !== 404) return null;
    // An aggregator says the same when nothing is held and when nobody could be asked.
    return isAggregator || header(response, "x-memento-count") !== null ? "unsure" : "none";
  },
});

interface MementoOptions {
  /** In which form TimeMaps are asked for. */
  format: "link" | "json";
  /** An aggregator lists captures of many archives and says 404 also when it could ask none. */
  isAggregator: boolean;
}

/** Any archive that speaks Memento (RFC 7089): TimeMaps, TimeGates, mementos by their own addresses. */
class MementoArchive extends RemoteArchive {
  readonly #timeMaps: ListForm<TimeMap>;

  constructor(
    remote: RemoteHost,
    private readonly options: MementoOptions,
  ) {
    super(remote);
    this.#timeMaps = timeMaps(options.isAggregator);
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    // TimeMaps are of one address each: an account that was not searched is not "none".
    if (!meansOnePage(query)) return { captures: [], truncated: true, problems: [] };
    const asked = askedAddress(query);
    const captures = new Map<string, CaptureRef>();
    const problems: string[] = [];
    const waiting = [`${this.remote.base}/timemap/${this.options.format}/${escapedUriR(asked)}`];
    const visited = new Set<string>();
    let strangers = 0;
    let elsewhere = 0;
    let truncated = false;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (visited.has(next)) continue;
      if (visited.size >= MAX_PAGES || captures.size >= MAX_MEMENTOS) {
        truncated = true;
        break;
      }
      visited.add(next);
      const list = await askList(this.#timeMaps, next, asked, this.remote, context);
      if (list === null) continue;
      const { page: map } = list;
      truncated ||= list.isCut;
      for (const { uriM, capturedAt } of map.mementos) {
        if (captures.size >= MAX_MEMENTOS) {
          truncated = true;
          break;
        }
        if (!this.#mayBeRead(uriM)) {
          strangers++;
          continue;
        }
        const uriR = originalOf(uriM) ?? map.original ?? asked;
        const unknown = { status: null, mime: null, digest: null };
        captures.set(uriM, { archive: this.name, uriR, uriM, capturedAt, ...unknown });
      }
      if (map.unreadable > 0)
        problems.push(`${map.unreadable} entries of the TimeMap could not be read`);
      const further = map.further.flatMap((address) => this.#here(address) ?? []);
      waiting.push(...further);
      elsewhere += map.further.length - further.length;
    }
    if (elsewhere > 0) problems.push(`${elsewhere} further TimeMaps lie elsewhere: not read`);
    if (strangers > 0) {
      problems.push(`${strangers} captures lie at archives that are not configured: not read`);
    }
    return { captures: [...captures.values()], truncated, problems };
  }

  /** An address of this archive, under whichever of its names, with its own scheme; null for others. */
  #here(address: string): string | null {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    const own = new URL(this.remote.base);
    if (!isSameArchive(url.host, own.host)) return null;
    url.protocol = own.protocol;
    return url.href;
  }

  /** Only configured archives are asked: this one, and those known by name. */
  #mayBeRead(uriM: string): boolean {
    return this.#here(uriM) !== null || knownAt(new URL(uriM).host) !== undefined;
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    if (!URL.canParse(ref.uriM))
      throw new CaptureUnreadableError(ref, "has no address to be read from");
    const trust = knownAt(new URL(ref.uriM).host)?.trust === "low" ? ("low" as const) : undefined;
    const raw = rawUriM(ref.uriM);
    return { ...(await replay(ref, raw, this.remote, context, { orShown: true })), trust };
  }

  /** By the TimeGate (RFC 7089, 4.1): it leads to the nearest capture, whose raw form is then read. */
  async nearest(uriR: string, at: string, context: AskContext): Promise<ReadCapture | null> {
    const gate = `${this.remote.base}/timegate/${escapedUriR(uriR)}`;
    const wanted = { archive: this.name, uriR, at };
    if (this.options.isAggregator) {
      const ref = { ...wanted, uriM: gate, capturedAt: at, status: null, mime: null, digest: null };
      throw new CaptureUnreadableError(ref, "an aggregator's gate leads to other archives");
    }
    const headers = { "accept-datetime": new Date(at).toUTCString() };
    return await replayNearest(wanted, gate, this.remote, context, { headers, orShown: true });
  }
}

/** `memento+https://host/base`: TimeMap at `/timemap/link/URI-R`, TimeGate at `/timegate/URI-R`. */
export const mementoKind = remoteKind(
  "memento",
  "/base",
  (remote) => new MementoArchive(remote, { format: "link", isAggregator: false }),
);

/** `memgator+https://host`: an aggregator; the captures it lists are read where they are. */
export const memgatorKind = remoteKind(
  "memgator",
  "",
  (remote) => new MementoArchive(remote, { format: "json", isAggregator: true }),
);
