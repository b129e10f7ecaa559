import { openApiDocument } from "../openapi/document.js";
import { referencePage } from "../openapi/page.js";
import { route } from "../route.js";

export const referenceRoutes = [
  route({
    method: "get",
    path: "/openapi.json",
    operation: "describe",
    tag: "Operations",
    summary: "This description (OpenAPI 3.1)",
    scope: null,
    answers: { 200: { describes: "The description of every call.", alsoAs: ["application/json"] } },
    handle({ response }, { routes }) {
      response.json(openApiDocument(routes));
    },
  }),
  route({
    method: "get",
    path: "/docs",
    operation: "readReference",
    tag: "Operations",
    summary: "This description as a page",
    scope: null,
    answers: { 200: { describes: "One page that loads nothing else.", alsoAs: ["text/html"] } },
    handle({ response }, { routes }) {
      response.type("html").send(referencePage(openApiDocument(routes)));
    },
  }),
];
