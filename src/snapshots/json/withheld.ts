import { get, isObject, type Node, stringAt, stringsAt } from "./values.js";

/**
 * What the API writes in place of withheld words. The API has no interface language, so the notice
 * is always this; it counts only beside a field that says the post is withheld.
 */
const NOTICE =
  /^(?:This (?:Tweet|Post) from @\w{1,20}|@\w{1,20}['’]s account) (?:has been|is) withheld\b/;

/** "XX": in all countries; "XY": for a copyright claim (Twitter's documentation of withheld content). */
const EVERYWHERE = new Set(["XX", "XY"]);

/**
 * Whether an answer holds the platform's notice where the author's words were. A post withheld in
 * one country and asked for from another still holds its words.
 */
export function isWithheld(post: Node): boolean {
  const countries = ["withheld_in_countries", "withheld/country_codes"].flatMap((path) =>
    stringsAt(post, path),
  );
  const byClaim = [get(post, "withheld_copyright"), get(post, "withheld/copyright")].includes(true);
  if (byClaim || countries.some((country) => EVERYWHERE.has(country))) return true;
  const isMarked =
    countries.length > 0 || isObject(get(post, "withheld")) || get(post, "withheld_scope");
  const text = stringAt(post, "full_text", "text")?.value ?? "";
  return Boolean(isMarked) && NOTICE.test(text);
}

export const WITHHELD = "the answer holds the platform's notice that the post is withheld";
