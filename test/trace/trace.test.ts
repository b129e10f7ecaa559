import { propagation, type Span, trace } from "@opentelemetry/api";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { traced } from "../../src/trace/trace.js";

const TRACEPARENT = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
const ONWARDS = `00-${"a".repeat(32)}-${"c".repeat(16)}-01`;

/** What became of spans. */
const seen: string[] = [];

/** Sets up tracing as an SDK does, once: who has a tracer keeps it. */
function setUp(): void {
  const span = {
    end: () => seen.push("end"),
    recordException: (error: Error) => seen.push(error.message),
    setStatus: () => {},
  } as unknown as Span;
  const startActiveSpan = (
    name: string,
    _: unknown,
    __: unknown,
    task: (span: Span) => unknown,
  ) => {
    seen.push(name);
    return task(span);
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) } as never);
  propagation.setGlobalPropagator({
    inject: (_, carrier) => Object.assign(carrier as object, { traceparent: ONWARDS }),
    extract: (context, carrier) => {
      seen.push(String((carrier as { traceparent?: string }).traceparent));
      return context;
    },
    fields: () => ["traceparent"],
  });
}

afterEach(() => {
  seen.length = 0;
});
afterAll(() => {
  trace.disable();
  propagation.disable();
});

describe("a traced task", () => {
  it("is run as it is where no tracing is set up, and carries on what it came with", async () => {
    const task = async (onwards: string | null) => onwards;
    expect(await traced("check", TRACEPARENT, {}, task)).toBe(TRACEPARENT);
    expect(await traced("check", null, {}, task)).toBeNull();
    expect(await traced("check", "no trace", {}, task)).toBeNull();
  });

  it("is a span below the trace that was carried to it, and is handed what carries it on", async () => {
    setUp();
    expect(await traced("check", TRACEPARENT, {}, async (onwards) => onwards)).toBe(ONWARDS);
    expect(seen).toEqual([TRACEPARENT, "check", "end"]);
  });

  it("has its span told of an error, and ended", async () => {
    const task = () => Promise.reject(new Error("no receiver"));
    await expect(traced("check", TRACEPARENT, {}, task)).rejects.toThrow("no receiver");
    expect(seen).toEqual([TRACEPARENT, "check", "no receiver", "end"]);
  });
});
