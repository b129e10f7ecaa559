import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { loadConfig } from "../../../config/index.js";
import { BadWhereError } from "../../archives/errors.js";
import { openArchives } from "../../archives/open.js";
import { BadKeyError, EvidenceIncompleteError } from "../../evidence/errors.js";
import { gatherEvidence } from "../../evidence/gather.js";
import { EvidenceKeeper } from "../../evidence/keeper.js";
import { openSigner } from "../../evidence/sign.js";
import { type EvidenceItem, writeEvidence } from "../../evidence/write.js";
import { type Verdict, VerdictSchema } from "../../records/verdict.js";
import {
  type Command,
  type CommandIo,
  EXIT,
  stringOption,
  stringOptions,
  UsageError,
} from "../command.js";
import { readInput, whyUnreadable } from "../files.js";

const MOST_VERDICTS = 500;

/** A verdict by its id, from what was kept of it: Redis may have forgotten it long ago. */
async function keptVerdict(id: string, keeper: EvidenceKeeper): Promise<Verdict[]> {
  const verdict = await keeper.verdict(id);
  if (verdict === null)
    throw new UsageError(`${id}: no such file, and no verdict of this id is kept`);
  return [verdict];
}

/** One verdict, an array of them, or one a line, as `quotary check --json` prints them. */
async function loadVerdicts(file: string, io: CommandIo): Promise<Verdict[]> {
  const bytes = await readInput(file, io);
  if (!isUtf8(bytes)) throw new UsageError(`${file}: not UTF-8`);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const values = wholeOrLines(text).flatMap((one) => (Array.isArray(one) ? one : [one]));
  if (values.length === 0) throw new UsageError(`${file}: holds no verdict`);
  if (values.length > MOST_VERDICTS)
    throw new UsageError(`${file}: more than ${MOST_VERDICTS} verdicts`);
  return values.map((value, index) => {
    const parsed = VerdictSchema.safeParse(value);
    if (parsed.success && parsed.data.wordsKept === false) {
      throw new UsageError(`${file}: verdict ${index + 1} was kept without words: check it again`);
    }
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const where = issue ? `/${issue.path.join("/")}: ${issue.message}` : "";
    throw new UsageError(`${file}: verdict ${index + 1} is none (${where})`);
  });
}

function wholeOrLines(text: string): unknown[] {
  const parse = (part: string): unknown => {
    try {
      return JSON.parse(part);
    } catch {
      return undefined;
    }
  };
  const whole = parse(text);
  if (whole !== undefined) return [whole];
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [parse(line)]));
}

export const evidence: Command = {
  help: `
usage: quotary evidence VERDICT_FILE --out FILE.wacz [--archive WHERE]… [--key FILE]

VERDICT_FILE is what quotary check --json prints, or - for stdin; the id of a verdict (vd_…) finds it
among what was kept. The WACZ holds every capture that
was read for its verdicts, the verdicts, the records and the account of the search. Captures come
from what the check kept under QUOTARY_DATA; those not kept are fetched again where --archive says
from where, and used only if they are the same bytes.

  --out FILE        the WACZ to write
  --archive WHERE   where captures that were not kept are fetched again; repeatable
  --key FILE        Ed25519 private key (PEM) to sign with; QUOTARY_EVIDENCE_KEY when absent

Exit: 0 done; 2 unusable input, or nothing to put in; 3 some captures could not be put in (told).`,
  options: {
    out: { type: "string" },
    archive: { type: "string", multiple: true },
    key: { type: "string" },
  },
  async run({ positionals, values }, io) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError("evidence: give one VERDICT_FILE");
    const out = stringOption(values, "out");
    if (out === undefined) throw new UsageError("evidence: --out FILE.wacz is missing");
    const config = loadConfig(io.env);
    const keeper = new EvidenceKeeper(config);
    const isId = /^vd_[\w-]+$/.test(file) && !existsSync(file);
    const verdicts = isId ? await keptVerdict(file, keeper) : await loadVerdicts(file, io);
    const tell = (problem: string) => io.stderr(`quotary evidence: ${problem}\n`);
    const keyFile = stringOption(values, "key") ?? config.evidenceKey;
    try {
      const sign = keyFile === null ? null : await openSigner(keyFile);
      const archives = await openArchives(stringOptions(values, "archive"), config);
      const items: EvidenceItem[] = [];
      try {
        for (const verdict of verdicts) {
          const kept = await gatherEvidence(verdict, keeper, archives, io.signal, tell);
          if (kept) items.push({ verdict, kept });
          else
            tell(`${verdict.id}: nothing is kept of its check; --archive says where to ask again`);
        }
        if (items.length === 0) throw new UsageError("evidence: there is nothing to put in");
        const { bytes, captures, missing } = await writeEvidence(items, sign);
        for (const one of missing) tell(`not included: ${one}`);
        await writeFile(out, bytes).catch((error: unknown) => {
          throw new UsageError(`--out ${out}: ${whyUnreadable(error)}`);
        });
        const lost = missing.length > 0 || items.length < verdicts.length;
        tell(`${out}: ${items.length} verdicts, ${captures} captures${sign ? ", signed" : ""}`);
        return lost ? EXIT.nothingAsked : EXIT.done;
      } finally {
        await Promise.all(archives.map((archive) => archive.close()));
      }
    } catch (error) {
      const known = [BadWhereError, BadKeyError, EvidenceIncompleteError];
      if (known.some((kind) => error instanceof kind))
        throw new UsageError((error as Error).message);
      throw error;
    }
  },
};
