import type { Lexicon } from "./lexicon.js";

/** Dutch. */
export const dutch: Lexicon = {
  lang: "nl",
  articles: "de het een",
  functionWords:
    "de het een en of in op van te met voor door aan bij uit naar is zijn was wordt worden heeft hebben niet geen dat die dit deze er hij zij we wij ik je ook als maar om over",
  negations: "niet geen nooit niets niemand nergens zonder noch nauwelijks onmogelijk",
  conditions: "als indien tenzij behalve alleen mits of",
  stances:
    "betwijfel ontkent vals leugen leugens vermeende hoop geloof denk zegt zeggen misschien bijna volgens zou",
  contrasts: "maar echter terwijl",
  auxiliaries: "is zijn was heeft hebben moet kan zal wordt",
  modals: "moet moeten kan kunnen mag mogen zal zullen zou zouden wil willen",
  quantifiers:
    "alle iedere ieder elk elke enkele sommige veel weinig meer minder altijd vaak bijna",
  pronouns: "ik mij me jij je hij hem zij ze haar wij we ons jullie hun hen zijn mijn",
  limits:
    "minder weinig helft enkele sommige meeste bijna alleen amper deel derde kwart tiende minderheid meerderheid",
  attributions:
    "volgens, zegt, zeggen, zei, zeiden, beweert, beweren, meldt, naar verluidt, schijnt, zou, zouden, stelt, schrijft",
  hedges:
    "vroeger, ooit, destijds, placht, in theorie, alsof, zogenaamde, zogenaamd, probeerde, wilde, wilden, hoopte, had kunnen, bijna, zou, zouden, alles behalve",
  retractions:
    "grapje, grap, ontkracht, satire, ironie, parodie, nepnieuws, onzin, afgezien van, met uitzondering",
  numbers:
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
  tens: {
    dertig: 30,
    veertig: 40,
    vijftig: 50,
    zestig: 60,
    zeventig: 70,
    tachtig: 80,
    negentig: 90,
    honderd: 100,
  },
  compounds: "{unit}en{ten}",
};
