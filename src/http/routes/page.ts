import { newsroomPage, PAGE_POLICY } from "../page/newsroom.js";
import { route } from "../route.js";

export const pageRoutes = [
  route({
    method: "get",
    path: "/",
    operation: "openPage",
    tag: "Operations",
    summary: "The newsroom page: an article or quotes in, verdicts out",
    scope: null,
    answers: { 200: { describes: "One page that loads nothing else.", alsoAs: ["text/html"] } },
    handle({ response }) {
      response.set("content-security-policy", PAGE_POLICY).type("html").send(newsroomPage);
    },
  }),
];
