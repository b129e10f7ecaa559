import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { PROSE } from "./support.js";

/** What a sentence beside an article's prose gives: author and words of each quote. */
function quotesOf(lang: keyof typeof PROSE, text: string): [string | undefined, string][] {
  const article = { text: `${PROSE[lang]}\n\n${text}\n\n${PROSE[lang]}` };
  return extractArticle(article).quotes.map((one) => [one.author?.name, one.text]);
}

describe("words that were said, not posted", () => {
  it.each([
    [
      "en",
      "In a Facebook video published on Monday, Awa Diarra said: “We never closed the bridge.”",
    ],
    ["en", "“We never closed the bridge,” Awa Diarra said in a YouTube interview last week."],
    [
      "en",
      "“We never closed the bridge,” said Awa Diarra, a baker who switched to a new Instagram account.",
    ],
    [
      "pt",
      "“Nós nunca fechamos a ponte”, disse Awa Diarra em vídeo divulgado na segunda no Facebook.",
    ],
    ["pt", "“Nós nunca fechamos a ponte”, declarou Awa Diarra em uma mensagem na televisão."],
    ["pt", "“Nós nunca fechamos a ponte”, publicou o jornal Norte Diário."],
    ["pt", "“Nós nunca fechamos a ponte.” Awa Diarra afirma que recebeu ameaças no Facebook."],
    ["pt", "A deputada escreveu no Facebook que Awa Diarra “nunca fechou a ponte da cidade”."],
    [
      "fr",
      "Awa Diarra a partagé sur Facebook une vidéo intitulée « nous n'avons jamais fermé le pont ».",
    ],
    ["fr", "« Nous n'avons jamais fermé le pont », a dit le juge sur Twitter, Awa Diarra répond."],
    [
      "es",
      "Awa Diarra dijo en un video publicado en Facebook: “Nunca cerramos el puente de la ciudad”.",
    ],
    ["de", "„Wir haben die Brücke nie gesperrt“, sagte Awa Diarra in einem Video auf Facebook."],
  ] as const)("are none (%s): %s", (lang, text) => {
    expect(quotesOf(lang, text)).toEqual([]);
  });

  it.each([
    [
      "en",
      "“We never closed the bridge,” Awa Diarra wrote in a Facebook post beside a video of it.",
    ],
    ["pt", "Awa Diarra (Verdes) disse no Twitter: “Nós nunca fechamos a ponte”."],
    [
      "fr",
      "Dans une vidéo, on voit le pont. « Nous ne l'avons jamais fermé », a écrit Awa Diarra sur X.",
    ],
  ] as const)("are one where they were written (%s): %s", (lang, text) => {
    expect(quotesOf(lang, text)).toMatchObject([["Awa Diarra", expect.any(String)]]);
  });
});

describe("whose words they are", () => {
  it("the verb next to the quotation tells", () => {
    const text =
      "« Nous avons réparé le pont hier soir », a déclaré Omar Keita, tandis que « le pont reste fermé aux piétons », a écrit Awa Diarra sur Twitter.";
    expect(quotesOf("fr", text)).toEqual([["Awa Diarra", "le pont reste fermé aux piétons"]]);
  });

  it("a sentence that is a quotation by itself is not told by the next one", () => {
    const text =
      "“A ponte ficou fechada por um mês inteiro.” O governo celebra “uma ponte que nunca fechou de verdade”, como escreveu no Twitter a ministra Awa Diarra.";
    expect(quotesOf("pt", text)).toEqual([["Awa Diarra", "uma ponte que nunca fechou de verdade"]]);
  });

  it("a pronoun names nobody", () => {
    expect(quotesOf("pt", "Ela postou: “Nós nunca fechamos a ponte da cidade”.")).toEqual([]);
    expect(quotesOf("en", "She tweeted: “We never closed the bridge at all.”")).toEqual([]);
  });

  it("a paragraph that says itself who speaks is not the words of whom the one above names", () => {
    const text = [
      "Awa Diarra, an activist in the town of Nord, tweeted that she was stopped on the bridge.",
      "They stopped us and took my bag, Diarra tweeted. So nobody had a telephone to show us the scene?",
    ].join("\n\n");
    expect(quotesOf("en", text)).toEqual([]);
  });
});

