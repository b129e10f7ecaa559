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
  const place = PLACES.find(({ form }) => form.test(path.replace(/(.)\/$/, "$1")))?.path ?? "";
  const operation = document.paths[place]?.[method === "HEAD" ? "get" : method.toLowerCase()];
  if (!operation) return document.components.responses.Problem404;
  const answer = operation.responses[String(status)];
  if (answer?.$ref === undefined) return answer;
  return document.components.responses[answer.$ref.split("/").at(-1) ?? ""];
}

/** Throws when an answer is not as the description says: status, headers, type, body. */
function checkAnswer(response: Response): void {
  const { method, url } = (response as unknown as { request: { method: string; url: string } })
    .request;
  // Asked by browsers about any path, and described by the protocol.
  if (method === "OPTIONS" && response.status === 204) return;
  const { status, headers, body } = response;
  const type = String(headers["content-type"] ?? "").replace(/;.*/, "");
  checkDescribed({ method, path: new URL(url).pathname, status, type, body });
}

/** The part of an answer that the description speaks of. */
export interface SeenAnswer {
  method: string;
  path: string;
  status: number;
  /** Media type without its parameters. */
  type: string;
  body: unknown;
}

/** Throws when an answer is not as the description says. */
export function checkDescribed({ method, path, status, type, body }: SeenAnswer): void {
  const what = `${method} ${path} → ${status}`;
  const described = describedAnswer(method, path, status);
  if (!described) throw new Error(`${what} is not described`);
  const content = described.content?.[type];
  if (described.content && !content && method !== "HEAD") {
    throw new Error(`${what} is described as ${Object.keys(described.content)}, not as ${type}`);
  }
  const ref = content?.schema.$ref;
  if (typeof ref !== "string" || method === "HEAD") return;
  const validate = ajv.getSchema(`api${ref}`);
  if (validate?.(body)) return;
  throw new Error(`${what} breaks ${ref}: ${ajv.errorsText(validate?.errors)}`);
}

/** Throws when what a webhook was sent is not as the description says. */
export function checkMessage(message: { type: string }): void {
  const { schema } = document.webhooks[message.type]?.post?.requestBody?.content[
    "application/json"
  ] ?? { schema: {} };
  const validate = ajv.getSchema(`api${String(schema.$ref)}`);
  if (!validate) throw new Error(`${message.type} is not described`);
  if (validate(message)) return;
  throw new Error(`${message.type} is not as described: ${ajv.errorsText(validate.errors)}`);
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
