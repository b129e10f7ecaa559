import { claimReview } from "./claim-review.js";
import type { VerdictFormat } from "./format.js";
import { robustLink } from "./robust-link.js";
import { html } from "./verdict-page.js";
import { webAnnotation } from "./web-annotation.js";

/** Every form besides our own JSON. */
export const FORMATS: readonly VerdictFormat[] = [html, robustLink, webAnnotation, claimReview];
