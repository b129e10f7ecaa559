import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import express, { type NextFunction, type Request, type Response } from "express";
import { parseJsonStrictly, UnfitJsonError } from "./json.js";
import { Problem } from "./problem.js";
import { beforeStep, beginLarge, LARGE_BYTES } from "./turns.js";

/** Most bytes of a body, unpacked. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const readBytes = express.raw({ type: () => true, limit: MAX_BODY_BYTES });

const UNPACK: ReadonlyMap<
  string,
  (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>
> = new Map([
  ["gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

/**
 * Reads the bytes of a JSON body as they come over the wire. Not `express.json`: that replaces bytes
 * that are no UTF-8, and a quote must never be altered on its way in.
 */
export const receiveJson = [requireJson, setPackingAside, readBytes];

export function tooLarge(): Problem {
  return new Problem(413, { detail: `The body is larger than ${MAX_BODY_BYTES / 1_048_576} MB.` });
}

/**
 * Packed bytes stay packed until it is a body's turn: 20 KB unfold to 10 MB, and many may come at
 * once. The reader would unpack them at once.
 */
function setPackingAside(request: Request, response: Response, next: NextFunction): void {
  const packing = (request.get("content-encoding") || "identity").toLowerCase();
  if (packing !== "identity" && !UNPACK.has(packing)) {
    throw new Problem(415, { detail: "The content encoding is not supported." });
  }
  response.locals.packing = packing;
  delete request.headers["content-encoding"];
  next();
}

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  // Told before it is sent: the reader would first take in all that was announced.
  if (Number(request.get("content-length")) > MAX_BODY_BYTES) throw tooLarge();
  const type = request.get("content-type") ?? "";
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim().toLowerCase());
  if (essence !== "application/json" && !/^application\/[a-z0-9.-]+\+json$/.test(essence)) {
    throw new Problem(415, {
      detail: `The body must be application/json${type === "" ? "" : `, not ${type.slice(0, 100)}`}.`,
      headers: { accept: "application/json" },
    });
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new Problem(415, { detail: "JSON is UTF-8; no other charset is read." });
  }
  next();
}

/**
 * What the bytes say, once a large body has its place in the `line`. Throws `Problem` 400, 413, 503.
 */
export async function parseJson(
  request: Request,
  response: Response,
  line: string,
): Promise<unknown> {
  const sent: unknown = request.body;
  if (!Buffer.isBuffer(sent) || sent.length === 0) {
    throw new Problem(400, { detail: "The body is empty." });
  }
  const packing = String(response.locals.packing);
  let bytes = sent.length < LARGE_BYTES ? await unpacked(sent, packing, LARGE_BYTES) : null;
  if (bytes === null) {
    await beginLarge(response, line);
    bytes = await unpacked(sent, packing, MAX_BODY_BYTES);
    if (bytes === null) throw tooLarge();
  }
  if (bytes.length === 0) throw new Problem(400, { detail: "The body is empty." });
  // Not to be held beside what it says.
  request.body = undefined;
  await beforeStep(response);
  const text = decode(bytes);
  await beforeStep(response);
  return parse(text);
}

/** Null for what has more bytes than `most`. */
async function unpacked(sent: Buffer, packing: string, most: number): Promise<Buffer | null> {
  const unpack = UNPACK.get(packing);
  if (unpack === undefined) return sent;
  try {
    return await unpack(sent, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return null;
    throw new Problem(400, { detail: "The body cannot be unpacked." }, { cause: error });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Problem(400, { detail: "The body is not UTF-8." }, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return parseJsonStrictly(text);
  } catch (error) {
    if (error instanceof UnfitJsonError) {
      const { pointer, because: detail } = error;
      throw new Problem(400, {
        detail: `The body cannot be used: ${pointer} ${detail}.`,
        errors: [{ pointer, detail }],
      });
    }
    const because = error instanceof Error ? error.message : String(error);
    throw new Problem(
      400,
      { detail: `The body is not JSON: ${because.slice(0, 200)}` },
      { cause: error },
    );
  }
}
