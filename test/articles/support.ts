import { extractArticle } from "../../src/articles/extract.js";

/** Enough prose that the language can be told. */
export const PROSE: Record<string, string> = {
  en: "The town had waited for the bridge for many years, and it was opened in the morning by the mayor, who had promised it to the people of the valley.",
  fr: "La ville attendait le pont depuis des années, et il a été ouvert dans la matinée par la maire, qui l’avait promis aux habitants de la vallée.",
  es: "La ciudad esperaba el puente desde hace años, y fue abierto por la mañana por la alcaldesa, que lo había prometido a los vecinos del valle.",
  de: "Die Stadt hatte seit Jahren auf die Brücke gewartet, und sie wurde am Morgen von der Bürgermeisterin eröffnet, die sie den Leuten im Tal versprochen hatte.",
  pt: "A cidade esperava a ponte há muitos anos, e ela foi aberta de manhã pela prefeita, que a tinha prometido aos moradores do vale.",
  ar: "كانت المدينة في انتظار الجسر منذ سنوات، وقد تم افتتاحه في الصباح من قبل رئيسة البلدية التي وعدت به سكان الوادي على مدى العام.",
};

/** An article with one sentence, or some paragraphs, between prose of a language. */
export function inProse(lang: string, sentence: string) {
  const prose = PROSE[lang] ?? "";
  const text = [prose, `${sentence}`, prose].join("\n\n");
  return { text, ...extractArticle({ text }) };
}
