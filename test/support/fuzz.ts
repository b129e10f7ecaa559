import fc from "fast-check";
import type { OpenApiDocument, Operation, Parameter } from "../../src/http/openapi/document.js";
import { checkDescribed } from "./request.js";

type Schema = Record<string, unknown>;

/** A request that may make sense or not. */
interface Attempt {
  method: string;
  /** Path of the operation, as described. */
  operation: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    1e308,
    "",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    [null],
    "x".repeat(20_000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Text that attacks readers of JSON rather than what they read. */
const rawBodies = fc.constantFrom(
  "",
  "{",
  "null",
  "[]",
  '"text"',
  '{"quotes":[],"quotes":[]}',
  '{"__proto__":{"admin":true},"quotes":[{"text":"a","author":{"handle":"b"}}]}',
  '{"constructor":{"prototype":{"x":1}},"toString":1}',
  `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  '{"quotes":[{"text":"a\\u0000b","author":{"handle":"c"}}]}',
);

/** Values that fit a schema, mostly; now and then something else in one place. */
function valuesOf(schema: Schema, document: OpenApiDocument, depth = 0): fc.Arbitrary<unknown> {
  const fit = fitting(schema, document, depth);
  return fc.oneof({ weight: 12, arbitrary: fit }, { weight: 1, arbitrary: junk });
}

function fitting(schema: Schema, document: OpenApiDocument, depth: number): fc.Arbitrary<unknown> {
  const { $ref: ref, enum: values, anyOf, type } = schema;
  const of = (one: unknown) => valuesOf(one as Schema, document, depth + 1);
  if (depth > 8) return fc.constant(null);
  if (typeof ref === "string") {
    return fitting(document.components.schemas[ref.split("/").at(-1) ?? ""] ?? {}, document, depth);
  }
  if (Array.isArray(values)) return fc.constantFrom(...values);
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(of));
  switch (type) {
    case "string":
      return stringsOf(schema);
    case "integer":
      return fc.integer({ min: -2, max: 700 });
    case "number":
      return fc.double({ min: -2, max: 700, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(of(schema.items ?? {}), { maxLength: 3 });
    case "object":
      return objectsOf(schema, of);
    default:
      return junk;
  }
}

function stringsOf({ pattern, maxLength }: Schema): fc.Arbitrary<string> {
  const plain = fc.oneof(
    fc.string({ maxLength: 40, unit: "grapheme" }),
    fc.constantFrom("https://twitter.com/someone/status/1622500000000000000", "@someone", "en"),
  );
  const long = fc.constant("y".repeat(Math.min(Number(maxLength ?? 100), 20_000) + 1));
  if (typeof pattern === "string") return fc.oneof(fc.stringMatching(new RegExp(pattern)), plain);
  return fc.oneof({ weight: 20, arbitrary: plain }, { weight: 1, arbitrary: long });
}

function objectsOf(
  { properties = {}, required = [] }: Schema,
  of: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties as Record<string, Schema>).map(([name, schema]) => [
      name,
      of(schema),
    ]),
  );
  const whole = fc.record(fields, { requiredKeys: required as never[] });
  return fc.oneof(
    { weight: 9, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: whole.map((value) => ({ ...value, unknown: [1, { deep: null }] })) },
  );
}

/** Ids to put into paths, by the pattern of the parameter they fit. */
type KnownIds = ReadonlyMap<string, readonly string[]>;

function parameterValues({ schema }: Parameter, known: KnownIds, document: OpenApiDocument) {
  const own = known.get(String(schema.pattern)) ?? [];
  const any = fc.oneof(
    // Not `String`: what is made may bring a `toString` of its own.
    valuesOf(schema, document).map((one) => (typeof one === "string" ? one : JSON.stringify(one))),
    fc.constantFrom("..", "%2e%2e", "%00", "%E0%A4%A", "a".repeat(3_000), "'\"<>"),
  );
  return own.length === 0 ? any : fc.oneof(fc.constantFrom(...own), any);
}

function attemptsAt(
  document: OpenApiDocument,
  operation: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  known: KnownIds,
): fc.Arbitrary<Attempt> {
  const at = (where: Parameter["in"]) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === where)
          .map((one) => [one.name, parameterValues(one, known, document)]),
      ),
      where === "path" ? {} : { requiredKeys: [] },
    );
  const schema = requestBody?.content["application/json"]?.schema;
  const bodies = schema
    ? fc.oneof(
        { weight: 8, arbitrary: valuesOf(schema, document).map((one) => JSON.stringify(one)) },
        { weight: 1, arbitrary: rawBodies },
      )
    : fc.constant(undefined);
  const types = fc.oneof(
    { weight: 20, arbitrary: fc.constant("application/json") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("text/plain", "application/json; charset=latin1", "x"),
    },
  );
  return fc
    .record({
      path: at("path"),
      query: at("query"),
      header: at("header"),
      body: bodies,
      type: types,
    })
    .map(({ path, query, header, body, type }) => {
      const filled = operation.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodePart(path[name] ?? ""),
      );
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const headers = Object.entries(header).filter(([, value]) =>
        /^[\x20-\x7e]{0,500}$/.test(value ?? ""),
      );
      return {
        ...{ method: method.toUpperCase(), operation, body },
        path: search === "" ? filled : `${filled}?${search}`,
        headers: {
          ...(Object.fromEntries(headers) as Record<string, string>),
          ...(body !== undefined && { "content-type": type }),
        },
      };
    });
}

/** Escapes that are meant as such stay; dots alone would be taken for folders by the sender. */
function encodePart(value: string): string {
  // Through bytes, for a lone surrogate cannot stand in an address.
  const text = Buffer.from(value).toString();
  return value.startsWith("%") ? value : encodeURIComponent(text).replace(/^\.+$/, "%2e");
}

export interface FuzzTarget {
  url: string;
  document: OpenApiDocument;
  /** Of the tenant that asks. */
  headers: Record<string, string>;
  /** Ids of its own and of the other tenant's. */
  known: KnownIds;
  /** Text that only the other tenant's things hold. */
  foreign: string;
}

/** What was answered, by status. */
export type FuzzResult = Map<number, number>;

/** A request may take this long, or it counts as hanging. */
const HANGS_MS = 30_000;

/** How much of a stream is read: this long, and so many characters. */
const STREAMS_MS = 2_000;
const STREAMS_LENGTH = 1_000_000;

/**
 * Sends `count` requests made from the description and throws at the first that is answered with a
 * 5xx, not as described, with another tenant's data, or with an error that names no field.
 */
export async function fuzz(target: FuzzTarget, count: number, seed: number): Promise<FuzzResult> {
  const { document, known } = target;
  const attempts = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      attemptsAt(document, path, method, operation, known),
    ),
  );
  const result: FuzzResult = new Map();
  await fc.assert(
    fc.asyncProperty(fc.oneof(...attempts), async (attempt) => {
      const status = await send(attempt, target);
      result.set(status, (result.get(status) ?? 0) + 1);
    }),
    { numRuns: count, seed, endOnFailure: true },
  );
  return result;
}

async function send(attempt: Attempt, { url, headers, foreign }: FuzzTarget): Promise<number> {
  const answer = await fetch(`${url}${attempt.path}`, {
    method: attempt.method,
    headers: { ...attempt.headers, ...headers },
    redirect: "manual",
    signal: AbortSignal.timeout(HANGS_MS),
    ...(attempt.body !== undefined && { body: attempt.body }),
  });
  const { status } = answer;
  const isStream = /^text\/event-stream/.test(answer.headers.get("content-type") ?? "");
  const text = isStream ? await beginningOf(answer) : await answer.text();
  if (status >= 500) throw new Error(`${status}: ${text}`);
  if (text.includes(foreign)) throw new Error(`another tenant's data: ${text.slice(0, 500)}`);
  const type = (answer.headers.get("content-type") ?? "").replace(/;.*/, "");
  const body: unknown = /json$/.test(type) && text !== "" ? JSON.parse(text) : text;
  checkDescribed({
    method: attempt.method,
    path: new URL(answer.url).pathname,
    status,
    type,
    body,
  });
  if (status === 422) checkErrors(body as { detail: string; errors: { pointer: string }[] });
  return status;
}

/** Events of a stream until it ends, or for so long, for a stream may stay open. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return "";
  const end = setTimeout(() => void reader.cancel(), STREAMS_MS);
  let text = "";
  while (text.length < STREAMS_LENGTH) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  clearTimeout(end);
  await reader.cancel();
  return text;
}

/** An Idempotency-Key used with another body is about no field of it. */
function checkErrors({ detail, errors }: { detail: string; errors: { pointer: string }[] }): void {
  if (/Idempotency-Key/.test(detail)) return;
  if (errors.length === 0) throw new Error(`an error names no field: ${detail}`);
  for (const { pointer } of errors) {
    if (!/^(\/|$)/.test(pointer)) throw new Error(`not a JSON pointer: ${pointer}`);
  }
}
