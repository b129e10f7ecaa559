import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "cheerio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "../../src/http/openapi/document.js";
import { referencePage } from "../../src/http/openapi/page.js";
import { TAGS } from "../../src/http/openapi/tags.js";
import { ROUTES } from "../../src/http/routes.js";
import { EVENT_TYPES } from "../../src/records/webhook.js";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";

let redis: TestRedis;
let api: TestApi;

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url));
});
afterAll(async () => {
  await api.close();
  await redis.remove();
});

const document = openApiDocument(ROUTES);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** All values under a key, wherever it stands. */
function everywhere(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(name === key ? [part] : []),
    ...everywhere(key, part),
  ]);
}

describe("/openapi.json", () => {
  it("is served as it is made from the table of routes", async () => {
    const { status, body } = await request(api.app).get("/openapi.json");
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(document)));
  });

  describe("by the recommended rules of redocly", () => {
    const lint = async (described: object) => {
      const config = await createConfig({ extends: ["recommended"] });
      const found = await lintFromString({ source: JSON.stringify(described), config });
      return found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]);
    };

    it("has nothing to be told, warnings included", async () => {
      expect(await lint(document)).toEqual([]);
    });

    it("would be told of a call without a name and without words on its answers", async () => {
      const [path = ""] = Object.keys(document.paths);
      const paths = { ...document.paths, [path]: { get: { responses: { 200: {} } } } };
      const rules = (await lint({ ...document, paths })).map(([rule]) => rule);
      expect(rules).toEqual(expect.arrayContaining(["struct", "operation-operationId"]));
    });
  });

  it("holds every call once, with a name of its own and a known group", () => {
    expect(operations).toHaveLength(ROUTES.length);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operation } of operations) {
      expect(Object.keys(TAGS)).toEqual(expect.arrayContaining(operation.tags));
      expect(operation.summary).not.toBe("");
    }
  });

  it("refers to nothing that is not there", () => {
    for (const ref of new Set(everywhere("$ref", document))) {
      const parts = String(ref).replace("#/", "").split("/");
      const found = parts.reduce<unknown>((at, part) => (at as never)?.[part], document);
      expect(found, String(ref)).toBeDefined();
    }
  });

  it("has valid JSON Schemas of draft 2020-12", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const schema of Object.values(document.components.schemas)) {
      expect(ajv.validateSchema(schema)).toBe(true);
    }
  });

  it("names every parameter of a path, and gives an example that fits", () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = (operation.parameters ?? []).filter(({ in: where }) => where === "path");
      expect(given.map(({ name }) => name)).toEqual(named);
      for (const { schema, example } of given) {
        expect(String(example)).toMatch(new RegExp(String(schema.pattern)));
      }
    }
  });

  it("gives an example for every body, which fits its schema", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: "api", components: document.components });
    const contents = [...everywhere("content", document)] as Record<
      string,
      { schema: { $ref?: string }; example?: unknown }
    >[];
    for (const content of contents) {
      for (const { schema, example } of Object.values(content)) {
        if (schema.$ref === undefined) continue;
        expect(example, schema.$ref).toBeDefined();
        const validate = ajv.getSchema(`api${schema.$ref}`);
        validate?.(example);
        expect(ajv.errorsText(validate?.errors), schema.$ref).toBe("No errors");
      }
    }
  });

  it("describes every event that webhooks tell, and says what an endpoint may answer", () => {
    expect(Object.keys(document.webhooks).sort()).toEqual([...EVENT_TYPES].sort());
    for (const { post } of Object.values(document.webhooks)) {
      expect(Object.keys(post?.responses ?? {})).toEqual(["410", "2XX"]);
      expect(post?.parameters?.map(({ name }) => name)).toContain("webhook-signature");
    }
  });

  it("says for every guarded call what a key must be allowed, and how it is refused", () => {
    for (const { path, operation } of operations) {
      const guarded = operation.security.length > 0;
      expect(guarded).toBe(path.startsWith("/v1/") || path === "/metrics");
      if (guarded)
        expect(Object.keys(operation.responses)).toEqual(
          expect.arrayContaining(["401", "403", "429", "503"]),
        );
      if (operation.requestBody) {
        expect(Object.keys(operation.responses)).toEqual(
          expect.arrayContaining(["400", "413", "415", "422"]),
        );
      }
    }
  });
});

describe("/docs", () => {
  it("shows every call, and loads nothing", async () => {
    const { status, text, headers } = await request(api.app).get("/docs");
    expect(status).toBe(200);
    expect(headers["content-type"]).toMatch(/^text\/html/);
    const told = Object.values(document.webhooks).map(({ post }) => ({ operation: post! }));
    for (const { operation } of [...operations, ...told])
      expect(text).toContain(`id="${operation.operationId}"`);
    for (const [, address] of text.matchAll(/(?:src|href)="([^"]*)"/g)) {
      expect(address).toMatch(/^(#|\/openapi\.json$)/);
    }
    expect(text).not.toMatch(/<script|@import|url\(/);
  });

  it("shows the fields of every schema, each with what it holds and means", () => {
    const page = load(referencePage(document));
    const rowOf = (schema: string, field: string) =>
      page(`#schema-${schema} tr`)
        .toArray()
        .map((row) =>
          page(row)
            .children()
            .toArray()
            .map((cell) => page(cell).text().trim()),
        )
        .find(([name]) => name?.replace(/optional$/, "") === field);
    expect(rowOf("VerificationRequest", "quotes")?.[1]).toBe("list of Quote, 1 to 500 entries");
    expect(rowOf("VerificationRequest", "options.priority")).toEqual([
      "options.priorityoptional",
      '"breaking" | "normal"',
      "breaking goes first.",
    ]);
    expect(rowOf("Verdict", "search[].steps[].taken")?.[1]).toBe("boolean");
    expect(rowOf("Verdict", "checks.text.edits[].printed.start")?.[1]).toBe("integer");
    expect(rowOf("Verdict", "post")?.[1]).toBe("Post or null");
    expect(rowOf("Verdict", "outcome")?.[2]).toMatch(/some archive could not be asked/);
    expect(rowOf("Verification", "outcomes")?.[1]).toMatch(/^object of integer/);
    for (const link of page("a[href^='#schema-']").toArray()) {
      expect(page(String(link.attribs.href)).length, String(link.attribs.href)).toBe(1);
    }
  });
});
