import type { Finding } from "../records/finding.js";

/** What a finding does to the outcome: nothing, a note to tell, a doubt about the evidence, all. */
export const GRAVITIES = ["nothing", "note", "doubt", "material"] as const;

export type Gravity = (typeof GRAVITIES)[number];

/** By severity: the milder ones are told in the findings alone. */
export const GRAVITY_OF: Readonly<Record<Finding["severity"], Gravity>> = {
  info: "nothing",
  capture: "nothing",
  typographic: "nothing",
  minor: "note",
  note: "note",
  editorial: "note",
  meaning: "material",
};

/** What says that no capture whose word counts shows the post: no outcome rests on that (a rule of its own). */
export const UNTRUSTED: Readonly<Record<string, string>> = {
  "evidence.low-trust": "only an archive whose captures are known to have been altered holds it",
  "evidence.digest-differs": "the capture's bytes are not those that were hashed when it was made",
};

/** Notes that say of the capture, not of the quote, that it cannot carry a "verified". */
export const DOUBTS: Readonly<Record<string, string>> = {
  "text.rest-unverified": "part of the quote lies beyond the end of the archived text",
  "post.time-disagrees": "the page's time and the time in the post's id exclude each other",
  "page.layouts-disagree": "two layouts in one capture hold different things of the post",
  "page.id-claimed-twice": "two posts of one page claim the same id",
  "page.id-time-disagrees": "the page's time and the time in the id exclude each other",
};

function gravityOf({ code, severity }: Finding): Gravity {
  const gravity = GRAVITY_OF[severity];
  return gravity === "note" && Object.hasOwn(DOUBTS, code) ? "doubt" : gravity;
}

/** The gravest of all findings. */
export function gravest(findings: readonly Finding[]): Gravity {
  const ranks = findings.map((finding) => GRAVITIES.indexOf(gravityOf(finding)));
  return GRAVITIES[Math.max(0, ...ranks)] ?? "nothing";
}
