import { mkdir } from "node:fs/promises";
import path from "node:path";
import { abortable } from "../../engine/abortable.js";
import {
  type Archive,
  ArchiveError,
  type AskContext,
  type CaptureRef,
} from "../../engine/archive.js";
import { parsePermalink } from "../../handles/permalink.js";
import { BodyTooLongError } from "../../net/errors.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import { BadWhereError } from "../errors.js";
import { LocalArchive } from "../local/archive.js";
import { whyNotRead } from "../local/why.js";
import type { ArchiveSettings } from "../settings.js";
import { toIsoSeconds } from "../timestamp.js";
import type { WarcRecordInput } from "../warc/write.js";
import { OwnWacz } from "./own-wacz.js";
import { type LiveSource, openSources } from "./sources.js";

/** Under this name captures of one's own are searched, and told of in verdicts. */
const NAME = "saved";

/** As `loadConfig` hands it over. */
export interface LiveSettings extends ArchiveSettings {
  /** Live sources that may be asked; none by default. */
  live?: readonly string[];
  /** Folder of what they answered; `saved` below the data folder by default. */
  liveFolder?: string | null;
  /** `hashes`: no words are kept, hence nothing saved. */
  evidence?: "full" | "hashes" | "none";
}

type Saved = CaptureRef | { because: string };

/** Framing of the transfer, which the body has no more. */
const FRAMING = new Set(["transfer-encoding", "connection", "keep-alive"]);

function recordOf(address: string, response: GuardedResponse): WarcRecordInput {
  const headers = [...response.headers].flatMap(([name, values]) =>
    FRAMING.has(name) ? [] : values.map((value) => [name, value] as const),
  );
  return {
    uriR: address,
    capturedAt: toIsoSeconds(new Date().toISOString()) ?? "",
    status: response.status,
    headers,
    body: response.body,
    request: response.sent ?? {},
    savedByUs: true,
  };
}

/**
 * The newsroom's own captures, and the making of new ones: what a configured live source answers
 * for a post is written into a WACZ of this folder, whatever its status, and read from there.
 */
class SavedArchive extends LocalArchive {
  readonly #own: OwnWacz;
  readonly #underWay = new Map<string, Promise<Saved>>();

  constructor(
    folder: string,
    private readonly sources: readonly LiveSource[],
    private readonly withinMs: number,
    dataFolder: string | undefined,
  ) {
    super(NAME, folder, dataFolder);
    this.#own = new OwnWacz(folder);
  }

  /** Those who ask for the same post share one capture; each stops waiting on its own. */
  async save(uriR: string, context: AskContext): Promise<Saved> {
    const { signal: unaborted } = new AbortController();
    const shared =
      this.#underWay.get(uriR) ??
      this.#capture(uriR, { ...context, signal: unaborted }).finally(() =>
        this.#underWay.delete(uriR),
      );
    this.#underWay.set(uriR, shared);
    return await abortable(shared, context.signal);
  }

  async #capture(uriR: string, context: AskContext): Promise<Saved> {
    const named = parsePermalink(uriR);
    if (named === null || named.id === null) return { because: "the link names no post" };
    const post = { ...named, id: named.id };
    const problems: string[] = [];
    for (const source of this.sources) {
      const address = source.addressOf(post, uriR);
      if (address === null) continue;
      const made = await this.#ask(source, address, context);
      if (!("because" in made)) return made;
      problems.push(made.because);
    }
    if (problems.length === 0) problems.push(`QUOTARY_LIVE names no source for ${named.platform}`);
    return { because: problems.join("; ") };
  }

  async #ask(source: LiveSource, address: string, context: AskContext): Promise<Saved> {
    const { remote } = source;
    try {
      this.lookAgain();
      const recent = (await this.#made(address, context)).at(-1);
      if (recent && Date.now() - Date.parse(recent.capturedAt) <= this.withinMs) return recent;
      const headers = { accept: "application/json" };
      const response = await remote.ask(address, context, { lane: "save", headers });
      const { status } = response;
      if (status >= 500) return { because: `${remote.archive} answered ${status}` };
      const location = response.headers.get("location")?.[0] ?? "nowhere";
      if (status >= 300 && status < 400) {
        return { because: `${remote.archive} leads to ${location}, which is not followed` };
      }
      const file = await this.#own.add(recordOf(address, response));
      this.lookAgain();
      const made = (await this.#made(address, context)).filter(({ uriM }) => uriM.includes(file));
      return made.at(-1) ?? { because: `${file} does not hold what was written` };
    } catch (error) {
      if (error instanceof ArchiveError || error instanceof BodyTooLongError) {
        return { because: error.message };
      }
      if (!(error instanceof Error && "syscall" in error)) throw error;
      return { because: `the folder cannot be written to: ${whyNotRead(error)}` };
    }
  }

  /** Captures of an address that are here, oldest first. */
  async #made(address: string, context: AskContext): Promise<CaptureRef[]> {
    const { captures } = await this.find({ kind: "exact", uriR: address }, context);
    return captures.map((ref) => ({ ...ref, madeByUs: true as const }));
  }

  override async close(): Promise<void> {
    await Promise.all([super.close(), ...this.sources.map(({ remote }) => remote.close())]);
  }
}

/**
 * The archive of one's own captures, where live sources are configured; null where none is. Throws
 * `BadWhereError` for a source that names none, or a folder that cannot be made.
 */
export async function openSaved(settings: LiveSettings): Promise<Archive | null> {
  const { live = [], liveFolder, dataFolder = ".", saveWithinSeconds = 0 } = settings;
  if (live.length === 0) return null;
  if (settings.evidence === "hashes") {
    throw new BadWhereError(
      "QUOTARY_LIVE",
      "writes words to disk, which QUOTARY_EVIDENCE=hashes rules out",
    );
  }
  const folder = path.resolve(liveFolder ?? path.join(dataFolder, "saved"));
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new BadWhereError(folder, `cannot be written to: ${whyNotRead(cause)}`, { cause });
  });
  const sources = openSources(live, settings);
  return new SavedArchive(folder, sources, saveWithinSeconds * 1_000, settings.dataFolder);
}
