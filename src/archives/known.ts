import { z } from "zod";
import { shippedConfig } from "./shipped.js";

const KnownSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  z.object({
    where: z.string(),
    /** Other hosts at which it answers as well, with the same captures and the same patience. */
    hosts: z.array(z.string()).default([]),
    description: z.string(),
    /** How likely it holds a post: the heaviest is asked first. */
    weight: z.number().min(0).max(100).default(10),
    /** `low`: captures there are known to have been altered; not evidence by themselves. */
    trust: z.enum(["usual", "low"]).default("usual"),
    /** What it forbids or does not put up with, for people who configure it. */
    forbids: z.string().optional(),
    /** What it puts up with; `source` says who says so. */
    limits: z.object({
      indexPerMinute: z.number().positive(),
      replayPerMinute: z.number().positive(),
      savePerMinute: z.number().positive().optional(),
      concurrency: z.number().int().positive(),
      source: z.string(),
    }),
  }),
);

/** Archives that go by a name: what the name stands for, and one line about it. */
export type KnownArchives = z.infer<typeof KnownSchema>;

let read: KnownArchives | undefined;

/** Where a known archive lives. */
const addressOf = ({ where }: KnownArchives[string]): string => where.slice(where.indexOf("+") + 1);

/**
 * The known archive at a host, whatever kind it is asked as and under whichever of its names;
 * undefined for one that is not.
 */
export function knownAt(host: string): KnownArchives[string] | undefined {
  read ??= knownArchives();
  return Object.values(read).find((known) => {
    const address = addressOf(known);
    return (URL.canParse(address) && new URL(address).host === host) || known.hosts.includes(host);
  });
}

/** Whether two hosts are names of one archive. */
export function isSameArchive(host: string, other: string): boolean {
  return host === other || (knownAt(host) !== undefined && knownAt(host) === knownAt(other));
}

/** Under which address requests to a host are counted: of a known archive its own, whatever its name. */
export function countedAt({ host, origin }: URL): string {
  const known = knownAt(host);
  return known === undefined ? origin : new URL(addressOf(known)).origin;
}

/** The archives `config/archives.json` lists. Throws when that file is missing or malformed. */
export function knownArchives(): KnownArchives {
  return KnownSchema.parse(shippedConfig("archives.json"));
}
