import type { Lexicon } from "./lexicon.js";

/** Hausa. */
export const hausa: Lexicon = {
  lang: "ha",
  articles: "",
  functionWords: "da a na ta ya yi za mu su ne ce wannan wanda cikin don sun ga mai kuma",
  negations: "ba babu bai ban bamu basu kada taba",
  conditions: "idan sai kawai",
  stances: "karya zaton watakila kusan",
  attributions: "ya ce, ta ce, sun ce, in ji, a cewar, ana cewa, rahoton",
  hedges:
    "da, a baya, wai, kamar, ya yi niyya, ya so, sun so, ya yi ƙoƙari, ya yi kokari, saura kaɗan, saura kadan",
  retractions: "wasa, zolaya, karya, jita-jita, barkwanci",
  limits: "kasa rabin wasu yawancin kusan kawai",
  modals: "dole iya kamata",
  quantifiers: "duk kowane wasu yawa kadan",
  pronouns: "ni kai ke shi ita mu ku su",
};
