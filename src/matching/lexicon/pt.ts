import type { Lexicon } from "./lexicon.js";

/** Portuguese. */
export const portuguese: Lexicon = {
  lang: "pt",
  articles: "o a os as um uma",
  functionWords:
    "o a os as um uma de do da dos das em no na nos nas e ou que se por para com sem é são era foi ao à não mais mas seu sua seus suas nosso nossa ele ela eles este esta isso como muito já há",
  negations: "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco impossível",
  conditions: "se salvo exceto senão só somente apenas",
  stances:
    "dúvida duvido nega negam falso falsa mentira mentiras suposto suposta espero acho acredita diz dizem talvez quase segundo seria teria",
  contrasts: "mas porém embora enquanto",
  auxiliaries: "é são está estão foi era será deve pode vai não",
  numbers:
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte",
  tens: {
    trinta: 30,
    quarenta: 40,
    cinquenta: 50,
    sessenta: 60,
    setenta: 70,
    oitenta: 80,
    noventa: 90,
    cem: 100,
  },
  modals: "pode podem deve devem deveria poderia quer querem vai vão precisa",
  quantifiers:
    "todo todos toda todas cada alguns algumas vários muitos muitas poucos poucas mais menos sempre quase",
  pronouns: "eu me mim tu você ele ela nós nos eles elas seu sua nosso nossa vosso",
  prepositions: "de a em com sem por para contra entre sobre até desde após sob",
  limits:
    "menos poucos poucas metade alguns algumas maioria minoria quase só apenas parte terço quarto décimo",
  attributions:
    "segundo, diz, dizem, disse, disseram, afirma, afirmam, alega, garante, supostamente, parece, declarou, conforme, consta",
  hedges:
    "antes, costumava, costumavam, antigamente, outrora, em teoria, como se, caso, tentou, tentava, queria, esperava, ia, teria, tivesse, quase, tudo menos, qualquer coisa menos",
  retractions:
    "brincadeira, desmentido, sátira, ironia, paródia, boato, piada, falso, mentira, com exceção, à exceção",
  accentsMatter:
    "e é|a à|as às|da dá|esta está|pais país|avo avó avô|por pôr|pode pôde|de dê|sabia sábia sabiá|secretaria secretária|publico público|coco cocô|numero número|ate até|so só|nos nós|mas más",
};
