import { type Archive, ArchiveError } from "./archive.js";

/**
 * Stands for an archive that a request names and this process does not have: one that was taken out of
 * the configuration since, or that the other processes do not have yet. It could not be asked, which
 * is never to be told as "not there".
 */
export function notConfigured(name: string): Archive {
  const refuse = async (): Promise<never> => {
    throw new ArchiveError(name, "not-configured", `${name} is not configured here`);
  };
  return { name, readLimit: 0, find: refuse, read: refuse, close: async () => {} };
}
