/** Two spellings that differ so little that an aligner should pair them; never an excuse by itself. */
export function isNearSpelling(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 3) return false;
  // Nothing in common at either end: the rest would say no, more slowly.
  if (a[0] !== b[0] && a[a.length - 1] !== b[b.length - 1]) return false;
  if (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a)) return true;
  const start = commonPrefix(a, b);
  const end = commonSuffix(a, b, start);
  const left = Math.max(a.length, b.length) - start - end;
  return left <= 2 || (left <= 3 && start + end >= 4);
}

export function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i < most && a[i] === b[i]) i += 1;
  return i;
}

export function commonSuffix(a: string, b: string, notBefore: number): number {
  const most = Math.min(a.length, b.length) - notBefore;
  let i = 0;
  while (i < most && a[a.length - 1 - i] === b[b.length - 1 - i]) i += 1;
  return i;
}

/** No word of a Latin-script language trebles a letter: a typing slip, whatever the word. */
export function isTrebledLetter(a: string, b: string): boolean {
  if (a.length === b.length) return false;
  const squeeze = (word: string) => word.replace(/(\p{L})\1{2,}/gu, "$1$1");
  return squeeze(a) === squeeze(b);
}

/** One letter doubled or made single ("harased"), or two neighbours swapped ("poeple"). */
export function isTypingSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5) return false;
  return isDoubledLetter(a, b) || isDoubledLetter(b, a) || isSwap(a, b);
}

function isDoubledLetter(short: string, long: string): boolean {
  if (long.length !== short.length + 1) return false;
  const at = commonPrefix(short, long);
  return at > 0 && long[at] === long[at - 1] && long.slice(at + 1) === short.slice(at);
}

/** Shortest word in which a lost letter is sure to be a slip. */
const LOST_FROM = 7;

/** One letter inside a long word is lost ("goverment"): the first and last decide what it is. */
export function isLostLetter(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1 || short.length < LOST_FROM) return false;
  const at = commonPrefix(short, long);
  return at > 1 && at < short.length - 1 && long.slice(at + 1) === short.slice(at);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = commonPrefix(a, b);
  return (
    at < a.length - 1 &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

const OUR =
  /^(col|fav|hon|lab|neighb|behavi|harb|hum|rum|vap|arm|endeav|flav|savi|od|parl|rig|splend|tum|val|vig|cand|clam|demean|ferv|glam|succ|misbehavi|disfav|dishon|disc?ol)our/;
const RE = /^(cent|theat|met|kilomet|centimet|fib|lit|calib|somb|spect|lust|meag|sab)re(s|d)?$/;
const DOUBLE_L =
  /^(travel|cancel|label|level|model|signal|fuel|counsel|marshal|quarrel|rival|total|tunnel|shovel|channel|dial|equal|jewel|panel|spiral)l(ed|er|ers|ing|ery)$/;
const ODD: Readonly<Record<string, string>> = {
  defence: "defense",
  offence: "offense",
  licence: "license",
  pretence: "pretense",
  programme: "program",
  programmes: "programs",
  grey: "gray",
  manoeuvre: "maneuver",
  manoeuvres: "maneuvers",
  ageing: "aging",
  judgement: "judgment",
  fulfil: "fulfill",
  enrol: "enroll",
  skilful: "skillful",
  wilful: "willful",
  plough: "plow",
  sceptic: "skeptic",
  sceptical: "skeptical",
  cosy: "cozy",
  mould: "mold",
  aluminium: "aluminum",
  tyre: "tire",
  tyres: "tires",
  jewellery: "jewelry",
  aeroplane: "airplane",
  aeroplanes: "airplanes",
  sulphur: "sulfur",
  artefact: "artifact",
  artefacts: "artifacts",
  draught: "draft",
  gaol: "jail",
  marvellous: "marvelous",
  woollen: "woolen",
  moustache: "mustache",
  instalment: "installment",
  instalments: "installments",
  fulfilment: "fulfillment",
  enrolment: "enrollment",
  speciality: "specialty",
  paediatric: "pediatric",
  anaesthetic: "anesthetic",
  haemorrhage: "hemorrhage",
  ploughs: "plows",
  ploughed: "plowed",
  greys: "grays",
  cheque: "check",
  cheques: "checks",
  kerb: "curb",
  pyjamas: "pajamas",
  towards: "toward",
  whilst: "while",
  amongst: "among",
  learnt: "learned",
  spelt: "spelled",
  burnt: "burned",
  dreamt: "dreamed",
};

/** A British spelling as Americans write it; other words as they are. `word` is folded. */
export function american(word: string): string {
  const odd = ODD[word];
  if (odd !== undefined) return odd;
  return word
    .replace(OUR, (_, stem: string) => `${stem}or`)
    .replace(RE, (_, stem: string, end: string | undefined) => `${stem}er${end ?? ""}`)
    .replace(DOUBLE_L, "$1$2")
    .replace(/^(.{4,})is(e|es|ed|er|ers|ing|ation|ations|ational)$/, "$1iz$2")
    .replace(/^(anal|paral|catal)ys(e|es|ed|ing)$/, "$1yz$2")
    .replace(/^(dial|catal|anal|monol|epil)ogue/, "$1og");
}

export function isSpellingVariant(a: string, b: string): boolean {
  // The patterns below leave the first letter alone.
  if (a[0] !== b[0]) return (ODD[a] ?? a) === (ODD[b] ?? b);
  return american(a) === american(b);
}
