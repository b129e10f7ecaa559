import { randomUUID } from "node:crypto";
import {
  type Ending,
  type Entry,
  enter,
  freshHost,
  type HostHealth,
  type HostState,
  healthOf,
  keep,
  type Lane,
  type Limits,
  leave,
  type Priority,
} from "./rules.js";

/** Where the state of hosts is kept: in this process, or where all processes see it. */
export interface Book {
  /**
   * Changes the state of one host; `change` is a function of the state alone and may run several
   * times. `now` is the book's own time, ms since 1970: the same for all who write into it.
   */
  update<T>(host: string, change: (state: HostState, now: number) => [HostState, T]): Promise<T>;
}

/** A book of this process alone, for the command line. */
export function createMemoryBook(now: () => number = Date.now): Book {
  const states = new Map<string, HostState>();
  return {
    async update(host, change) {
      const [state, value] = change(states.get(host) ?? freshHost(), now());
      states.set(host, state);
      return value;
    },
  };
}

/** How a host is doing, as its book has it. */
export function readHealth(book: Book, host: string): Promise<HostHealth> {
  return book.update(host, (state, now) => [state, healthOf(state, now)]);
}

/** Stands before every archive: nobody asks one without having entered here. */
export interface Gate {
  /** `pass` is to be handed back to `leave` when the entry was granted. */
  enter(
    host: string,
    lane: Lane,
    limits: Limits,
    priority?: Priority,
  ): Promise<Entry & { pass: string }>;
  /** To be called every `KEEP_PLACE_EVERY_MS` until `leave`; who is not heard of has lost his place. */
  keep(host: string, pass: string): Promise<void>;
  leave(host: string, pass: string, ending: Ending): Promise<void>;
}

/** A gate that keeps its account in a book. */
export function createGate(book: Book): Gate {
  return {
    async enter(host, lane, limits, priority) {
      const pass = randomUUID();
      const entry = await book.update<Entry>(host, (before, now) => {
        const { state, entry } = enter(before, now, pass, lane, limits, priority);
        return [state, entry];
      });
      return { ...entry, pass };
    },
    async keep(host, pass) {
      await book.update<void>(host, (state, now) => [keep(state, now, pass), undefined]);
    },
    async leave(host, pass, ending) {
      await book.update<void>(host, (state, now) => [leave(state, now, pass, ending), undefined]);
    },
  };
}
