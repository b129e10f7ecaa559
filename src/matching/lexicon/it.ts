import type { Lexicon } from "./lexicon.js";

/** Italian. */
export const italian: Lexicon = {
  lang: "it",
  articles: "il lo la i gli le un uno una l' un'",
  functionWords:
    "il lo la i gli le un uno una di del della dei delle a al alla in nel nella e o che si per con senza è sono era ha hanno non più ma suo sua questo questa come anche da dal dalla su sul ci",
  negations: "non né mai nulla niente nessuno nessuna senza neanche nemmeno neppure impossibile",
  conditions: "se salvo tranne eccetto solo soltanto purché",
  stances:
    "dubito nega negano falso falsa bugia bugie presunto presunta spero credo crede pensa dice dicono forse quasi secondo sarebbe avrebbe",
  contrasts: "ma però mentre",
  auxiliaries: "è sono era ha hanno deve può non",
  numbers:
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
  tens: {
    trenta: 30,
    quaranta: 40,
    cinquanta: 50,
    sessanta: 60,
    settanta: 70,
    ottanta: 80,
    novanta: 90,
    cento: 100,
  },
  compounds: "{ten}{unit} {ten-}{unit}",
  modals: "può possono deve devono dovrebbe potrebbe vuole vogliono va",
  quantifiers:
    "tutto tutti tutta tutte ogni alcuni alcune molti molte pochi poche più meno sempre quasi",
  pronouns: "io mi me tu ti te lui lei noi ci voi vi loro si suo sua nostro nostra vostro",
  prepositions: "di a da in con su per tra fra senza contro sopra sotto verso dopo prima",
  limits:
    "meno pochi poche metà alcuni alcune maggioranza minoranza quasi solo appena parte terzo quarto decimo",
  attributions:
    "secondo, dice, dicono, detto, afferma, affermano, sostiene, sostengono, pare, sembra, presumibilmente, dichiara, annuncia, a quanto pare",
  hedges:
    "una volta, un tempo, solevo, soleva, ero solito, era solito, in teoria, come se, nel caso, cercava di, voleva, sperava, stava per, avrebbe, avrei, quasi, tutto tranne, tutto fuorché",
  retractions:
    "scherzo, scherzavo, smentito, satira, ironia, parodia, bufala, falso, bugia, a parte, ad eccezione",
  accentsMatter:
    "e è|la là|da dà|si sì|ne né|di dì|te tè|se sé|li lì|pero però|papa papà|casino casinò|meta metà|parlo parlò|andrà andra|sarà sara|faro farò|e' è",
};