describe("marks of quotations that do not match", () => {
  it.each([
    [
      "a straight one closed by a curly one",
      'Awa Diarra wrote on Twitter: "We never closed it at all”, she added later. He said: "Not true".',
    ],
    [
      "a curly one closed by a straight one",
      'Awa Diarra wrote on Twitter: “We never closed it at all", she added. “Not true”, he said.',
    ],
  ])("%s", (_, text) => {
    expect(quotesOf("en", text)).toEqual([["Awa Diarra", "We never closed it at all"]]);
  });

  it("inches and names are none", () => {
    const text =
      'The band Nord N" South tweeted on Friday that the 12" record of the Bridge N" Tower is sold out.';
    expect(quotesOf("en", text)).toEqual([]);
    const tall = "“The 5'10\" man walked over the bridge with us,” Awa Diarra tweeted.";
    expect(quotesOf("en", tall)).toEqual([
      ["Awa Diarra", "The 5'10\" man walked over the bridge with us,"],
    ]);
  });
});

describe("a credit at the end of a paragraph", () => {
  it("without a day is none where no line names another account", () => {
    const html = `<p>${PROSE.en}</p><p>Programme 12 is about bridges and towns. — Hosted at Nord Radio (@nord_radio)</p>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });
});

describe("names in Arabic", () => {
  it.each([
    [
      "وكتبت وزيرة الأشغال العامة ميرا دياب على تويتر: «لن نغلق الجسر أبدا في المدينة».",
      "ميرا دياب",
    ],
    ["وكانت ميرا دياب قد غردت يوم الأحد: «لن نغلق الجسر أبدا في المدينة».", "ميرا دياب"],
    ["وقالت ميرا دياب ردا على سؤال في تغريدة: «لن نغلق الجسر أبدا في المدينة».", "ميرا دياب"],
    ["وغرد حساب ميرا دياب: «لن نغلق الجسر أبدا في المدينة».", "ميرا دياب"],
  ])("are parted from offices, accounts and adverbs: %s", (text, name) => {
    expect(quotesOf("ar", text)).toMatchObject([[name, expect.any(String)]]);
  });

  it.each([
    ["a common noun", "وقالت الشركة في تغريدة على تويتر: «لن نغلق الجسر أبدا في المدينة»."],
    ["without", "وقال دون مزيد من التفاصيل: «لن نغلق الجسر أبدا في المدينة»."],
    [
      "a relative clause",
      "وتحدث عن الصحافي الذي كتب مقالات كثيرة على تويتر: «لن نغلق الجسر أبدا في المدينة».",
    ],
    ["verbatim", "وكتب بالحرف في تغريدة: «لن نغلق الجسر أبدا في المدينة»."],
  ])("are none of these: %s", (_, text) => {
    expect(quotesOf("ar", text)).toEqual([]);
  });
});

it("a second noun in German is no name", () => {
  const text =
    "„Wir haben die Brücke nie gesperrt“, twitterte der 35 Jahre alte Bäcker und Sprecher von Nord.";
  expect(quotesOf("de", text)).toEqual([]);
});

it("a speech set off beside a video is no post", () => {
  const speech = `<p>Before the opening, Awa Diarra told the people:</p><blockquote><p>We will not give up this bridge and our town.</p></blockquote>`;
  const page = (embed: string) => `<p>${PROSE.en}</p>${embed}<p>${PROSE.en}</p>${speech}`;
  const video = '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>';
  expect(extractArticle({ html: page(video) }).quotes).toEqual([]);
});

describe("marks and names of other places", () => {
  it.each([
    [
      "de",
      "Ludwig van der Molen schrieb auf X: ‹Die Brücke bleibt für alle offen.›",
      "Ludwig van der Molen",
    ],
    [
      "de",
      "Ludwig van der Molen schrieb auf X: ›Die Brücke bleibt für alle offen.‹",
      "Ludwig van der Molen",
    ],
    ["ar", "كتبت ميرا دياب على تويتر: ”الجسر مفتوح للجميع منذ اليوم“.", "ميرا دياب"],
    [
      "en",
      "Ayesha bint Rashid al-Noor wrote on X: 'The bridge stays open to everyone.'",
      "Ayesha bint Rashid al-Noor",
    ],
    [
      "fr",
      "Marie de La Tour d’Auvergne a tweeté : «Le pont “de tous” reste ouvert à tous.»",
      "Marie de La Tour d’Auvergne",
    ],
    [
      "fr",
      "« Le pont reste ouvert à tous », a réagi sur X Jean-Pierre d’Arnac.",
      "Jean-Pierre d’Arnac",
    ],
    [
      "es",
      "«El puente sigue abierto para todos», escribió en X María de los Ángeles Ruiz.",
      "María de los Ángeles Ruiz",
    ],
  ] as const)("are read (%s): %s", (lang, text, name) => {
    expect(quotesOf(lang, text)).toMatchObject([[name, expect.any(String)]]);
  });

  it("what was said in a room for talking is no post", () => {
    const text =
      "“The bridge stays open to everyone,” Awa Diarra said on Twitter Spaces on Monday.";
    expect(quotesOf("en", text)).toEqual([]);
  });
});
