/**
 * Writes the client's types from the description of the API: `npm run client-types`. A test holds
 * the file against what this would write.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openApiDocument } from "../src/http/openapi/document.js";
import type { Schema } from "../src/http/openapi/schema-table.js";
import { ROUTES } from "../src/http/routes.js";

const PLAIN: Record<string, string> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
};

function typeOf(schema: Schema): string {
  const { $ref: ref, enum: values, anyOf, oneOf, items, type = "" } = schema;
  if (Array.isArray(type)) {
    return type.map((one) => typeOf({ ...schema, type: one })).join(" | ");
  }
  if (ref !== undefined) return ref.slice(ref.lastIndexOf("/") + 1);
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = anyOf ?? oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" | ");
  if (type === "array") return `Array<${items ? typeOf(items) : "unknown"}>`;
  if (type === "object") return objectType(schema);
  return PLAIN[type] ?? "unknown";
}

function objectType({ properties, required = [], additionalProperties, propertyNames }: Schema) {
  if (properties) {
    const fields = Object.entries(properties).map(([name, schema]) => {
      const told = schema.description === undefined ? "" : `/** ${schema.description} */ `;
      const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
      return `${told}${key}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`;
    });
    return `{ ${fields.join("; ")} }`;
  }
  const values =
    typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return propertyNames?.enum
    ? `Partial<Record<${typeOf(propertyNames)}, ${values}>>`
    : `Record<string, ${values}>`;
}

/** The file as it should be. */
export function clientTypes(): string {
  const { schemas } = openApiDocument(ROUTES).components;
  const types = Object.entries(schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema as Schema)};\n`,
  );
  const made =
    "// Made from the description of the API by `npm run client-types`; not edited by hand.\n";
  return [made, ...types].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(path.join(import.meta.dirname, "../src/client/types.ts"), clientTypes());
}
