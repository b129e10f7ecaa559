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
  if (!result.success) {
    const { issues } = result.error;
    return {
      ok: false,
      errors: bounded(issues.slice(0, MAX_REMARKS).map(toRemark), issues.length),
    };
  }
  return { ok: true, value: result.data, warnings: unknownFields(schema, document) };
}

/** A request as the command line takes it: quotes, and the article they stand in. */
export function parseRequest(document: unknown): ParseResult<Request> {
  return parseDocument(RequestSchema, document);
}

function toRemark(issue: z.core.$ZodIssue): Remark {
  return { pointer: toPointer(issue.path), detail: issue.message };
}

/** Of `all` that there are, `remarks` are told. */
function bounded(remarks: Remark[], all: number): Remark[] {
  const rest = all - remarks.length;
  return rest === 0 ? remarks : [...remarks, { pointer: "", detail: `and ${rest} more` }];
}

/** Names them; there may be more than a hundred thousand, which are counted only. */
function unknownFields(schema: z.core.$ZodType, document: unknown): Remark[] {
  const remarks: Remark[] = [];
  let all = 0;
  visitUnknown(schema, document, [], (path, key) => {
    all += 1;
    if (all > MAX_REMARKS) return;
    remarks.push({ pointer: toPointer([...path, key]), detail: "unknown field, not used" });
  });
  return bounded(remarks, all);
}

/** Walks the schema, not the document, so that nesting of unknown parts costs nothing. */
function visitUnknown(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly PropertyKey[],
  note: (path: readonly PropertyKey[], key: string) => void,
): void {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    visitUnknown(schema.unwrap(), value, path, note);
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      visitUnknown(schema.element, item, [...path, index], note);
    }
  } else if (schema instanceof z.ZodObject && typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) {
      const known = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
      if (known === undefined) note(path, key);
      else visitUnknown(known, Reflect.get(value, key), [...path, key], note);
    }
  }
}
