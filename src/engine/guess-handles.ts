/** Most handles to try for one name: each is a question to every archive. */
const MOST = 4;

/**
 * Handles that a printed name suggests ("Volker Türk" → `VolkerTurk`, `Volker_Turk`): the only
 * question an archive can be asked for a quote without link and handle. What is found there is
 * never more than a candidate, since anybody can take a handle.
 */
export function guessHandles(name: string): string[] {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .match(/[A-Za-z0-9]+/g);
  if (!words) return [];
  const joined = [words.join(""), words.join("_")];
  const outer =
    words.length > 2 ? [`${words[0]}${words.at(-1)}`, `${words[0]}_${words.at(-1)}`] : [];
  return [...new Set([...joined, ...outer])]
    .filter((handle) => handle.length >= 2 && handle.length <= 15)
    .slice(0, MOST);
}
