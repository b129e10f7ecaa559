import { type FileHandle, open } from "node:fs/promises";

/** Bytes that can be read from any place: a file, a part of one, or memory. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

const BLOCK = 256 * 1024;

/** A source that reads ahead, for passes in which each read begins where the last one ended. */
function readingAhead(handle: FileHandle, size: number): ByteSource {
  let start = 0;
  let block: Buffer = Buffer.alloc(0);

  async function fromDisk(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(
        buffer,
        filled,
        buffer.length - filled,
        position + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  return {
    size,
    async read(position, length) {
      if (position >= start && position + length <= start + block.length) {
        return block.subarray(position - start, position - start + length);
      }
      if (length >= BLOCK) return await fromDisk(position, length);
      block = await fromDisk(position, BLOCK);
      start = position;
      return block.subarray(0, length);
    },
    close: () => handle.close(),
  };
}

/** Opens a file; throws Node's own error when it cannot be opened. */
export async function openFile(path: string): Promise<ByteSource> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    return readingAhead(handle, size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export function bytesInMemory(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => {},
  };
}

/** A stretch of another source; closing it closes that one. */
export function partOf(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (position, length) =>
      source.read(start + position, Math.max(0, Math.min(length, size - position))),
    close: () => source.close(),
  };
}

/** The bytes from `position` on, piece by piece. */
export async function* piecesFrom(source: ByteSource, position: number): AsyncGenerator<Buffer> {
  for (let at = position; at < source.size; ) {
    const piece = await source.read(at, Math.min(BLOCK - 1, source.size - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
