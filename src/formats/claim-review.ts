import type { Outcome, Verdict } from "../records/verdict.js";
import type { FormatContext, VerdictFormat } from "./format.js";
import { linkable, pageOfCapture } from "./html.js";

/**
 * How the quote relates to the archived post, in words: no number, and nothing on whether what the
 * post says is true, which nobody looked at.
 */
const RATINGS: Readonly<Record<Outcome, string>> = {
  verified: "Quote as archived",
  "verified-with-notes": "Quote as archived, with notes",
  discrepancy: "Quote differs from the archived post",
  unverifiable: "No archived post found for this quote",
  inconclusive: "Quote could not be checked",
};

const ASPECT =
  "Whether the quote is as archived: account, day and wording. Not whether the statement is true.";

/** schema.org `ClaimReview` of the claim "this account posted these words on that day". */
export const claimReview: VerdictFormat = {
  name: "claimreview",
  type: "application/ld+json",
  write(verdict, { address, article }) {
    const { outcome, summary, checkedAt, engine } = verdict;
    return JSON.stringify({
      "@context": "https://schema.org",
      "@type": "ClaimReview",
      "@id": address,
      url: address,
      datePublished: checkedAt.slice(0, 10),
      author: { "@type": "Organization", name: engine },
      claimReviewed: claim(verdict),
      itemReviewed: itemReviewed(verdict, article),
      reviewAspect: ASPECT,
      reviewBody: summary,
      reviewRating: { "@type": "Rating", alternateName: RATINGS[outcome], reviewAspect: ASPECT },
    });
  },
};

function claim({ quote }: Verdict): string {
  const { handle, name } = quote.author ?? {};
  const at = handle === undefined ? undefined : `@${handle.replace(/^@/, "")}`;
  const who = [name, at].filter(Boolean).join(", ") || quote.url || "somebody";
  return `${who} posted${quote.date === undefined ? "" : ` on ${quote.date}`}: “${quote.text}”`;
}

function itemReviewed({ quote, post, evidence }: Verdict, article: FormatContext["article"]) {
  const { handle, name } = quote.author ?? {};
  const appearance = linkable(article?.url);
  const archivedAt = evidence.flatMap(({ uriM }) => pageOfCapture(uriM) ?? []);
  return {
    "@type": "Claim",
    author: { "@type": "Person", name: name ?? handle ?? "unknown" },
    ...(appearance !== null && { appearance: { "@type": "Article", url: appearance } }),
    ...(post && {
      firstAppearance: {
        "@type": "SocialMediaPosting",
        ...(linkable(post.url) !== null && { url: post.url }),
        ...(post.createdAt !== null && { datePublished: post.createdAt }),
        text: post.text,
        ...(archivedAt.length > 0 && { archivedAt }),
      },
    }),
  };
}
