import { arabic } from "./ar.js";
import { bengali } from "./bn.js";
import { german } from "./de.js";
import { greek } from "./el.js";
import { english } from "./en.js";
import { spanish } from "./es.js";
import { persian } from "./fa.js";
import { french } from "./fr.js";
import { hausa } from "./ha.js";
import { hebrew } from "./he.js";
import { hindi } from "./hi.js";
import { indonesian } from "./id.js";
import { italian } from "./it.js";
import { japanese } from "./ja.js";
import { korean } from "./ko.js";
import type { Lexicon } from "./lexicon.js";
import { nepali } from "./ne.js";
import { dutch } from "./nl.js";
import { polish } from "./pl.js";
import { portuguese } from "./pt.js";
import { romanian } from "./ro.js";
import { russian } from "./ru.js";
import { swahili } from "./sw.js";
import { thai } from "./th.js";
import { turkish } from "./tr.js";
import { ukrainian } from "./uk.js";
import { chinese } from "./zh.js";

/** All languages with word lists; a new one is a new entry. */
export const LEXICA: readonly Lexicon[] = [
  english,
  french,
  spanish,
  portuguese,
  italian,
  german,
  dutch,
  russian,
  ukrainian,
  polish,
  turkish,
  arabic,
  persian,
  hebrew,
  hindi,
  nepali,
  chinese,
  japanese,
  thai,
  korean,
  indonesian,
  swahili,
  hausa,
  bengali,
  greek,
  romanian,
];
