import { idTime } from "../dates/id-time.js";
import type { PostQuery } from "../engine/archive.js";
import type { Post } from "../records/post.js";

/**
 * Lines of a post index, fields with tabs between, sorted bytewise. A post is told once by each
 * thing it may be asked for by, and each time says where it was seen:
 *
 * - `i  id  platform  time  PLACE`: by its id
 * - `h  handle  time  platform  id  PLACE`: by handle (lower case) and time
 * - `a  platform account-id  time  id  PLACE`: by account id and time
 * - `n  name  time  platform  id  PLACE`: by display name (folded) and time
 * - `c  PLACE  capture-time  address  status  type  digest`: the capture at a place
 *
 * PLACE is `file offset inner`: number of the file in its segment, position of the record, unpacked
 * bytes before it in its gzip member. Times are `YYYYMMDDhhmmss`, UTC; `-` is what is not known. Lines of
 * posts without a time have `h-`, `a-` or `n-` in front.
 */
export interface Place {
  file: number;
  offset: number;
  inner: number;
}

export interface IndexedCapture extends Place {
  uriR: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
  status: number | null;
  mime: string | null;
  digest: string | null;
}

/** Longest field: names and handles come from pages, and pages may say anything. */
const MAX_FIELD = 300;
const MAX_ADDRESS = 4_000;

/** A field without what separates fields and lines. */
function field(value: string | null, longest = MAX_FIELD): string {
  if (value === null || value === "") return "-";
  const short = value.length > longest ? value.slice(0, longest) : value;
  return short.replace(/[\p{Cc}%]/gu, encodeURIComponent);
}

function unfield(text: string | undefined): string | null {
  if (text === undefined || text === "-") return null;
  return text.includes("%")
    ? text.replace(/%(?:0\w|1\w|25|7F|C2%[89]\w)/g, decodeURIComponent)
    : text;
}

function digits(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, "").slice(0, 14);
}

const placeOf = ({ file, offset, inner }: Place): string => `${file} ${offset} ${inner}`;

function timeOf(post: Pick<Post, "platform" | "id" | "createdAt">): string {
  const printed = post.createdAt === null ? Number.NaN : Date.parse(post.createdAt);
  const ms = Number.isNaN(printed)
    ? post.id === null
      ? null
      : idTime(post.platform, post.id)?.ms
    : printed;
  return ms === null || ms === undefined ? "-" : digits(ms);
}

const handleKey = (handle: string): string => field(handle.replace(/^@/, "").toLowerCase());

/** Names are compared without regard to case, width and white space. */
function nameKey(name: string): string {
  return field(name.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase());
}

/** The lines of one post seen in the capture at `place`. */
export function linesOfPost(
  post: Pick<Post, "platform" | "id" | "createdAt" | "author">,
  place: Place,
): string[] {
  const { platform, author } = post;
  const id = field(post.id);
  const time = timeOf(post);
  const end = `${placeOf(place)}`;
  const lines: string[] = [];
  if (post.id !== null) lines.push(`i\t${id}\t${platform}\t${time}\t${end}`);
  // Untimed ones lie apart: a search by day passes all of them over in the same few steps.
  const apart = time === "-" ? "-" : "";
  if (author.handle) {
    lines.push(`h${apart}\t${handleKey(author.handle)}\t${time}\t${platform}\t${id}\t${end}`);
  }
  if (author.id) lines.push(`a${apart}\t${platform} ${field(author.id)}\t${time}\t${id}\t${end}`);
  if (author.name)
    lines.push(`n${apart}\t${nameKey(author.name)}\t${time}\t${platform}\t${id}\t${end}`);
  return lines;
}

export function lineOfCapture(capture: IndexedCapture): string {
  const { uriR, capturedAt, status, mime, digest } = capture;
  const rest = [capturedAt, field(uriR, MAX_ADDRESS), String(status ?? "-"), field(mime)];
  return `c\t${placeOf(capture)}\t${rest.join("\t")}\t${field(digest)}`;
}

/** A stretch of lines: those that begin with `prefix`, from `from` on, before `before`. */
export interface Stretch {
  prefix: string;
  from: string;
  before: string | null;
}

/** What to read for a question; times that are not known fit every window. */
export function stretchesOf(query: PostQuery): Stretch[] {
  if (query.by === "id") {
    const prefix = `i\t${field(query.id)}\t${query.platform}\t`;
    return [{ prefix, from: prefix, before: null }];
  }
  const key = KEYS[query.by](query);
  const untimed = `${KINDS[query.by]}-\t${key}\t`;
  const timed = `${KINDS[query.by]}\t${key}\t`;
  const windows = query.windows ?? [null];
  return [
    { prefix: untimed, from: untimed, before: null },
    ...windows.map((window) => ({
      prefix: timed,
      from: timed + (window ? digits(Math.max(0, window.fromMs)) : ""),
      // A time within the last second of the window is written without its fraction.
      before: window && timed + digits(Math.max(0, window.toMs) + 999),
    })),
  ];
}

type TimedQuery = Exclude<PostQuery, { by: "id" }>;

const KINDS: Record<TimedQuery["by"], string> = { handle: "h", account: "a", name: "n" };

const KEYS: Record<TimedQuery["by"], (query: TimedQuery) => string> = {
  handle: ({ key }) => handleKey(key),
  account: ({ platform, key }) => `${platform} ${field(key)}`,
  name: ({ key }) => nameKey(key),
};

/** The place at the end of a post's line; null for a line that is none. */
export function placeIn(line: string): Place | null {
  const [, file, offset, inner] = /(?:^|\t)(\d{1,9}) (\d{1,15}) (\d{1,15})$/.exec(line) ?? [];
  if (inner === undefined) return null;
  return { file: Number(file), offset: Number(offset), inner: Number(inner) };
}

export const captureStretch = (place: Place): Stretch => {
  const prefix = `c\t${placeOf(place)}\t`;
  return { prefix, from: prefix, before: null };
};

export function readCapture(line: string, place: Place): IndexedCapture | null {
  const [, , capturedAt, uriR, status, mime, digest] = line.split("\t");
  const address = unfield(uriR);
  if (!capturedAt || !address) return null;
  return {
    ...place,
    uriR: address,
    capturedAt,
    status: status && /^\d{3}$/.test(status) ? Number(status) : null,
    mime: unfield(mime),
    digest: unfield(digest),
  };
}
