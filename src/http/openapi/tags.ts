/** Groups of calls, in the order of the reference. */
export const TAGS = {
  Verifications: "Quotes sent together, and how far their checks are.",
  Verdicts: "The answer to one quote, with its evidence, in the forms that others read.",
  Articles: "Quotes found in an article.",
  Webhooks: "Endpoints that are told what happens, and what was sent to them.",
  Archives: "Where is looked, and what could not be read there.",
  Operations: "Health, figures and this description.",
} as const;
