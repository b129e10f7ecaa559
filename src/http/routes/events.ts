import { z } from "zod";
import { VERIFICATION_ID } from "../../store/ids.js";
import { mustStillBeIn } from "../admission.js";
import { EVENT_STREAM_HEADERS, EventStream } from "../event-stream.js";
import { follow, LAST_EVENT } from "../follow.js";
import { ownId } from "../own.js";
import { Problem } from "../problem.js";
import { route } from "../route.js";

const EventText = z
  .string()
  .describe("Lines as of HTML's server-sent events; `data` is JSON: a verdict, or a verification.");

export const eventRoutes = [
  route({
    method: "get",
    path: "/v1/verifications/{id}/events",
    operation: "followVerification",
    tag: "Verifications",
    summary: "What happens to a verification, as it happens (server-sent events)",
    details:
      "`verdict` (data: the verdict), `failed` (a quote without one, and why), `progress` (counts), and `completed` (the verification without verdict bodies) as the last. With `Last-Event-ID` it goes on after that event; after the last one it answers 204. Comments are sent while nothing happens.",
    scope: "read",
    params: { id: VERIFICATION_ID },
    heeds: ["last-event-id"],
    answers: {
      200: {
        describes: "Events until the verification is over.",
        schema: EventText,
        type: "text/event-stream",
        example: 'event: progress\ndata: {"done":1,"total":2}\n\n',
      },
      204: { describes: "All events were told." },
    },
    problems: [404],
    async handle(call, parts) {
      const id = await ownId(call, parts.store);
      // An empty one is what a browser's stream has before its first event.
      const last = call.request.get("last-event-id") || "0";
      if (last === LAST_EVENT) {
        call.response.status(204).end();
        return;
      }
      if (!/^\d{1,6}$/.test(last)) {
        throw new Problem(400, { detail: "Last-Event-ID is none of this stream's." });
      }
      if (call.request.method === "HEAD") {
        call.response.set(EVENT_STREAM_HEADERS).end();
        return;
      }
      const leave = parts.streams.take(call.caller.tenant);
      const stream = new EventStream(call.response);
      try {
        const mayGoOn = () => mustStillBeIn(call.caller, parts);
        await follow(id, Number(last), stream, { ...parts, mayGoOn });
      } catch (error) {
        // The reader connects again and goes on where it was; headers are sent, so no problem can be.
        call.request.log.warn({ err: error }, "stream broke off");
      } finally {
        stream.end();
        leave();
      }
    },
  }),
];
