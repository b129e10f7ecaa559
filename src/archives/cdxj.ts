/** One capture as an index line tells it. */
export interface IndexLine {
  /** SURT key. */
  key: string;
  /** 14 digits. */
  timestamp: string;
  url: string;
  mime: string | null;
  status: number | null;
  digest: string | null;
  /** Bytes and position of the record in its file. */
  length: number;
  offset: number;
  filename: string;
}

/**
 * A CDXJ line as pywb writes it: numbers as strings, the digest without its algorithm when that is
 * SHA-1, fields that are not known left out.
 */
export function formatCdxj(line: IndexLine): string {
  const fields = {
    url: line.url,
    mime: line.mime ?? "unk",
    ...(line.status !== null && { status: String(line.status) }),
    ...(line.digest !== null && { digest: line.digest.replace(/^sha1:/, "") }),
    length: String(line.length),
    offset: String(line.offset),
    filename: line.filename,
  };
  return `${line.key} ${line.timestamp} ${JSON.stringify(fields)}`;
}

/** Order of index lines: bytewise, as `LC_ALL=C sort` has it. */
export function compareLines(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8"));
}
