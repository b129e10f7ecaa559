/*
 * One invented quote and what becomes of it, for the description of the API. A test holds each of
 * them against its schema.
 */

const QUOTE = {
  ref: "para-12",
  author: { name: "Port of Saltmere", handle: "SaltmerePort" },
  date: "March 9, 2023",
  text: "The Old Swing Bridge closes to all traffic at noon today.",
};

const ARTICLE = { url: "https://news.example/bridge", title: "The bridge closes" };

export const REQUEST_EXAMPLE = {
  article: ARTICLE,
  quotes: [QUOTE],
  options: { priority: "normal" },
  webhook: { url: "https://news.example/hooks/quotary" },
};

export const ARTICLE_EXAMPLE = {
  html: '<article><blockquote class="twitter-tweet"><p>The Old Swing Bridge closes to all traffic at noon today.</p>&mdash; Port of Saltmere (@SaltmerePort) <a href="https://twitter.com/SaltmerePort/status/1633740000000000000">March 9, 2023</a></blockquote></article>',
  url: ARTICLE.url,
};

export const EXTRACTED_EXAMPLE = {
  article: { url: ARTICLE.url },
  quotes: [{ ...QUOTE, platform: "twitter" }],
  unread: [],
  setAside: [],
  warnings: [],
};

const CORE = "0b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b";

export const ACCEPTED_EXAMPLE = {
  id: `ver_${CORE}`,
  status: "queued",
  createdAt: "2026-11-24T09:00:00.000Z",
  completedAt: null,
  article: ARTICLE,
  progress: { done: 0, total: 1 },
  outcomes: {},
  quotes: [
    {
      id: `qt_${CORE}_0`,
      ref: "para-12",
      status: "queued",
      verdict: null,
      verdictId: null,
      because: null,
    },
  ],
  warnings: [],
  links: {
    self: `/v1/verifications/ver_${CORE}`,
    events: `/v1/verifications/ver_${CORE}/events`,
  },
};

const POST_URL = "https://twitter.com/SaltmerePort/status/1633740000000000000";

export const VERDICT_EXAMPLE = {
  id: `vd_${CORE}_0`,
  ref: "para-12",
  quote: QUOTE,
  outcome: "verified-with-notes",
  summary:
    "Found in a post by @SaltmerePort of 2023-03-09 (UTC), as captured by wayback. The print is an extract of the post.",
  confidence: 0.97,
  checks: {
    handle: {
      result: "match",
      class: "exact",
      printed: "SaltmerePort",
      archived: "SaltmerePort",
      because: "the same handle",
    },
    date: {
      result: "match",
      class: "same-utc-day",
      printed: "March 9, 2023",
      readings: ["2023-03-09"],
      archived: "2023-03-09T08:02:11.000Z",
      because: "the same day in UTC",
    },
    text: {
      result: "note",
      class: "extract",
      flags: [],
      edits: [],
      because: "the print is a part of the post, word for word",
    },
  },
  findings: [
    { code: "text.extract", severity: "note", because: "the print is a part of the post" },
  ],
  post: {
    platform: "twitter",
    id: "1633740000000000000",
    url: POST_URL,
    author: { id: "70001", handle: "SaltmerePort", name: "Port of Saltmere" },
    createdAt: "2023-03-09T08:02:11.000Z",
    createdAtSource: "page",
    text: "The Old Swing Bridge closes to all traffic at noon today. Ferries run every 20 minutes.",
    lang: "en",
    truncated: null,
    replyTo: null,
    quoted: null,
    retweeted: null,
    edits: [],
    media: [],
    links: [],
    sources: { text: "permalink block" },
  },
  otherCandidates: [],
  evidence: [
    {
      archive: "wayback",
      uriR: POST_URL,
      uriM: `https://web.archive.org/web/20230309101500id_/${POST_URL}`,
      capturedAt: "2023-03-09T10:15:00Z",
      digest: "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
      digestVerified: true,
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      layout: "twitter-2014-permalink",
      quoteSelector: {
        type: "TextQuoteSelector",
        exact: QUOTE.text,
        prefix: "",
        suffix: " Ferries run every 20 minutes.",
      },
    },
  ],
  search: [
    {
      archive: "wayback",
      outcome: "answered",
      requests: 3,
      captures: 12,
      read: 1,
      asked: [POST_URL],
      problems: [],
    },
  ],
  timeline: {
    firstCapture: "2023-03-09T10:15:00Z",
    lastCapture: "2024-01-05T00:00:00Z",
    goneSince: null,
  },
  checkedAt: "2026-11-24T09:00:04.000Z",
  engine: "quotary/1.0.0",
};

export const VERIFICATION_EXAMPLE = {
  ...ACCEPTED_EXAMPLE,
  status: "completed",
  completedAt: "2026-11-24T09:00:04.000Z",
  progress: { done: 1, total: 1 },
  outcomes: { "verified-with-notes": 1 },
  quotes: [
    {
      ...ACCEPTED_EXAMPLE.quotes[0],
      status: "completed",
      verdict: VERDICT_EXAMPLE,
      verdictId: VERDICT_EXAMPLE.id,
      links: {
        verdict: `/v1/verdicts/${VERDICT_EXAMPLE.id}`,
        evidence: `/v1/verdicts/${VERDICT_EXAMPLE.id}/evidence.wacz`,
      },
    },
  ],
};

export const WEBHOOK_EXAMPLE = {
  id: "we_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61",
  url: "https://news.example/hooks/quotary",
  description: "",
  events: ["verdict.created"],
  enabled: true,
  disabled: null,
  failingSince: null,
  createdAt: "2026-11-24T09:00:00.000Z",
  previousSecretValidUntil: null,
  publicKey: null,
  links: {
    self: "/v1/webhooks/we_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61",
    deliveries: "/v1/webhooks/we_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61/deliveries",
  },
};

export const DELIVERY_EXAMPLE = {
  id: `dl_${CORE}_0_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61`,
  event: { id: `evt_${CORE}_0`, type: "verdict.created" },
  state: "delivered",
  createdAt: "2026-11-24T09:00:04.000Z",
  settledAt: "2026-11-24T09:00:04.120Z",
  attempts: [
    {
      at: "2026-11-24T09:00:04.020Z",
      attempt: 1,
      status: 204,
      ok: true,
      because: null,
      milliseconds: 81,
      request: { url: "https://news.example/hooks/quotary", bytes: 2_731 },
      response: { headers: { date: "Tue, 24 Nov 2026 09:00:04 GMT" }, body: "" },
    },
  ],
};
