/** Headers of answers and requests as the description shows them. */
export const ANSWER_HEADERS = {
  location: { description: "Where the verification is.", schema: { type: "string" } },
  "retry-after": {
    description: "Seconds after which asking again makes sense.",
    schema: { type: "string", pattern: "^\\d+$" },
  },
  "ratelimit-policy": {
    description:
      'Limits that hold for this request: `"key";q=6000;w=60` is 6,000 a minute by this API key.',
    schema: { type: "string" },
  },
  ratelimit: {
    description: 'What is left of each: `"key";r=5995;t=42` is 5,995 in the next 42 seconds.',
    schema: { type: "string" },
  },
  etag: { description: "Names this very representation.", schema: { type: "string" } },
} as const;

export const REQUEST_HEADERS = {
  "idempotency-key": {
    description:
      "Any text of your own, 1 to 255 printable ASCII characters. The same key with the same body gets the first answer again for a day; with another body it is refused (422).",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
  "if-none-match": {
    description: "`ETag` of what you have: answered 304 while it is the same.",
    schema: { type: "string" },
  },
  "last-event-id": {
    description: "Id of the last event received: goes on after it.",
    schema: { type: "string" },
  },
} as const;
