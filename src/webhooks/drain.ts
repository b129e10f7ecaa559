import { isAddressLane, strandOf, verificationOfDelivery } from "../store/ids.js";
import { Bearer, type BearerParts } from "./bearer.js";
import { laneReceiver, type Packed, pack } from "./parcel.js";
import type { Leave, Places, Taken } from "./places.js";

/** Verifications told at a time, more than which no host has places for; and events of each. */
const MOST_STRANDS = 64;
const MOST_EACH = 16;
/** So many of them are begun together: while what one wave needs is read, the others are sent. */
const WAVE = 16;
/** Ids looked at in one go, and in all, for those: a long strand must not hide the others. */
const PAGE = 1_024;
const MOST_LOOKED_AT = 2_048;
/** So many of those under way have ended when the next are begun, which take some round trips. */
const SHARE_TO_END = 1 / 4;
/** While answers are slow, what came in meanwhile is looked for this often, ms. */
const LOOK_EVERY_MS = 250;

/** What is left in a lane. */
export type LaneRest =
  | { kind: "nothing" }
  /** The next is due then (ms). */
  | { kind: "later"; at: number }
  /** Its host has no place for it now. */
  | { kind: "no place"; waitMs: number }
  /** More may be due, but it was to end. */
  | { kind: "more" };

export interface DrainParts extends BearerParts {
  places: Places;
}

export interface DrainManner {
  /** One at a time and noted beforehand: for a lane whose worker died. */
  carefully: boolean;
  /** True when it is to end, whatever is left. */
  isOver: () => boolean;
}

/**
 * Delivers what is due in one lane: events of one verification (a strand) one after the other, in
 * the order of their numbers; as many strands at a time as the receiver's host has places. How one
 * ended is stored after it was sent: who takes up the lane of a worker that died repeats what may
 * have arrived, and loses nothing.
 */
export class Drain {
  readonly #bearer: Bearer;
  /** Under way, by their deliveries' strand. */
  readonly #strands = new Map<string, Promise<void>>();
  /** Why one of them broke off. */
  #broken: { error: unknown } | null = null;
  /** Told when one of them ended. */
  #onEnd: () => void = () => {};
  #host: string | null = null;

  constructor(
    private readonly lane: string,
    private readonly manner: DrainManner,
    private readonly parts: DrainParts,
  ) {
    this.#bearer = new Bearer(lane, isAddressLane(lane) ? null : lane, parts);
  }

  async run(): Promise<LaneRest> {
    try {
      while (!this.manner.isOver()) {
        const rest = await this.#begin();
        const isFull = this.#strands.size >= this.#mostStrands;
        if (this.#broken === null && (rest !== null || isFull)) {
          if (this.#strands.size > 0) await this.#untilSomeAreDone();
          else if (rest !== null) return rest;
        }
        if (this.#broken !== null) throw this.#broken.error;
      }
      return { kind: "more" };
    } finally {
      await Promise.all(this.#strands.values());
    }
  }

  get #mostStrands(): number {
    return this.manner.carefully ? 1 : MOST_STRANDS;
  }

  /** Begins a wave of what there is room for; what is left, where there is nothing more to begin. */
  async #begin(): Promise<LaneRest | null> {
    const { lane, parts } = this;
    const [due, receiver] = await Promise.all([
      this.#due(),
      laneReceiver(lane, parts.store, new Date()),
    ]);
    const [first] = due.values();
    if (first === undefined) return this.#rest();
    this.#host = originOf(receiver.url) ?? this.#host ?? (await this.#ownHost(first[0] ?? ""));
    const begun = new Map<string, { ids: string[]; leave: Leave }>();
    for (const [strand, ids] of due) {
      const place = parts.places.take(this.#host ?? "", lane);
      if ("leave" in place) begun.set(strand, { ids, leave: place.leave });
      else if (begun.size === 0) return { kind: "no place", waitMs: place.waitMs };
      else break;
    }
    const ids = [...begun.values()].flatMap(({ ids }) => ids);
    const packed = pack(ids, receiver, parts.store).then(
      (all) => new Map(all.map((one) => [one.delivery.id, one])),
    );
    for (const [strand, one] of begun) {
      this.#strands.set(strand, this.#tell(strand, one.ids, packed, one.leave));
    }
    return null;
  }

  /** Does not reject; an error is noted. */
  async #tell(
    strand: string,
    ids: readonly string[],
    packed: Promise<Map<string, Packed>>,
    leave: Leave,
  ): Promise<void> {
    const written: Promise<void>[] = [];
    let last: Taken | null = null;
    try {
      const all = await packed;
      for (const id of ids) {
        const one = all.get(id);
        if (one === undefined || this.manner.isOver()) break;
        const brought = await this.#bearer.bring(one, this.manner.carefully);
        written.push(brought.written);
        last = brought.taken ?? last;
      }
    } catch (error) {
      this.#broken = { error };
    }
    leave(last);
    await Promise.all(written).catch((error: unknown) => {
      this.#broken = { error };
    });
    this.#strands.delete(strand);
    this.#onEnd();
  }

  /** Due deliveries of strands that can be begun, in order. */
  async #due(): Promise<Map<string, string[]>> {
    const { carefully } = this.manner;
    const room = Math.min(WAVE, this.#mostStrands - this.#strands.size);
    const found = new Map<string, string[]>();
    for (let from = 0; found.size < room && from < MOST_LOOKED_AT; from += PAGE) {
      const ids = await this.parts.store.lanes.due(this.lane, Date.now(), from, PAGE);
      for (const id of ids) {
        const strand = strandOf(id);
        const begun = found.get(strand);
        if (begun !== undefined && begun.length < (carefully ? 1 : MOST_EACH)) begun.push(id);
        else if (begun === undefined && found.size < room && !this.#strands.has(strand)) {
          found.set(strand, [id]);
        }
      }
      if (ids.length < PAGE) break;
    }
    return found;
  }

  /** Or until it is time to look, or one of them broke off. */
  async #untilSomeAreDone(): Promise<void> {
    const most = Math.floor(this.#strands.size * (1 - SHARE_TO_END));
    await new Promise<void>((resolve) => {
      const look = setTimeout(resolve, LOOK_EVERY_MS);
      this.#onEnd = () => {
        if (this.#strands.size > most && this.#broken === null) return;
        clearTimeout(look);
        resolve();
      };
    });
  }

  async #rest(): Promise<LaneRest> {
    const at = await this.parts.store.lanes.next(this.lane);
    return at === null ? { kind: "nothing" } : { kind: "later", at };
  }

  /** Of the address that requests of a tenant came with: the same for all of a lane. */
  async #ownHost(delivery: string): Promise<string | null> {
    const ids = [verificationOfDelivery(delivery)];
    const [address] = await this.parts.store.verifications.addresses(ids);
    return originOf(address?.webhook?.url ?? null);
  }
}

function originOf(url: string | null): string | null {
  return url === null || !URL.canParse(url) ? url : new URL(url).origin;
}
