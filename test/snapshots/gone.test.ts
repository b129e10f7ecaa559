import { expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { idAt } from "../support/posts.js";

const ASKED = idAt("2023-02-06T09:14:03Z");
const OTHER = idAt("2023-02-06T09:20:00Z");
const uriR = `https://twitter.com/ada_example/status/${ASKED}`;

function read(body: string, status = 200, contentType = "application/json") {
  const capturedAt = "2023-05-01T00:00:00Z";
  return readSnapshot({ uriR, capturedAt, contentType, status, body: Buffer.from(body) });
}

const problem = (type: string, id: string) =>
  JSON.stringify({
    errors: [
      {
        resource_type: type,
        resource_id: id,
        title: "Not Found Error",
        detail: `Could not find ${type} with ids: [${id}].`,
        type: "https://api.twitter.com/2/problems/resource-not-found",
      },
    ],
  });

it("a notice about the asked post says that it is gone", () => {
  expect(read(problem("tweet", ASKED)).state).toBe("deleted");
});

it.each([
  ["another post", problem("tweet", OTHER)],
  ["a user", problem("user", "4242")],
])("a notice about %s says nothing of the asked post", (_what, body) => {
  const { state, main } = read(body);
  expect(main).toBeNull();
  expect(["deleted", "suspended", "protected", "withheld"]).not.toContain(state);
});

it.each([429, 500, 503])("a server's failure (%i) is never the platform's word", (status) => {
  const page = "<html><body><h1>Sorry, that page doesn’t exist!</h1></body></html>";
  expect(read(page, status, "text/html").state).not.toBe("deleted");
});
