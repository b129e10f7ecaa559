import { SCOPES } from "../../keys/scopes.js";
import { problemOf } from "../problem.js";
import type { Answer, Route } from "../route.js";
import { ANSWER_HEADERS, REQUEST_HEADERS } from "./headers.js";
import { collectSchemas, type JsonSchema, querySchemas, type Schemas } from "./schemas.js";
import { TAGS } from "./tags.js";
import { webhookOperations } from "./webhooks.js";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

interface Content {
  schema: JsonSchema;
  example?: unknown;
}

interface ResponseObject {
  description?: string;
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, Content>;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, Content> };
  responses: Record<string, ResponseObject>;
}

/** An OpenAPI 3.1 document, as far as it is made here. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: object };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  /** What is sent to webhook endpoints, by type of event. */
  webhooks: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, ResponseObject>;
    headers: Record<string, object>;
    securitySchemes: Record<string, object>;
  };
}

const documents = new WeakMap<readonly Route[], OpenApiDocument>();

/** The description of all calls; made once for a table of routes. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const known = documents.get(routes);
  if (known) return known;
  const made = describe(routes);
  documents.set(routes, made);
  return made;
}

function describe(routes: readonly Route[]): OpenApiDocument {
  const schemas = collectSchemas(routes);
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Quotary",
      version: "1.0.0",
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "Where this description comes from." }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: webhookOperations(schemas),
    components: {
      schemas: schemas.all,
      responses: problemResponses(routes),
      headers: ANSWER_HEADERS,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: SECURITY },
      },
    },
  };
}

const INTRODUCTION = `Did this account really post these words, on that day? Quotes go in by
\`POST /v1/verifications\`, verdicts come out by asking again (\`?wait=20\` holds the answer), by
events, or by webhook. JSON is UTF-8, times are ISO 8601 UTC, ids are strings. Errors are
\`application/problem+json\` (RFC 9457) with a pointer to each bad field; \`instance\` and
\`X-Request-Id\` name the request. \`RateLimit\` and \`RateLimit-Policy\` tell with each answer what
may still be asked. Answers may hold more fields than are named here.`;

const SECURITY = `An API key made by \`quotary keys create\`. It is allowed one or more of:
${Object.entries(SCOPES)
  .map(([name, means]) => `\`${name}\` (${means})`)
  .join(", ")}. As long as no key was ever made, the machine the service runs on needs none.`;

function operation(route: Route, schemas: Schemas): Operation {
  const parameters = parametersOf(route);
  const { body, bodyExample, details, scope } = route;
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(details !== undefined && { description: details }),
    security: scope === null ? [] : [{ key: [scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemas.refer(body), example: bodyExample } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, one]) => [status, answer(one, schemas)]),
      ),
      ...Object.fromEntries(
        problemsOf(route).map((status) => [status, { $ref: problemPlace(status) }]),
      ),
    },
  };
}

function parametersOf({ params = {}, query, heeds = [] }: Route): Parameter[] {
  const inPath = Object.entries(params).map(([name, { describes, pattern, example }]) => ({
    name,
    in: "path" as const,
    required: true,
    description: describes,
    schema: { type: "string", pattern: pattern.source },
    example,
  }));
  const inQuery = Object.entries(query ? querySchemas(query).properties : {}).map(
    ([name, { description, ...schema }]) => ({
      name,
      in: "query" as const,
      ...(typeof description === "string" && { description }),
      schema,
    }),
  );
  const inHeaders = heeds.map((name) => ({
    name,
    in: "header" as const,
    ...REQUEST_HEADERS[name],
  }));
  return [...inPath, ...inQuery, ...inHeaders];
}

function answer(
  { describes, schema, type, alsoAs = [], headers, example }: Answer,
  schemas: Schemas,
) {
  const content: Record<string, Content> = Object.fromEntries(
    alsoAs.map((type) => [type, { schema: /json$/.test(type) ? {} : { type: "string" } }]),
  );
  if (schema) {
    content[type ?? "application/json"] = {
      schema: schemas.refer(schema),
      ...(example !== undefined && { example }),
    };
  } else if (type !== undefined) {
    // Bytes: OpenAPI 3.1 has no schema for them.
    content[type] = { schema: {} };
  }
  return {
    description: describes,
    ...(headers && { headers: headerReferences(headers) }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

/** Every problem a call may be answered with. */
function problemsOf({ scope, body, query, params, problems = [] }: Route): number[] {
  return [
    ...new Set([
      ...(query || body || params ? [400] : []),
      ...(scope === null ? [] : [401, 403, 429, 503]),
      ...(body ? [413, 415, 422] : []),
      ...problems,
      431,
      500,
    ]),
  ].sort((a, b) => a - b);
}

const PROBLEM_HEADERS: Readonly<Record<number, readonly (keyof typeof ANSWER_HEADERS)[]>> = {
  409: ["retry-after"],
  429: ["retry-after", "ratelimit", "ratelimit-policy"],
  503: ["retry-after"],
};

function headerReferences(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const problemPlace = (status: number) => `#/components/responses/Problem${status}`;

function problemResponses(routes: readonly Route[]): Record<string, ResponseObject> {
  const statuses = new Set(routes.flatMap(problemsOf));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const { title, when } = problemOf(status);
      const example = {
        type: "about:blank",
        title,
        status,
        detail: when,
        instance: "7f0c3c1e-2d57-4a0e-9a53-1f6f3f0b7c11",
        errors: status === 422 ? [{ pointer: "/quotes/3/text", detail: "must not be empty" }] : [],
      };
      const schema = { $ref: "#/components/schemas/Problem" };
      const headers = PROBLEM_HEADERS[status];
      return [
        `Problem${status}`,
        {
          description: when,
          ...(headers && { headers: headerReferences(headers) }),
          content: { "application/problem+json": { schema, example } },
        },
      ];
    }),
  );
}
