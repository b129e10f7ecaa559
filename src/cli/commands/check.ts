import { randomUUID } from "node:crypto";
import { loadConfig } from "../../../config/index.js";
import { createMemoryShelf } from "../../archives/cache/memory-shelf.js";
import { MEGABYTE, openAnswers } from "../../archives/cache/open.js";
import { openForChecks } from "../../archives/open.js";
import type { CheckAccount } from "../../engine/account.js";
import { createEngine, type Engine } from "../../engine/index.js";
import { EvidenceKeeper } from "../../evidence/keeper.js";
import type { Request } from "../../records/request.js";
import type { Verdict } from "../../records/verdict.js";
import { openTranslationDesk } from "../../translation/desk.js";
import { findLocale, LOCALES } from "../../verdict/locales/index.js";
import {
  type Command,
  type CommandIo,
  EXIT,
  stringOption,
  stringOptions,
  UsageError,
} from "../command.js";
import { whyUnreadable } from "../files.js";
import { loadRequest } from "../input.js";
import { createProgress } from "../progress.js";
import { renderVerdict } from "../render.js";

/** Quotes under way at once; each archive still gets one request at a time. */
const AT_ONCE = 4;

const ASKED = new Set<Verdict["search"][number]["outcome"]>(["answered", "withheld"]);

/** Exit code of the contract: nothing asked outweighs a discrepancy, which outweighs done. */
function exitCode(verdicts: readonly Verdict[]): number {
  const asked = verdicts.some(({ search }) => search.some(({ outcome }) => ASKED.has(outcome)));
  if (!asked) return EXIT.nothingAsked;
  return verdicts.some(({ outcome }) => outcome === "discrepancy") ? EXIT.discrepancy : EXIT.done;
}

/** Checks all quotes, some at once; `emit` gets the verdicts in input order. */
async function checkAll(
  engine: Engine,
  { article, quotes }: Request,
  emit: (verdict: Verdict) => void,
  io: CommandIo,
  { lang, save }: { lang: string | undefined; save: boolean },
  keep: (verdict: Verdict, account: CheckAccount) => Promise<void>,
): Promise<Verdict[]> {
  const progress = createProgress(quotes.length, io);
  const verdicts: (Verdict | undefined)[] = new Array(quotes.length).fill(undefined);
  let next = 0;
  let emitted = 0;
  const lane = async () => {
    for (let index = next++; index < quotes.length; index = next++) {
      const quote = quotes[index];
      if (!quote) return;
      let account: CheckAccount | undefined;
      const verdict = await engine.check(quote, {
        id: `vd_${randomUUID()}`,
        article,
        lang,
        save,
        signal: io.signal,
        onProgress: ({ archive, doing }) => progress.doing(index, `${archive}: ${doing}`),
        onAccount: (told) => {
          account = told;
        },
      });
      if (account) await keep(verdict, account);
      verdicts[index] = verdict;
      progress.done(index);
      for (let verdict = verdicts[emitted]; verdict; verdict = verdicts[emitted]) {
        progress.clear();
        emit(verdict);
        emitted += 1;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    progress.clear();
  }
  return verdicts.filter((verdict) => verdict !== undefined);
}

/** Keeps evidence; where that fails the verdict stands all the same, and it is said once. */
function keeping(keeper: EvidenceKeeper, io: CommandIo) {
  let failed = false;
  return async (verdict: Verdict, account: CheckAccount) => {
    try {
      await keeper.keep(verdict, account);
    } catch (error) {
      if (!failed) io.stderr(`quotary check: evidence is not kept (${whyUnreadable(error)})\n`);
      failed = true;
    }
  };
}

export const check: Command = {
  help: `
usage: quotary check FILE [--archive WHERE]… [--lang LANG] [--explain] [--json]

FILE is a request or records (JSON, JSON lines), an article (.html, .txt), or - for stdin.

  --archive WHERE   where to look; repeatable; the configured archives when absent. A .warc,
                    .warc.gz or .wacz file, a folder of them, a configured archive's name, or an
                    address with its kind in front (wayback+https://host).
  --lang LANG       language of the summaries: en (the default) or fr
  --save            has linked posts of which no archive holds a usable capture captured now: by the
                    Wayback Machine (needs QUOTARY_SAVE_KEY), else from the platform's public
                    answer into files of one's own (needs QUOTARY_LIVE)
  --explain         the findings, and where was looked
  --json            one verdict a line, in input order

Exit: 0 done; 1 at least one discrepancy; 2 unusable input; 3 no archive could be asked.`,
  options: {
    archive: { type: "string", multiple: true },
    lang: { type: "string" },
    save: { type: "boolean" },
    explain: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run({ positionals, values }, io) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("check: give one FILE");
    const lang = stringOption(values, "lang");
    if (lang !== undefined && findLocale(lang) === null) {
      throw new UsageError(`check: --lang is one of ${LOCALES.map(({ tag }) => tag).join(", ")}`);
    }
    const config = loadConfig(io.env);
    if (values.save === true && !config.saveKey && config.live.length === 0) {
      throw new UsageError(
        "check: --save needs QUOTARY_SAVE_KEY or QUOTARY_LIVE (see docs/finding.md)",
      );
    }
    const { request, warnings } = await loadRequest(file, io);
    for (const warning of warnings) io.stderr(`quotary check: ${warning}\n`);
    const given = stringOptions(values, "archive");
    const shelf = createMemoryShelf(config.cacheMegabytes * MEGABYTE);
    const archives = await openForChecks(given.length > 0 ? given : config.archives, {
      ...config,
      answers: openAnswers(shelf, { ...config, cacheFileMegabytes: 0 }),
    });
    const translations = await openTranslationDesk(config, (problem) =>
      io.stderr(`quotary check: ${problem}\n`),
    );
    try {
      const emit = (verdict: Verdict) =>
        io.stdout(
          values.json === true
            ? `${JSON.stringify(verdict)}\n`
            : renderVerdict(verdict, values.explain === true),
        );
      const verdicts = await checkAll(
        createEngine({ archives, translations }),
        request,
        emit,
        io,
        { lang, save: values.save === true },
        keeping(new EvidenceKeeper(config), io),
      );
      return exitCode(verdicts);
    } finally {
      await Promise.all([...archives, translations].map((opened) => opened.close()));
    }
  },
};
