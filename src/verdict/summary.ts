import { type Checks, TEXT_CLASSES } from "../records/checks.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { Outcome, SearchEntry } from "../records/verdict.js";
import { localeFor } from "./locales/index.js";
import type { Locale, Wordings } from "./locales/locale.js";
import type { VainEnd } from "./search-end.js";
import { dayOf, editOf, type Facts, factsOf, shown, withEdit } from "./summary-facts.js";

/** Most reasons told: an editor reads two sentences, the rest is in the findings. */
const MOST_REASONS = 3;

const WEIGHT: Record<Finding["severity"], number> = {
  meaning: 0,
  note: 1,
  editorial: 2,
  minor: 3,
  info: 4,
  typographic: 5,
  capture: 6,
};

/** The mildest findings that explain an outcome. */
const LEAST: Record<Outcome, number> = {
  verified: -1,
  "verified-with-notes": WEIGHT.minor,
  discrepancy: WEIGHT.meaning,
  inconclusive: WEIGHT.note,
  unverifiable: -1,
};

interface FoundSummary {
  outcome: Outcome;
  checks: Checks;
  findings: readonly Finding[];
  post: Post;
  /** Archives whose captures were read. */
  archives: readonly string[];
  /** BCP 47; English where it is not one of ours. */
  lang?: string | undefined;
}

/** Fills a template's gaps; null where a fact is missing. Facts are never read as templates. */
function fill(template: string, facts: Readonly<Record<string, string | null>>): string | null {
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? null;
    known &&= fact !== null;
    return fact ?? "";
  });
  return known ? text : null;
}

function say(wordings: Wordings, facts: Readonly<Record<string, string | null>>): string | null {
  for (const template of wordings) {
    const text = fill(template, facts);
    if (text !== null) return text;
  }
  return null;
}

function listed(parts: readonly string[], { and }: Locale): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")}${and}${parts.at(-1)}`;
}

const OF_CLASS = new Set<string>(TEXT_CLASSES.map((name) => `text.${name}`));

/** The gravest findings; the text check's own yields to those of its edits. */
function gravest(findings: readonly Finding[], least: number): Finding[] {
  const grave = findings.filter((finding) => WEIGHT[finding.severity] <= least);
  const worst = Math.min(...grave.filter(isOfEdit).map(({ severity }) => WEIGHT[severity]));
  return grave
    .filter(({ code, severity }) => !(OF_CLASS.has(code) && worst <= WEIGHT[severity]))
    .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}

function isOfEdit({ code }: Finding): boolean {
  return code.startsWith("text.") && !OF_CLASS.has(code);
}

function reasonOf(finding: Finding, facts: Facts, checks: Checks, locale: Locale): string {
  const edit = editOf(finding, checks.text.edits);
  const known = withEdit(facts, edit);
  const [area = ""] = finding.code.split(".", 1);
  const own = Object.hasOwn(locale.findings, finding.code) ? locale.findings[finding.code] : [];
  return (
    say(own ?? [], known) ??
    (edit === null ? null : say(locale.edits[edit.op], known)) ??
    (Object.hasOwn(locale.areas, area) ? locale.areas[area] : undefined) ??
    locale.other
  );
}

/** What explains the outcome, each thing once: `a; b; c, and 2 more`. */
function reasons({ outcome, findings, checks }: FoundSummary, facts: Facts, locale: Locale) {
  const told = new Set(
    gravest(findings, LEAST[outcome]).map((finding) => reasonOf(finding, facts, checks, locale)),
  );
  if (told.size === 0) return null;
  const rest = told.size - MOST_REASONS;
  const more = rest > 0 ? fill(locale.more, { count: `${rest}` }) : null;
  return [[...told].slice(0, MOST_REASONS).join("; "), more].filter((part) => part).join(", ");
}

/**
 * One or two sentences for an editor, from findings, checks and captures alone: what they do not
 * hold, no sentence has a gap for.
 */
export function summarise(found: FoundSummary): string {
  const locale = localeFor(found.lang);
  const archives = found.archives.flatMap((name) => shown(name) ?? []);
  const facts = factsOf(found.checks, found.post, listed(archives, locale));
  const source = say(locale.source, facts);
  const first = fill(
    locale.found[found.outcome === "unverifiable" ? "inconclusive" : found.outcome],
    { source },
  );
  const told = fill(locale.told, { reasons: reasons(found, facts, locale) });
  return [first, told].filter((sentence) => sentence !== null).join(" ");
}

interface UnfoundSummary {
  outcome: Outcome;
  end: VainEnd;
  search: readonly SearchEntry[];
  /** First capture in which the platform itself says that the post is gone; ISO 8601. */
  goneSince?: string | null;
  /** BCP 47; English where it is not one of ours. */
  lang?: string | undefined;
}

/** For a quote whose post was not found; says where was looked, and nothing about the quote. */
export function summariseUnfound({
  outcome,
  end,
  search,
  goneSince = null,
  lang,
}: UnfoundSummary): string {
  const locale = localeFor(lang);
  const where = search.flatMap(
    (entry) => fill(locale.answers[entry.outcome], { archive: shown(entry.archive) }) ?? [],
  );
  const asked = where.length > 0 ? ` (${where.join(", ")})` : "";
  const first = fill(locale.unfound[outcome === "unverifiable" ? outcome : "inconclusive"], {
    end: `${locale.ends[end]}${asked}`,
  });
  const gone = fill(locale.gone, { goneSince: dayOf(goneSince) });
  return [first, gone].filter((sentence) => sentence !== null).join(" ");
}
