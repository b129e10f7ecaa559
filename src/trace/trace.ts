import { context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";

/** W3C Trace Context, version 00; anything else is not carried on. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const tracer = trace.getTracer("quotary");

/**
 * What a request's trace is carried on by: the span under way where tracing is set up, else the
 * header it came with; null when there is neither.
 */
export function traceOf(header: string | undefined): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  const traceparent = carrier.traceparent ?? header ?? "";
  return TRACEPARENT.test(traceparent) ? traceparent : null;
}

/**
 * Runs a task as a span below a trace that was carried here. Without an OpenTelemetry SDK (which
 * whoever runs the service loads, docs/operations.md) it is run as it is.
 *
 * @param task is handed what carries the trace on from here; null when there is no trace
 */
export function traced<T>(
  name: string,
  traceparent: string | null,
  attributes: Record<string, string>,
  task: (traceparent: string | null) => Promise<T>,
): Promise<T> {
  // Nothing is set up that carries traces: a span that nobody sees takes as long as a small request.
  if (propagation.fields().length === 0) return task(traceOf(traceparent ?? undefined));
  const carrier = traceparent === null ? {} : { traceparent };
  const parent = propagation.extract(context.active(), carrier);
  return tracer.startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await task(traceOf(traceparent ?? undefined));
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
