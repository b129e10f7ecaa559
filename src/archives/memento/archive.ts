import {
  type Archive,
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { BodyTooLongError } from "../../net/errors.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import { header, type RemoteHost } from "../remote/host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { escapedUriR, originalOf, rawUriM, replay } from "../remote/replay.js";
import { textOf, withheldBecause } from "../remote/withheld.js";
import { parseTimeMap, type TimeMap } from "./timemap.js";

const READ_LIMIT = 12;
const MAX_PAGES = 5;
const MAX_MEMENTOS = 5_000;

/** Any archive that speaks Memento (RFC 7089): TimeMap in link format, mementos by their own addresses. */
export class MementoArchive implements Archive {
  readonly readLimit = READ_LIMIT;

  constructor(private readonly remote: RemoteHost) {}

  get name(): string {
    return this.remote.archive;
  }

  get host(): string {
    return new URL(this.remote.base).origin;
  }

  /** One page of a TimeMap; null when the archive answers that it has none of this address. */
  async #timeMap(address: string, context: AskContext): Promise<TimeMap | null> {
    const response = await this.remote.ask(address, context, "index").catch((error: unknown) => {
      if (!(error instanceof BodyTooLongError)) throw error;
      throw new ArchiveUnavailableError(this.name, `TimeMap: ${error.message}`);
    });
    const withheld = response.status === 200 ? null : withheldBecause(response);
    if (withheld) throw new WithheldError(this.name, `${this.name} withholds: ${withheld}`);
    if (response.status === 404) {
      // An aggregator says the same when nothing is held and when nobody could be asked.
      if (header(response, "x-memento-count") === null) return null;
      throw new ArchiveUnavailableError(
        this.name,
        `${this.name} found nothing, which it also says when it could ask nobody`,
      );
    }
    if (response.status !== 200) throw this.remote.failure(response);
    const map = parseTimeMap(textOf(response), response.url);
    if (map) return map;
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
    const waiting = [`${this.remote.base}/timemap/link/${escapedUriR(asked)}`];
    const visited = new Set<string>();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (visited.has(next)) continue;
      if (visited.size >= MAX_PAGES || captures.size >= MAX_MEMENTOS) {
        return { captures: [...captures.values()], truncated: true, problems };
      }
      visited.add(next);
      const map = await this.#timeMap(next, context);
      if (!map) continue;
      for (const { uriM, capturedAt } of map.mementos) {
        const uriR = originalOf(uriM) ?? map.original ?? asked;
        captures.set(uriM, {
          archive: this.name,
          uriR,
          uriM,
          capturedAt,
          status: null,
          mime: null,
          digest: null,
        });
      }
      if (map.unreadable > 0)
        problems.push(`${map.unreadable} entries of the TimeMap could not be read`);
      waiting.push(...map.further.filter((address) => /^https?:/.test(address)));
    }
    return { captures: [...captures.values()], truncated: false, problems };
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    if (!URL.canParse(ref.uriM))
      throw new CaptureUnreadableError(ref, "has no address to be read from");
    return await replay(ref, rawUriM(ref.uriM), this.remote, context);
  }

  close(): Promise<void> {
    return this.remote.close();
  }
}
