import { z } from "zod";
import { complaint } from "./complaint.js";
import { type Request, RequestSchema } from "./request.js";
import type { Remark } from "./verification.js";

/** Most remarks made about one document; 500 broken records need no 1,500 of them. */
const MAX_REMARKS = 100;

export type ParseResult<T> =
  | { ok: true; value: T; warnings: Remark[] }
  | { ok: false; errors: Remark[] };

/** Keys come from outside: longer ones are cut where they are told. */
const MAX_KEY_CHARACTERS = 100;

/** RFC 6901 pointer of a path, `""` for the whole document. */
function toPointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${shortened(String(part)).replace(/~/g, "~0").replace(/\//g, "~1")}`)
    .join("");
}

function shortened(key: string): string {
  return key.length <= MAX_KEY_CHARACTERS ? key : `${key.slice(0, MAX_KEY_CHARACTERS)}…`;
}

/**
 * Checks a document from outside. Fields that the schema does not know are kept out of `value` and
 * named in `warnings`; what breaks the schema is in `errors`, with its place. Never throws.
 */
export function parseDocument<T>(schema: z.ZodType<T>, document: unknown): ParseResult<T> {
  const result = schema.safeParse(document, { error: complaint });
  if (!result.success) return { ok: false, errors: bounded(result.error.issues.map(toRemark)) };
  const unknown = unknownFields(schema, document, []);
  return { ok: true, value: result.data, warnings: bounded(unknown) };
}

/** A request as the command line takes it: quotes, and the article they stand in. */
export function parseRequest(document: unknown): ParseResult<Request> {
  return parseDocument(RequestSchema, document);
}

function toRemark(issue: z.core.$ZodIssue): Remark {
  return { pointer: toPointer(issue.path), detail: issue.message };
}

function bounded(remarks: Remark[]): Remark[] {
  if (remarks.length <= MAX_REMARKS) return remarks;
  const rest = remarks.length - MAX_REMARKS;
  return [...remarks.slice(0, MAX_REMARKS), { pointer: "", detail: `and ${rest} more` }];
}

/** Walks the schema, not the document, so that nesting of unknown parts costs nothing. */
function unknownFields(schema: z.core.$ZodType, value: unknown, path: PropertyKey[]): Remark[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return unknownFields(schema.unwrap(), value, path);
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item, index) => unknownFields(schema.element, item, [...path, index]));
  }
  if (!(schema instanceof z.ZodObject) || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const known = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    if (known !== undefined) return unknownFields(known, part, [...path, key]);
    return [{ pointer: toPointer([...path, key]), detail: "unknown field, not used" }];
  });
}
