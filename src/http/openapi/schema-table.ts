import { escapeHtml, prose } from "../../formats/html.js";
import type { JsonSchema } from "./schemas.js";

/** What is read of JSON Schema here: the part that zod writes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  description?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** What a value may be, in a line of HTML: `string, at most 200 characters`, `list of Quote`. */
export function typeOf(json: JsonSchema): string {
  const schema = json as Schema;
  const { $ref: ref, enum: values, anyOf, type } = schema;
  if (ref !== undefined) return schemaLink(ref);
  if (values) return values.map(literal).join(" | ");
  if (schema.const !== undefined) return literal(schema.const);
  if (anyOf) return anyOf.map((one) => typeOf(one as JsonSchema)).join(" or ");
  if (Array.isArray(type)) return type.join(" or ");
  if (type === "array") {
    const entries = within(schema.minItems, schema.maxItems, " entries");
    return `list of ${typeOf((schema.items ?? {}) as JsonSchema)}${entries}`;
  }
  if (type === "object" && typeof schema.additionalProperties === "object") {
    return `object of ${typeOf(schema.additionalProperties as JsonSchema)} by name`;
  }
  if (type === "string") return stringType(schema);
  return `${type ?? "anything"}${within(schema.minimum, schema.maximum, "")}`;
}

function stringType({ format, pattern, minLength, maxLength }: Schema): string {
  const form = pattern === undefined ? "" : `, as <code>${escapeHtml(pattern)}</code>`;
  // A date-time's pattern is longer than its name, and says no more.
  if (format !== undefined) return `string, ${escapeHtml(format)}`;
  return `string${within(minLength, maxLength, " characters")}${form}`;
}

/** Numbers of JSON Schema that only say "as large as they come" are left out. */
function within(least: number | undefined, most: number | undefined, unit: string): string {
  const from = least === undefined || Math.abs(least) >= Number.MAX_SAFE_INTEGER ? "" : least;
  const to = most === undefined || most >= Number.MAX_SAFE_INTEGER ? "" : most;
  if (from !== "" && to !== "") return `, ${from} to ${to}${unit}`;
  if (to !== "") return `, at most ${to}${unit}`;
  return from === "" ? "" : `, at least ${from}${unit}`;
}

const literal = (value: unknown) => `<code>${escapeHtml(JSON.stringify(value))}</code>`;

export function schemaLink(ref: string): string {
  const name = ref.slice(ref.lastIndexOf("/") + 1);
  return `<a href="#schema-${name}">${name}</a>`;
}

/** A table of all fields of an object, those within it by their path: `quotes[].author.handle`. */
export function schemaTable(schema: JsonSchema): string {
  const rows = fieldRows(schema as Schema, "");
  if (rows.length === 0) return `<p>${typeOf(schema)}</p>`;
  return `<div class="wide" tabindex="0"><table><tr><th>field</th><th>holds</th><th>means</th></tr>${rows.join("")}</table></div>`;
}

function fieldRows({ properties = {}, required = [] }: Schema, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const optional = required.includes(name) ? "" : "<br><small>optional</small>";
    const row = `<tr><td><code>${escapeHtml(path)}</code>${optional}</td><td>${typeOf(field as JsonSchema)}</td><td>${prose(field.description ?? "")}</td></tr>`;
    const [inner, mark] = innerObject(field);
    return [row, ...(inner ? fieldRows(inner, `${path}${mark}.`) : [])];
  });
}

/** The object that a field holds, or that its list is of, where it has no name of its own. */
function innerObject(field: Schema): [inner: Schema | null, mark: string] {
  if (field.properties) return [field, ""];
  if (field.items?.properties) return [field.items, "[]"];
  const choice = field.anyOf?.find(({ properties }) => properties);
  return [choice ?? null, ""];
}
