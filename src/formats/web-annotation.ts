import type { Evidence, Verdict } from "../records/verdict.js";
import type { FormatContext, VerdictFormat } from "./format.js";
import { linkable, pageOfCapture } from "./html.js";

/**
 * A W3C Web Annotation (TR/annotation-model): the assessment is its body; its targets are the words
 * in the article, and the words in the capture, each found by a `TextQuoteSelector`.
 */
export const webAnnotation: VerdictFormat = {
  name: "web-annotation",
  type: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  write(verdict, context) {
    const { outcome, summary, checkedAt, engine } = verdict;
    const annotation = {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      id: `${context.address}?format=web-annotation`,
      type: "Annotation",
      motivation: "assessing",
      created: checkedAt,
      // The service itself: its address is two steps above that of any verdict.
      generator: { id: new URL("../..", context.address).href, type: "Software", name: engine },
      body: [
        { type: "TextualBody", value: outcome, format: "text/plain", purpose: "classifying" },
        { type: "TextualBody", value: summary, format: "text/plain", purpose: "assessing" },
      ],
      target: targets(verdict, context),
      canonical: context.address,
    };
    return JSON.stringify(annotation);
  },
};

function targets({ quote, evidence }: Verdict, { article, address }: FormatContext): unknown[] {
  const printed = { type: "TextQuoteSelector", exact: quote.text };
  const found = evidence.flatMap(captureTarget);
  const url = linkable(article?.url);
  if (url !== null) return [{ source: url, selector: printed }, ...found];
  if (found.length > 0) return found;
  // Without article and capture only the claim itself is left to point at.
  return [{ source: linkable(quote.url) ?? address, selector: printed }];
}

function captureTarget({ uriR, uriM, capturedAt, quoteSelector }: Evidence): unknown[] {
  const source = linkable(uriR);
  if (source === null) return [];
  const cached = pageOfCapture(uriM);
  return [
    {
      source,
      ...(quoteSelector && { selector: quoteSelector }),
      state: { type: "TimeState", sourceDate: capturedAt, ...(cached !== null && { cached }) },
    },
  ];
}
