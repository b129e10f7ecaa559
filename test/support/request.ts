import { Ajv2020 } from "ajv/dist/2020.js";
import type { Express } from "express";
import supertest, { type Response } from "supertest";
import { openApiDocument } from "../../src/http/openapi/document.js";
import { ROUTES } from "../../src/http/routes.js";

export type { Response };

const document = openApiDocument(ROUTES);

/** Fields that are not described are an error here, where clients have to bear them. */
function strictly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strictly);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, key === "enum" ? part : strictly(part)]),
  );
  const isObject = "properties" in parts && !("additionalProperties" in parts);
  return isObject && parts.type === "object" ? { ...parts, additionalProperties: false } : parts;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const schemas = strictly(document.components.schemas);
ajv.addSchema({ $id: "api", components: { schemas } });

const PLACES = Object.keys(document.paths).map((path) => ({
  path,
  form: new RegExp(`^${path.replace(/\./g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
}));

function describedAnswer(method: string, path: string, status: number) {
  const place = PLACES.find(({ form }) => form.test(path))?.path ?? "";
  const operation = document.paths[place]?.[method === "HEAD" ? "get" : method.toLowerCase()];
  if (!operation) return document.components.responses.Problem404;
  const answer = operation.responses[String(status)];
  if (answer?.$ref === undefined) return answer;
  return document.components.responses[answer.$ref.split("/").at(-1) ?? ""];
}

/** Throws when an answer is not as the description says: status, headers, type, body. */
function checkAnswer(response: Response): void {
  // Asked by browsers about any path, and described by the protocol.
  if (response.status === 204 && response.headers["access-control-allow-methods"]) return;
  const { method, url } = (response as unknown as { request: { method: string; url: string } })
    .request;
  const what = `${method} ${url} → ${response.status}`;
  const described = describedAnswer(method, new URL(url).pathname, response.status);
  if (!described) throw new Error(`${what} is not described`);
  const type = String(response.headers["content-type"] ?? "").replace(/;.*/, "");
  const content = described.content?.[type];
  if (described.content && !content && method !== "HEAD") {
    throw new Error(`${what} is described as ${Object.keys(described.content)}, not as ${type}`);
  }
  const ref = content?.schema.$ref;
  if (typeof ref !== "string" || method === "HEAD") return;
  const validate = ajv.getSchema(`api${ref}`);
  if (validate?.(response.body)) return;
  throw new Error(`${what} breaks ${ref}: ${ajv.errorsText(validate?.errors)}`);
}

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;

/** `supertest` that holds every answer against `/openapi.json`. */
export function request(app: Express, headers: Record<string, string> = {}) {
  const agent = supertest(app);
  return Object.fromEntries(
    METHODS.map((method) => [
      method,
      (path: string) => agent[method](path).set(headers).expect(checkAnswer),
    ]),
  ) as Record<(typeof METHODS)[number], (path: string) => supertest.Test>;
}
