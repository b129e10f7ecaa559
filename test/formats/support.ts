import { FORMATS } from "../../src/formats/formats.js";
import { VERDICT_EXAMPLE } from "../../src/http/openapi/examples.js";
import { type Verdict, VerdictSchema } from "../../src/records/verdict.js";

export const verdict = VerdictSchema.parse(VERDICT_EXAMPLE);
export const address = `https://quotary.example/v1/verdicts/${verdict.id}`;
export const article = { url: "https://news.example/bridge" };

/** A verdict in a form; null where it has none. */
export function write(name: string, over: Partial<Verdict> = {}, url = article.url): string | null {
  const format = FORMATS.find((one) => one.name === name);
  return format?.write({ ...verdict, ...over }, { address, article: { url } }) ?? null;
}

/** Of a verdict without a post. */
export const nothingFound: Partial<Verdict> = { post: null, evidence: [], outcome: "unverifiable" };
