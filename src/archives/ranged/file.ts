import type { AskContext } from "../../engine/archive.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { ByteSource } from "../byte-source.js";
import { ArchiveUnavailableError } from "../errors.js";
import { header, type RemoteHost } from "../remote/host.js";

const BLOCK = 256 * 1024;
/** Blocks had in one request, and those kept of one file. */
const MOST_AT_ONCE = 32;
const MOST_KEPT = 128;

/** A file on a web server, read by ranges (RFC 9110, 14). */
export class RangedFile {
  readonly #blocks = new Map<number, Buffer>();
  #context: AskContext;

  private constructor(
    private readonly remote: RemoteHost,
    context: AskContext,
    /** Bytes. */
    readonly size: number,
    /** Changes with the file; empty where the server does not say. */
    readonly tag: string,
  ) {
    this.#context = context;
  }

  /** Asks for the first bytes, and learns the size. Throws the `ArchiveError` that fits. */
  static async open(remote: RemoteHost, context: AskContext): Promise<RangedFile> {
    const response = await remote.ask(remote.base, context, {
      headers: { range: `bytes=0-${BLOCK - 1}` },
      longBody: "cut",
    });
    const size = sizeOf(response);
    if (size === null) throw failureOf(remote, response);
    const tag = header(response, "etag") ?? header(response, "last-modified") ?? "";
    const file = new RangedFile(remote, context, size, `${size} ${tag}`);
    file.#keep(0, response.body);
    return file;
  }

  /** Requests are counted for whoever reads now. */
  source(context: () => AskContext): ByteSource {
    return {
      size: this.size,
      read: (position, length) => {
        this.#context = context();
        return this.#read(position, length);
      },
      close: async () => {},
    };
  }

  #keep(first: number, bytes: Buffer): void {
    for (let at = 0, block = first; at < bytes.length; at += BLOCK, block++) {
      this.#blocks.delete(block);
      this.#blocks.set(block, bytes.subarray(at, at + BLOCK));
    }
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MOST_KEPT) break;
      this.#blocks.delete(oldest);
    }
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const end = Math.min(this.size, position + length);
    if (end <= position) return Buffer.alloc(0);
    const parts: Buffer[] = [];
    const [first, last] = [Math.floor(position / BLOCK), Math.floor((end - 1) / BLOCK)];
    for (let block = first; block <= last; block++) {
      let bytes = this.#blocks.get(block);
      if (!bytes) {
        let until = block;
        const most = Math.min(last, block + MOST_AT_ONCE - 1);
        while (until < most && !this.#blocks.has(until + 1)) until++;
        await this.#fetch(block, until);
        bytes = this.#blocks.get(block);
      }
      if (!bytes) break;
      parts.push(bytes);
    }
    const start = position - first * BLOCK;
    return Buffer.concat(parts).subarray(start, start + (end - position));
  }

  async #fetch(first: number, last: number): Promise<void> {
    const from = first * BLOCK;
    const to = Math.min(this.size, (last + 1) * BLOCK) - 1;
    const { remote } = this;
    const response = await remote.ask(remote.base, this.#context, {
      headers: { range: `bytes=${from}-${to}` },
      // The tag stands in the address under which it is kept: another file is another answer.
      sortOf: (response) => (isRange(response, from, to) ? "capture" : null),
      keyOf: this.tag,
      longBody: "cut",
    });
    if (response.status === 200) {
      // The server knows no ranges and sent the whole: of use only when it is not too long.
      if (response.bodyCut) throw failureOf(remote, response);
      this.#keep(0, response.body);
    } else if (isRange(response, from, to)) {
      this.#keep(first, response.body);
    } else throw failureOf(remote, response);
  }
}

/** Whether an answer is the bytes asked for, first to last, and says so. */
function isRange(response: GuardedResponse, first: number, last: number): boolean {
  const range = header(response, "content-range") ?? "";
  const isLong = response.status === 206 && response.body.length === last - first + 1;
  return isLong && range.startsWith(`bytes ${first}-${last}/`);
}

/** Size of the whole file; null when the answer does not tell it. */
function sizeOf(response: GuardedResponse): number | null {
  if (response.status === 200 && !response.bodyCut) return response.body.length;
  const [, total] = /^bytes 0-\d+\/(\d{1,15})$/.exec(header(response, "content-range") ?? "") ?? [];
  return response.status === 206 && total ? Number(total) : null;
}

function failureOf(remote: RemoteHost, response: GuardedResponse): Error {
  const { status } = response;
  const { archive } = remote;
  if (status === 404 || status === 410) {
    return new ArchiveUnavailableError(archive, `${archive}: there is no such file (${status})`);
  }
  if (status < 300) {
    return new ArchiveUnavailableError(
      archive,
      `${archive} does not answer ranges, and is too long`,
    );
  }
  return remote.failure(response);
}
