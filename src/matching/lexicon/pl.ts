import type { Lexicon } from "./lexicon.js";

/** Polish. */
export const polish: Lexicon = {
  lang: "pl",
  articles: "",
  functionWords:
    "i w we na z ze do po od za dla o u nie że jak to ten ta te on ona oni my wy ja ty jego jej ich nasz wasz ale lub czy był była były jest są już tak się",
  negations: "nie ani nigdy nikt nic nigdzie bez niemożliwe żaden żadna żadne brak",
  conditions: "jeśli jeżeli oprócz tylko chyba dopóki",
  stances:
    "wątpię zaprzecza fałsz kłamstwo rzekomo mam myślę uważa mówi mówią może prawie podobno nieprawda plotka",
  contrasts: "ale jednak choć",
  questions: "czy",
  modals: "może mogą musi muszą powinien powinna powinni trzeba można należy chce",
  quantifiers: "wszyscy wszystkie każdy niektórzy wiele mało więcej mniej zawsze często prawie",
  pronouns: "ja mnie mi ty ciebie on jego jemu ona jej my nas wy was oni ich mój twój nasz wasz",
  limits:
    "mniej mało połowa niektórzy niektóre większość mniejszość prawie tylko ledwie część ćwierć",
  attributions:
    "według, podobno, rzekomo, mówi, mówią, powiedział, powiedziała, twierdzi, twierdzą, oświadczył, zdaniem, podaje, pisze",
  hedges:
    "dawniej, niegdyś, kiedyś, w teorii, jakby, tak zwany, próbował, próbowała, chciał, chciała, zamierzał, miał nadzieję, byłby, niemal, o mało",
  retractions: "żart, żartuję, zdementowano, satyra, ironia, parodia, fejk, kłamstwo, nieprawda",
  numbers:
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
};
