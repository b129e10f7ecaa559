import { wordKey } from "./word-key.js";

/**
 * English words that turn a statement round when one is put for the other (common antonyms, from
 * any thesaurus; "left" is none: it is also what remains, and a side). Groups: every word left of the bar is opposed to every word right of it.
 */
const GROUPS: readonly string[] = [
  "good great excellent wise smart clever wonderful positive right correct|bad terrible awful foolish stupid grave negative wrong mistake error",
  "support supports supported back backs backed defend defends favour favor|oppose opposes opposed attack attacks reject rejects condemn condemns",
  "accept accepts accepted approve approves approved|reject rejects rejected refuse refuses refused deny denies denied",
  "welcome welcomes welcomed praise praises praised congratulate congratulated thank thanks applaud proud honour|condemn condemns condemned deplore blame blames denounce denounces shame ashamed disgrace",
  "increase increases increased rise rises rose rising grow grew doubled up gain|decrease decreases decreased fall falls fell falling drop dropped halved down loss",
  "win wins won victory success succeed succeeded|lose loses lost defeat failure fail failed",
  "free freed freedom release released liberate liberty|imprison imprisoned prison jail jailed detain detained arrest arrested",
  "open opens opened reopen|close closes closed shut",
  "begin began start started starts launch|end ended ends stop stopped stops finish finished suspend suspended",
  "peace calm|war conflict violence",
  "innocent|guilty",
  "true truth|false lie lies lying untrue",
  "legal lawful|illegal unlawful",
  "safe safety secure security|dangerous danger unsafe insecurity",
  "allow allows allowed permit permitted authorise authorised|ban bans banned forbid forbidden prohibit prohibited",
  "love loves loved|hate hates hated",
  "friend friends ally allies partner|enemy enemies",
  "rich wealthy|poor",
  "strong strength|weak weakness",
  "always|never",
  "everyone everybody all|nobody none",
  "before|after",
  "arrive arrived arrives come came return returned enter stay stays stayed remain|leave leaves depart departed go",
  "save saved saves saving protect protects protected|kill killed kills destroy destroyed abandon abandoned",
  "hope hopes optimistic|despair fear fears afraid",
  "happy glad joy pleased|sad sorry angry sadness grief",
  "majority most|minority few",
  "possible|impossible",
  "more|less",
  "better|worse",
  "possible able|impossible unable",
  "reliable sincere honest|unreliable insincere dishonest corrupt",
  "independent|dependent",
  "alive|dead",
  "acceptable|unacceptable",
  "elected|unelected",
  "include included|exclude excluded",
  "victims victim|perpetrators perpetrator culprits",
];

const OPPOSED: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const map = new Map<string, Set<string>>();
  const put = (from: readonly string[], to: readonly string[]) => {
    for (const word of from) map.set(word, new Set([...(map.get(word) ?? []), ...to]));
  };
  for (const group of GROUPS) {
    const [left = [], right = []] = group
      .split("|")
      .map((words) => words.split(" ").map((word) => wordKey(word)));
    put(left, right);
    put(right, left);
  }
  return map;
})();

/** Keys of the English words opposed to the one with this key. */
export function oppositesOf(key: string): ReadonlySet<string> {
  return OPPOSED.get(key) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();
