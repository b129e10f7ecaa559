import type { Lexicon } from "./lexicon.js";

/** German. */
export const german: Lexicon = {
  lang: "de",
  articles: "der die das den dem des ein eine einen einem einer eines",
  functionWords:
    "der die das den dem des ein eine einen einem einer und oder in im an am auf mit von vom zu zum zur für bei aus nach ist sind war wird werden hat haben nicht kein es er sie wir ihr ich sich als auch wie dass noch nur so aber über um",
  negations:
    "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nirgends ohne weder kaum unmöglich",
  conditions: "wenn falls außer sofern nur ob",
  stances:
    "bezweifle leugnet bestreitet falsch lüge lügen angeblich angebliche hoffe glaube glaubt denke sagt sagen vielleicht fast laut wäre hätte ab",
  contrasts: "aber doch jedoch während sondern",
  auxiliaries: "ist sind war hat haben wird werden muss müssen kann können soll",
  numbers:
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
  tens: {
    dreißig: 30,
    vierzig: 40,
    fünfzig: 50,
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
  },
  compounds: "{unit}und{ten} {unit-}und{ten}",
  modals:
    "muss müssen kann können darf dürfen soll sollen sollte sollten will wollen mag möchte möchten könnte könnten würde würden",
  quantifiers:
    "alle jeder jede jedes einige viele wenige mehr weniger alles immer oft manche kein fast",
  pronouns: "ich mich mir du dich dir er ihn ihm sie ihr es wir uns euch mein dein sein unser euer",
  prepositions:
    "in im an am auf mit von vom zu zum zur für bei aus nach ohne gegen zwischen über unter vor seit",
  conjunctions: "und oder aber denn weil obwohl",
  limits:
    "weniger wenige hälfte einige meisten viele fast beinahe nur kaum teil drittel viertel zehntel minderheit mehrheit manche",
  attributions:
    "laut, zufolge, angeblich, es heißt, heißt es, sagt, sagen, sagte, sagten, behauptet, behaupten, meint, meinen, erklärt, berichtet, soll, sollen, gerüchten, schreibt",
  hedges:
    "früher, einst, damals, pflegte, pflegten, theoretisch, als ob, sogenannte, sogenannten, versuchte, versucht, wollte, wollten, hätte, hätten, wäre, wären, würde, würden, beinahe, alles andere als",
  retractions:
    "scherz, witz, spaß, dementiert, satire, ironie, parodie, falschmeldung, quatsch, aprilscherz, fake, abgesehen von, mit ausnahme",
  accentsMatter:
    "schon schön|wurde würde|wurden würden|konnte könnte|konnten könnten|mochte möchte|hatte hätte|hatten hätten|drucken drücken|zahlen zählen|fordern fördern|fordert fördert|forderte förderte|forderten förderten|gefordert gefördert|schuler schüler|forderung förderung|waren wären|war wär|musste müsste|musse müsse|mussen müssen|losen lösen|schwul schwül|tauschen täuschen|uber über",
};
