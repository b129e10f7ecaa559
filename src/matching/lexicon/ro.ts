import type { Lexicon } from "./lexicon.js";

/** Romanian. */
export const romanian: Lexicon = {
  lang: "ro",
  articles: "un o unei unui",
  functionWords:
    "și în la de cu pe din pentru că să se este sunt a au am fi care ce nu mai prin va vom vor",
  negations: "nu niciodată nimic nimeni fără nici niciun nicio imposibil",
  conditions: "dacă decât doar numai",
  stances: "fals minciună cred sper poate probabil aproape zvon imaginați",
  attributions:
    "conform, potrivit, spune, spun, zice, zic, se pare, susține, susțin, cică, a declarat",
  hedges:
    "cândva, odinioară, pe vremuri, obișnuia, obişnuia, în teorie, ca și cum, așa-zis, a încercat, voia, spera, ar fi, aproape, era să",
  retractions: "glumă, glumesc, dezmințit, satiră, ironie, parodie, fals, minciună",
  limits: "mai puțin jumătate unii câțiva majoritatea minoritatea aproape doar parte treime sfert",
  modals: "poate pot trebuie ar vrea vor",
  quantifiers: "toți toate fiecare câțiva mulți puțini mai mereu",
  pronouns: "eu tu el ea noi voi ei ele meu tău său nostru",
  numbers: "zero unu doi trei patru cinci șase șapte opt nouă zece",
};
