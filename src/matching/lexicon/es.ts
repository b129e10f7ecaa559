import type { Lexicon } from "./lexicon.js";

/** Spanish. */
export const spanish: Lexicon = {
  lang: "es",
  articles: "el la los las un una",
  functionWords:
    "el la los las un una unos unas de del al a en y o que se su sus por para con sin es son era fue ha han lo le les me te nos mi mis tu tus como más pero este esta estos estas eso ese muy ya hay no",
  negations: "no nunca jamás nada nadie ningún ninguno ninguna ni sin tampoco imposible apenas",
  conditions: "si salvo excepto sino solo sólo solamente cuando",
  stances:
    "duda dudo niega niegan falso falsa falsos mentira mentiras supuesto supuesta espero ojalá creo cree creen piensa dice dicen quizás quizá casi según rumor sería habría",
  modals: "puede pueden debe deben debería deberían podría podrían quiere quieren va van",
  quantifiers:
    "todo todos toda todas cada algunos algunas varios muchos muchas pocos pocas más menos siempre casi",
  pronouns:
    "yo me mi tú te tu él ella lo la le nos nosotros ellos ellas les se su sus nuestro nuestra nuestros vuestro",
  prepositions: "de a en con sin por para contra entre sobre bajo desde hasta hacia ante tras",
  conjunctions: "y e o u pero ni porque aunque",
  contrasts: "pero sino aunque mientras",
  auxiliaries: "es son está están ha han fue era será debe puede va no",
  numbers:
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
  compounds: "{ten-}i{unit}",
  tens: {
    treinta: 30,
    cuarenta: 40,
    cincuenta: 50,
    sesenta: 60,
    setenta: 70,
    ochenta: 80,
    noventa: 90,
    cien: 100,
  },
  limits:
    "menos pocos pocas mitad algunos algunas mayoría minoría casi sólo solo apenas parte tercio cuarto décimo",
  attributions:
    "según, dice, dicen, dijo, dijeron, afirma, afirman, asegura, aseguran, cuentan, parece, supuestamente, presuntamente, declaró, sostiene, al parecer, se dice, anuncia",
  hedges:
    "antes, solía, solían, solia, antaño, entonces, en teoría, como si, en caso de, trataba de, intentó, intentaba, quería, esperaba, iba a, habría, hubiera, podría haber, a punto de, todo menos, cualquier cosa menos",
  retractions:
    "broma, bromas, desmentido, sátira, ironía, parodia, bulo, falso, mentira, inocentada, aparte de, con excepción de",
  accentsMatter:
    "si sí|el él|tu tú|mi mí|se sé|te té|de dé|mas más|aun aún|que qué|como cómo|cuando cuándo|donde dónde|quien quién|esta está|este esté|papa papá|secretaria secretaría|publico público publicó|termino término terminó|celebre célebre celebré|ingles inglés|perdida pérdida|sabana sábana|revolver revólver|ano año|anos años",
  accentedEndings: "o ó|e é|a á",
};
