import type { Lexicon } from "./lexicon.js";

/** Swahili. */
export const swahili: Lexicon = {
  lang: "sw",
  articles: "",
  functionWords: "na ya wa kwa ni katika la za kama hii huyo hiyo yake wetu pia",
  negations: "si sio hapana hakuna bila kamwe hata siyo wala",
  conditions: "ikiwa isipokuwa tu kama",
  stances: "uongo labda natumaini uvumi",
  contrasts: "lakini",
  modals: "lazima inabidi anaweza wanaweza inaweza huenda",
  quantifiers: "wote yote zote kila baadhi wengi nyingi wachache zaidi daima",
  pronouns: "mimi sisi wewe ninyi yeye wao",
  limits: "chini nusu baadhi wengi karibu tu pekee sehemu theluthi robo wachache",
  attributions:
    "alisema, anasema, wanasema, inasemekana, kwa mujibu, mujibu, kulingana, inadaiwa, alidai, anadai, walisema, inaripotiwa",
  hedges:
    "zamani, hapo awali, kabla, eti, kana kwamba, kinadharia, alijaribu, walijaribu, alitaka, walitaka, alitarajia, karibu, ingekuwa, angekuwa",
  retractions: "utani, natania, uzushi, kejeli, uongo, dhihaka",
  numbers: "sifuri moja mbili tatu nne tano sita saba nane tisa kumi",
};
