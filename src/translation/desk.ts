import type {
  MachineFailure,
  MachineTranslation,
  TranslationDesk,
  TranslationSession,
} from "../matching/translation/aids.js";
import { type DictionaryShelf, openDictionaries } from "./dictionaries.js";
import type { Machine } from "./machine.js";

/** Texts translated for one quote; the account's other posts of the day are texts too. */
const MOST_TEXTS = 6;
/** Characters. What services commonly take; longer posts are compared without. */
const LONGEST_TEXT = 5_000;
/** Problems told; a machine that is down for hours need not fill a log. */
const MOST_TOLD = 50;

interface OpenDesk extends TranslationDesk {
  close(): Promise<void>;
}

interface DeskSettings {
  /** Folder of dictionaries; one that is absent is an empty one. */
  readonly dictionaries: string;
  readonly translateUrl: string | null;
  readonly translateKey: string | null;
}

/**
 * Dictionaries and, where an address is given, a translating machine. Nothing is read or asked
 * before a quote needs it. `problem` is told what could not be had, in words, each
 * thing once.
 */
export async function openTranslationDesk(
  { dictionaries, translateUrl, translateKey }: DeskSettings,
  problem: (what: string) => void,
): Promise<OpenDesk> {
  const told = new Set<string>();
  const tell = (what: string) => {
    if (told.has(what) || told.size >= MOST_TOLD) return;
    told.add(what);
    problem(what);
  };
  const shelf = openDictionaries(dictionaries, (error) => tell(error.message));
  const machine =
    translateUrl === null
      ? null
      : (await import("./machine.js")).createMachine({ url: translateUrl, key: translateKey });
  return {
    open: () => openSession(shelf, machine, tell),
    close: async () => machine?.close(),
  };
}

interface Wanted {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly likeness: number;
}

function openSession(
  shelf: DictionaryShelf,
  machine: Machine | null,
  tell: (what: string) => void,
): TranslationSession {
  const tried = new Set<string>();
  const languages = new Set<string>();
  const answers = new Map<string, MachineTranslation | MachineFailure>();
  const texts = new Map<string, Wanted>();

  /** True when at least one dictionary has come that was not there before. */
  async function loadDictionaries(): Promise<boolean> {
    const wanted = [...languages];
    languages.clear();
    for (const lang of wanted) tried.add(lang);
    await Promise.all(wanted.map((lang) => shelf.load(lang)));
    return wanted.some((lang) => shelf.get(lang) !== null);
  }

  /** The most promising texts first; true when at least one was answered, if only with a failure. */
  async function translateTexts(by: Machine): Promise<boolean> {
    const wanted = [...texts].sort(([, a], [, b]) => b.likeness - a.likeness);
    texts.clear();
    const asked = wanted.slice(0, MOST_TEXTS - answers.size);
    for (const [key, { text, from, to }] of asked) {
      const answer = await by.translate(text, from, to);
      if ("problem" in answer) tell(`translating machine: ${answer.problem}`);
      answers.set(key, answer);
    }
    return asked.length > 0;
  }

  return {
    aids: {
      dictionary(lang) {
        const dictionary = shelf.get(lang);
        if (dictionary === null && !tried.has(lang)) languages.add(lang);
        return dictionary;
      },
      machine(text, from, to, likeness) {
        if (machine === null || text.length > LONGEST_TEXT) return null;
        const key = `${from} ${to} ${text}`;
        const answer = answers.get(key) ?? null;
        if (answer === null) texts.set(key, { text, from, to, likeness });
        return answer;
      },
    },
    async bring(signal) {
      if (languages.size === 0 && texts.size === 0) return false;
      const bringing = async () =>
        (await loadDictionaries()) || (machine !== null && (await translateTexts(machine)));
      return unlessAborted(bringing(), signal);
    },
  };
}

/** What the promise says, or false as soon as the signal is aborted. */
function unlessAborted(promise: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const abort = () => resolve(false);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.finally(() => signal.removeEventListener("abort", abort)).then(resolve, reject);
  });
}
