import { idTime } from "../dates/id-time.js";
import type { Checks } from "../records/checks.js";
import type { Edit } from "../records/edit.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import { repeatedAuthor, tellsRepost } from "./repeated.js";

/** Edits a reader must be told of; capture-level and typographic ones stay in `edits[]` only. */
const TOLD = new Set<Edit["severity"]>(["minor", "editorial", "meaning"]);

/** What a non-matching result is worth as a finding. */
const SEVERITY = { note: "note", mismatch: "meaning", unknown: "note" } as const;

function ofCheck(area: "handle" | "date" | "text", check: Checks[typeof area]): Finding[] {
  if (check.result === "match") return [];
  return [
    {
      code: `${area}.${check.class ?? "unknown"}`,
      severity: SEVERITY[check.result],
      because: check.because,
    },
  ];
}

function ofEdits(edits: readonly Edit[]): Finding[] {
  return edits
    .filter((edit) => TOLD.has(edit.severity))
    .map((edit) => ({
      code: `text.${edit.kind}`,
      severity: edit.severity,
      because: edit.because,
    }));
}

/** Flags of the text check that a reader must be told of, whatever the class. */
const FLAGS: Record<string, { severity: Finding["severity"]; because: string }> = {
  "negation-parity-differs": {
    severity: "note",
    because: "One side has a negation and the other has none: read the translation against it.",
  },
  "numbers-disagree": {
    severity: "note",
    because: "The numbers in the print and in the post are not the same.",
  },
  "opposite-words": {
    severity: "note",
    because: "Words of opposite meaning stand on the two sides: read the translation against them.",
  },
  "machine-negation-differs": {
    severity: "note",
    because:
      "By the machine's translation, one side has a negation that the other lacks: read both.",
  },
  "machine-numbers-disagree": {
    severity: "note",
    because: "The numbers in the print and in the machine's translation are not the same.",
  },
  "machine-names-differ": {
    severity: "note",
    because: "The print and the machine's translation name different people or places.",
  },
  "negation-not-checked": {
    severity: "info",
    because: "Negations could not be compared in these languages: a lost “not” would go unseen.",
  },
  "translation-without-dictionary": {
    severity: "info",
    because: "No dictionary or translating machine was at hand for these languages.",
  },
  "machine-translation-failed": {
    severity: "info",
    because: "The translating machine was asked and gave no translation.",
  },
  "translation-unlikely": {
    severity: "note",
    because: "Next to nothing that a translation keeps is found on both sides.",
  },
  "rest-unverified": {
    severity: "note",
    because: "Part of the quote lies beyond the end of the archived text and was not checked.",
  },
  "short-extract": {
    severity: "note",
    because: "Only a few words of the post are quoted: they could be anybody's.",
  },
};

function ofFlags(flags: readonly string[]): Finding[] {
  return flags.flatMap((flag) => {
    const told = FLAGS[flag];
    return told ? [{ code: `text.${flag}`, ...told }] : [];
  });
}

/** Which of the versions of an edited post this is, and when it was made; each has an id of its own. */
function whichVersion({ platform, id, edits }: Post): string {
  const place = id === null ? -1 : edits.indexOf(id);
  if (id === null || place < 0) return "";
  const time = idTime(platform, id);
  const made = time === null ? "" : `, made ${new Date(time.ms).toISOString()}`;
  return ` The words compared are those of version ${place + 1} (id ${id}${made}).`;
}

/** What the post itself brings along, whatever the quote says. */
function ofPost(post: Post, printed: string): Finding[] {
  const findings: Finding[] = [];
  const repeated = repeatedAuthor(post);
  if (repeated !== null) {
    const other = repeated === "" ? "another account" : `@${repeated}`;
    const told = tellsRepost(printed);
    findings.push({
      code: "post.repost",
      severity: told ? "info" : "meaning",
      because: `The post only repeats ${other}: the words are not this account's own.`,
    });
  }
  if (post.edits.length > 1) {
    findings.push({
      code: "post.edited",
      severity: "note",
      because: `The post was edited: the capture names ${post.edits.length} versions.${whichVersion(post)}`,
    });
  }
  if (post.truncated) {
    findings.push({
      code: "post.truncated",
      severity: "info",
      because: `The archived text is cut: ${post.truncated.because}`,
    });
  }
  return findings;
}

/** Everything the comparison has to tell, in the order account, day, words, post. */
export function findingsOf(checks: Checks, post: Post, printed: string): Finding[] {
  return [
    ...ofCheck("handle", checks.handle),
    ...ofCheck("date", checks.date),
    ...ofCheck("text", checks.text),
    ...ofFlags(checks.text.flags),
    ...ofEdits(checks.text.edits),
    ...ofPost(post, printed),
  ];
}
