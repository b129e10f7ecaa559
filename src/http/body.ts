import express, { type NextFunction, type Request, type Response } from "express";
import { parseJsonStrictly, UnfitJsonError } from "./json.js";
import { Problem } from "./problem.js";
import { beforeStep, noteSize } from "./turns.js";

/** Most bytes of a body, unpacked. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const readBytes = express.raw({ type: () => true, limit: MAX_BODY_BYTES });

/**
 * Reads a JSON body into `request.body`. Not `express.json`: that replaces bytes that are no UTF-8,
 * and a quote must never be altered on its way in.
 */
export const jsonBody = [requireJson, readBytes, parseJson];

function requireJson(request: Request, _response: Response, next: NextFunction): void {
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

async function parseJson(request: Request, response: Response, next: NextFunction): Promise<void> {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    throw new Problem(400, { detail: "The body is empty." });
  }
  noteSize(response, bytes.length);
  await beforeStep(response);
  const text = decode(bytes);
  await beforeStep(response);
  request.body = parse(text);
  next();
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
