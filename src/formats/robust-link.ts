import type { VerdictFormat } from "./format.js";
import { escapeHtml, linkable, pageOfCapture } from "./html.js";

/**
 * A link that outlives the post (Robust Links, mementoweb.org/robustlinks/spec): it names the
 * original, a capture, and when that was made. It leads to the capture where the post is gone.
 */
export const robustLink: VerdictFormat = {
  name: "robust-link",
  type: "text/html; charset=utf-8",
  write({ evidence, quote, post, timeline }) {
    const capture = evidence.find(({ uriM }) => pageOfCapture(uriM)) ?? evidence[0];
    const original = linkable(post?.url) ?? linkable(capture?.uriR);
    if (!capture || original === null) return null;
    const version = pageOfCapture(capture.uriM);
    const attributes = {
      href: timeline.goneSince !== null && version !== null ? version : original,
      "data-originalurl": original,
      ...(version !== null && { "data-versionurl": version }),
      "data-versiondate": capture.capturedAt,
    };
    const written = Object.entries(attributes).map(
      ([name, value]) => `${name}="${escapeHtml(value)}"`,
    );
    return `<a ${written.join(" ")}>${escapeHtml(quote.text)}</a>\n`;
  },
};
