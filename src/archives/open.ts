import type { Archive } from "../engine/archive.js";
import { BadWhereError } from "./errors.js";
import { KINDS } from "./kinds.js";
import { knownArchives } from "./known.js";
import { type LiveSettings, openSaved } from "./live/archive.js";
import type { ArchiveSettings } from "./settings.js";

async function openOne(
  where: string,
  name: string | null,
  settings: ArchiveSettings,
): Promise<Archive | null> {
  for (const kind of KINDS) {
    const archive = await kind.open(where, name, settings);
    if (archive) return archive;
  }
  return null;
}

/** Answers and captures are kept by the archive's name: two files of one name need two. */
async function openUnique(
  where: string,
  name: string | null,
  settings: ArchiveSettings,
  taken: ReadonlySet<string>,
): Promise<Archive | null> {
  let archive = await openOne(where, name, settings);
  for (let count = 2; archive && taken.has(archive.name); count++) {
    const next = `${archive.name.replace(/ \(\d+\)$/, "")} (${count})`;
    await archive.close();
    archive = await openOne(where, next, settings);
  }
  return archive;
}

/**
 * Opens the archives that WHERE strings name (contract, section 3): files and folders, names of
 * `config/archives.json`, addresses with their kind in front. Nothing is asked of them yet. Throws
 * `BadWhereError` with the value that names none; archives opened by then are closed.
 */
export function openArchives(
  wheres: readonly string[],
  settings: ArchiveSettings,
): Promise<Archive[]> {
  return openBeside([], wheres, settings);
}

/**
 * What verdicts are made from: these archives, and the newsroom's own captures where live sources
 * are configured (`QUOTARY_LIVE`). Throws `BadWhereError` as `openArchives` does.
 */
export async function openForChecks(
  wheres: readonly string[],
  settings: LiveSettings,
): Promise<Archive[]> {
  const saved = await openSaved(settings);
  return await openBeside(saved ? [saved] : [], wheres, settings);
}

async function openBeside(
  opened: readonly Archive[],
  wheres: readonly string[],
  settings: ArchiveSettings,
): Promise<Archive[]> {
  const known = knownArchives();
  const archives = [...opened];
  try {
    for (const where of new Set(wheres.map((one) => one.trim()))) {
      const named = Object.hasOwn(known, where) ? known[where] : undefined;
      const taken = new Set(archives.map(({ name }) => name));
      const name = named ? where : null;
      const archive = await openUnique(named?.where ?? where, name, settings, taken);
      if (!archive) {
        const names = Object.keys(known).join(", ");
        const kinds = KINDS.map(({ describes }) => describes).join("; ");
        throw new BadWhereError(
          where,
          `names no archive. What does: ${kinds}; or a name: ${names}`,
        );
      }
      archives.push(archive);
    }
    return archives;
  } catch (error) {
    await Promise.all(archives.map((archive) => archive.close()));
    throw error;
  }
}
