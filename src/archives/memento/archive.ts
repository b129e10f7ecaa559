import {
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { Sort } from "../cache/answers.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import { isSameArchive, knownAt } from "../known.js";
import { RemoteArchive } from "../remote/archive.js";
import { header, type RemoteHost } from "../remote/host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { escapedUriR, originalOf, rawUriM, replay, replayNearest } from "../remote/replay.js";
import { listText, textOf, withheldBecause } from "../remote/withheld.js";
import { parseTimeMap, type TimeMap } from "./timemap.js";

const MAX_PAGES = 5;
const MAX_MEMENTOS = 5_000;

/** What a TimeMap's answer is kept as. */
function sortOf(response: GuardedResponse): Sort {
  if (response.bodyCut) return null;
  if (response.status === 200) return parseTimeMap(textOf(response), response.url) ? "list" : null;
  const isNone = response.status === 404 && header(response, "x-memento-count") === null;
  return isNone || withheldBecause(response) ? "none" : null;
}

const LIST = { lane: "index", sortOf, longBody: "cut" } as const;

export interface MementoOptions {
  /** In which form TimeMaps are asked for. */
  format: "link" | "json";
  /** An aggregator lists captures of many archives and says 404 also when it could ask none. */
  isAggregator: boolean;
}

/** Any archive that speaks Memento (RFC 7089): TimeMaps, TimeGates, mementos by their own addresses. */
export class MementoArchive extends RemoteArchive {
  constructor(
    remote: RemoteHost,
    private readonly options: MementoOptions,
  ) {
    super(remote);
  }

  /** One page of a TimeMap; null when the archive answers that it has none of this address. */
  async #timeMap(
    address: string,
    context: AskContext,
  ): Promise<(TimeMap & { cut: boolean }) | null> {
    const response = await this.remote.ask(address, context, LIST);
    const withheld = response.status === 200 ? null : withheldBecause(response);
    if (withheld) throw new WithheldError(this.name, `${this.name} withholds: ${withheld}`);
    if (response.status === 404) {
      // An aggregator says the same when nothing is held and when nobody could be asked.
      const isSilent = this.options.isAggregator || header(response, "x-memento-count") !== null;
      if (!isSilent) return null;
      throw new ArchiveUnavailableError(
        this.name,
        `${this.name} found nothing, which it also says when it could ask nobody`,
      );
    }
    if (response.status !== 200) throw this.remote.failure(response);
    const map = parseTimeMap(listText(response), response.url);
    if (map) return { ...map, cut: response.bodyCut };
    throw new ArchiveUnavailableError(
      this.name,
      `${this.name} answered with something else than a TimeMap`,
    );
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
      const map = await this.#timeMap(next, context);
      if (!map) continue;
      truncated ||= map.cut;
      for (const { uriM, capturedAt } of map.mementos) {
        if (captures.size >= MAX_MEMENTOS) break;
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
    return { ...(await replay(ref, rawUriM(ref.uriM), this.remote, context)), trust };
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
    return await replayNearest(wanted, gate, this.remote, context, headers);
  }
}
