import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";

interface Said {
  name?: string;
  /** null: none of the speaker's is printed. */
  handle?: string | null;
  date?: string;
  text?: string;
}

/** Sentences as news prints them, and what a reader takes from each; null where nothing was posted. */
const SENTENCES: readonly [lang: string, sentence: string, said: Said | null][] = [
  [
    "de",
    "Die Bürgermeisterin Mira Oskolund (@mira_oskolund) schrieb am 9. März 2023 auf X: „Die Brücke wird ab heute Mittag gesperrt. Wir bitten um Verständnis.“",
    {
      name: "Mira Oskolund",
      handle: "mira_oskolund",
      date: "9. März 2023",
      text: "Die Brücke wird ab heute Mittag gesperrt. Wir bitten um Verständnis.",
    },
  ],
  [
    "de",
    "„Das ist ein schwerer Fehler, der unsere Stadt isoliert“, twitterte der Abgeordnete Jan Vellmer am Donnerstag.",
    { name: "Jan Vellmer" },
  ],
  [
    "de",
    "Auf Twitter schrieb Jan Vellmer am Montag: „Wir haben lange genug gewartet, jetzt wird gebaut.“",
    { name: "Jan Vellmer" },
  ],
  [
    "de",
    "„Wir haben lange genug gewartet“, schrieb die SPD-Politikerin Anna Kressin auf Mastodon. „Jetzt wird endlich gebaut.“",
    { name: "Anna Kressin" },
  ],
  [
    "de",
    "Der Minister sagte im Bundestag: „Wir werden die Brücke nicht sperren, das verspreche ich.“",
    null,
  ],
  [
    "de",
    "In einem Tweet vom 9. März teilte die Hafenbehörde Saltmere mit: „Der Verkehr ruht bis auf Weiteres.“",
    null,
  ],
  [
    "de",
    "Jan Vellmer twitterte: «Das ist ein schwerer Fehler, der die Stadt isoliert.»",
    { name: "Jan Vellmer" },
  ],
  ["de", "Vellmer legte auf X nach: »Das ist ein schwerer Fehler, der die Stadt isoliert.«", null],
  [
    "de",
    "„Ein schwarzer Tag für die Stadt Saltmere“, so Kai von der Heide auf Bluesky.",
    { name: "Kai von der Heide" },
  ],
  [
    "fr",
    "« Nous n'accepterons aucun mensonge », a écrit @odile_brandvik sur Twitter le 6 février 2023.",
    { handle: "odile_brandvik", date: "6 février 2023" },
  ],
  [
    "fr",
    "Dans un tweet, le ministre Paul Arnac a déclaré : « La décision est prise, et elle est définitive. »",
    { name: "Paul Arnac" },
  ],
  [
    "fr",
    "« La décision est prise et elle est définitive », tweete Paul Arnac ce lundi.",
    { name: "Paul Arnac" },
  ],
  [
    "fr",
    "« La décision est prise et elle est définitive », a tweeté Jean-Luc de La Roche (@jldlr) le 3 mai.",
    { name: "Jean-Luc de La Roche", handle: "jldlr", date: "3 mai" },
  ],
  [
    "fr",
    "Sur X, la maire de Saltmere, Odile Brandvik, a réagi : « Quatre heures de débat pour rien du tout. »",
    { name: "Odile Brandvik" },
  ],
  [
    "fr",
    "« Quatre heures de débat pour rien », s'est indignée Odile Brandvik sur Facebook.",
    { name: "Odile Brandvik" },
  ],
  [
    "fr",
    "L'internaute @pont_libre s'emporte sur X : \"Encore un péage, encore un mensonge !\"",
    { handle: "pont_libre" },
  ],
  [
    "fr",
    "« Rien n'est encore décidé à ce stade », a déclaré le porte-parole Luc Ferrand à la presse.",
    null,
  ],
  [
    "fr",
    "« Rien n'est encore décidé à ce stade », a posté Luc Ferrand sur son compte Twitter, mercredi 8 mars 2023.",
    { name: "Luc Ferrand", date: "8 mars 2023" },
  ],
  [
    "es",
    '"No vamos a permitir que cierren el puerto", escribió Lucía Ferrán (@luciaferran) en su cuenta de X el 3 de mayo de 2023.',
    { name: "Lucía Ferrán", handle: "luciaferran", date: "3 de mayo de 2023" },
  ],
  [
    "es",
    "Según publicó en Twitter la alcaldesa Marta Ruidera: «El puente se queda público, pase lo que pase».",
    { name: "Marta Ruidera" },
  ],
  [
    "es",
    "La alcaldesa Marta Ruidera tuiteó: “El puente se queda público, pase lo que pase”.",
    { name: "Marta Ruidera" },
  ],
  [
    "es",
    '"El puente se queda público, pase lo que pase", señaló la alcaldesa en su cuenta de Twitter @martaruidera.',
    { handle: "martaruidera" },
  ],
  [
    "es",
    "“El puente se queda público”, afirmó Juan de la Cruz Pérez a través de su cuenta de Twitter.",
    { name: "Juan de la Cruz Pérez" },
  ],
  ["es", '"El puente se queda público", dijo Marta Ruidera en rueda de prensa el lunes.', null],
  [
    "es",
    "En un tuit, el presidente Ramón Ibarra aseguró que «nadie va a tocar el puente mientras yo gobierne».",
    { name: "Ramón Ibarra" },
  ],
  [
    "es",
    '"Nadie va a tocar el puente", publicó este martes el presidente Ramón Ibarra en la red social X.',
    { name: "Ramón Ibarra" },
  ],
  [
    "pt",
    "“A ponte continua pública, custe o que custar”, escreveu o deputado Rui Salgado (@ruisalgado) no Twitter, em 5 de maio de 2023.",
    { name: "Rui Salgado", handle: "ruisalgado", date: "5 de maio de 2023" },
  ],
  [
    "pt",
    "Em sua conta no X, a prefeita Ana Paula dos Santos afirmou: “A ponte continua pública.”",
    { name: "Ana Paula dos Santos" },
  ],
  [
    "pt",
    '"A ponte continua pública, custe o que custar", tuitou Rui Salgado nesta segunda-feira (8).',
    { name: "Rui Salgado" },
  ],
  [
    "pt",
    '"A ponte continua pública, custe o que custar", disse Rui Salgado em entrevista à rádio.',
    null,
  ],
  [
    "pt",
    "No Twitter, Rui Salgado publicou: «A ponte continua pública, custe o que custar».",
    { name: "Rui Salgado" },
  ],
  ["pt", '"A ponte continua pública", escreveu a ministra numa publicação no Facebook.', null],
  [
    "ar",
    "وكتب الوزير سامي الحداد على تويتر: «لن نقبل بإغلاق الجسر مهما كانت الظروف».",
    { name: "سامي الحداد" },
  ],
  [
    "ar",
    'وقال سامي الحداد في تغريدة على حسابه: "لن نقبل بإغلاق الجسر مهما كانت الظروف".',
    { name: "سامي الحداد" },
  ],
  [
    "ar",
    'وغرد سامي الحداد (@samihaddad) قائلا: "لن نقبل بإغلاق الجسر مهما كانت الظروف".',
    { name: "سامي الحداد", handle: "samihaddad" },
  ],
  [
    "ar",
    "«لن نقبل بإغلاق الجسر مهما كانت الظروف»، كتبت ليلى منصور عبر منصة إكس في 6 فبراير 2023.",
    { name: "ليلى منصور", date: "6 فبراير 2023" },
  ],
  ["ar", 'قال سامي الحداد في مؤتمر صحفي: "لن نقبل بإغلاق الجسر مهما كانت الظروف".', null],
  [
    "ar",
    'ونشرت ليلى منصور على فيسبوك: "لن نقبل بإغلاق الجسر مهما كانت الظروف".',
    { name: "ليلى منصور" },
  ],
  [
    "ar",
    "وعلق الناشط كريم بدر عبر حسابه على تويتر بالقول: «هذا القرار لا يخدم أحدا في المدينة».",
    { name: "كريم بدر" },
  ],
  [
    "en",
    '"The bridge closes at noon today," wrote Mira Oskolund (@mira_oskolund) on X on March 9, 2023.',
    { name: "Mira Oskolund", handle: "mira_oskolund", date: "March 9, 2023" },
  ],
  [
    "en",
    "On March 9, Mayor Mira Oskolund posted on X: “The bridge closes at noon today. Please take the ferry.”",
    { name: "Mira Oskolund", date: "March 9" },
  ],
  [
    "en",
    "Mira Oskolund, the mayor of Saltmere, tweeted on Thursday: “The bridge closes at noon today.”",
    { name: "Mira Oskolund" },
  ],
  [
    "en",
    "In a tweet, Mira Oskolund said “the bridge closes at noon today”.",
    { name: "Mira Oskolund" },
  ],
  ["en", "“The bridge closes at noon today,” @mira_oskolund tweeted.", { handle: "mira_oskolund" }],
  [
    "en",
    "Twitter user @mira_oskolund replied: ‘The bridge closes at noon today, so what?’",
    { handle: "mira_oskolund" },
  ],
  [
    "en",
    "“The bridge closes at noon today,” Oskolund said in a post on Threads.",
    { name: "Oskolund" },
  ],
  [
    "en",
    "“The bridge closes at noon today,” said Mira Oskolund in an interview with the Post.",
    null,
  ],
  [
    "en",
    "“The bridge closes at noon today,” Mira Oskolund told reporters. She later tweeted a picture of it.",
    null,
  ],
  [
    "en",
    "Dr. Kai van der Heide (@kvdh) took to Twitter to complain: “Four hours of debate and no decision at all.”",
    { name: "Kai van der Heide", handle: "kvdh" },
  ],
  [
    "en",
    "“Four hours of debate and no decision at all,” the Saltmere Harbour Authority said on its Facebook page.",
    { name: "Saltmere Harbour Authority" },
  ],
  [
    "en",
    "Writing on Bluesky, the novelist Ines O'Dell said: “Four hours of debate and no decision at all.”",
    { name: "Ines O'Dell" },
  ],
  [
    "en",
    "“Four hours of debate,” O’Dell posted, “and no decision at all, as ever.”",
    { name: "O’Dell" },
  ],
  ["en", "“Four hours of debate and no decision at all,” one user wrote on Twitter.", null],
  [
    "en",
    "The former president's tweet of 9 March 2023 read: “Four hours of debate and no decision at all.”",
    null,
  ],
  [
    "en",
    "“Four hours of debate and no decision at all.” — Ines O'Dell, via Twitter, 9 March 2023",
    { name: "Ines O'Dell", date: "9 March 2023" },
  ],
  [
    "en",
    "Oskolund’s account, @mira_oskolund, posted: “Four hours of debate and no decision at all.”",
    { handle: "mira_oskolund" },
  ],
  [
    "en",
    "In a since-deleted tweet, council member Jan Vellmer called the plan “a disgrace to this town and its people.”",
    { name: "Jan Vellmer", text: "a disgrace to this town and its people." },
  ],
  [
    "en",
    '"Four hours of debate and no decision at all," Vellmer, who is 43, wrote on X, formerly Twitter, on Tuesday evening.',
    { name: "Vellmer" },
  ],
  [
    "en",
    '"I am stepping down," Jan Vellmer announced via Instagram on 3 May 2021. "It has been an honour."',
    { name: "Jan Vellmer", date: "3 May 2021" },
  ],
  [
    "en",
    "On his Truth Social account, Jan Vellmer wrote: “Four hours of debate and no decision at all.”",
    null,
  ],
  ["en", "Reporters on X asked the mayor what she meant by “no decision at all today”.", null],
  [
    "en",
    "“The bridge is closed,” reads the tweet from Mira Oskolund (@mira_oskolund).",
    { name: "Mira Oskolund", handle: "mira_oskolund" },
  ],
  [
    "en",
    "Responding to @janvellmer, Mira Oskolund tweeted: “Read the report before you talk about it.”",
    { name: "Mira Oskolund", handle: null },
  ],
  [
    "en",
    "Mira Oskolund quoted Jan Vellmer’s tweet, which said: “The toll is a tax on the poor.”",
    { name: "Jan Vellmer" },
  ],
  [
    "fr",
    "« Quatre heures de débat pour rien du tout », a réagi sur X (ex-Twitter) la députée écologiste Odile Brandvik.",
    { name: "Odile Brandvik" },
  ],
  ["fr", "« Le pont restera public », promet-elle sur X.", null],
  [
    "fr",
    "Interrogée sur Twitter, Odile Brandvik (@odile_b) a répondu « le pont restera public, point final ».",
    { name: "Odile Brandvik", handle: "odile_b" },
  ],
  [
    "fr",
    "Le 6 février 2023, Odile Brandvik publiait sur Facebook ce message : « Le pont restera public, point final. »",
    { name: "Odile Brandvik", date: "6 février 2023" },
  ],
  ["de", "„Die Brücke bleibt öffentlich“, schreibt Oskolund bei X.", null],
  [
    "de",
    "Die Grünen-Abgeordnete Mira Oskolund kommentierte auf Bluesky: „Die Brücke bleibt öffentlich, Punkt.“",
    { name: "Mira Oskolund" },
  ],
  [
    "de",
    "„Die Brücke bleibt öffentlich“, heißt es in einem Post von Mira Oskolund auf X vom 3. Mai 2023.",
    { name: "Mira Oskolund", date: "3. Mai 2023" },
  ],
  [
    "es",
    "“El puente se queda público”, se lee en el tuit de Marta Ruidera.",
    { name: "Marta Ruidera" },
  ],
  [
    "es",
    "Marta Ruidera (@mruidera), alcaldesa de Saltmere, escribió este jueves en X: “El puente se queda público, y punto”.",
    { name: "Marta Ruidera", handle: "mruidera" },
  ],
  [
    "pt",
    "“A ponte continua pública, e ponto”, escreveu Rui Salgado em seu perfil no Instagram.",
    { name: "Rui Salgado" },
  ],
  [
    "pt",
    "O deputado Rui Salgado (@ruisalgado) reagiu nas redes sociais: “A ponte continua pública, e ponto final.”",
    { name: "Rui Salgado", handle: "ruisalgado" },
  ],
  [
    "ar",
    'وأضافت ليلى منصور في منشور على منصة "إكس": "لن نقبل بإغلاق الجسر مهما كانت الظروف".',
    { name: "ليلى منصور" },
  ],
];

describe("a sentence alone on a page", () => {
  it.each(SENTENCES)("(%s) %s", (lang, sentence, said) => {
    const html = `<!doctype html><html lang="${lang}"><body><article><p>${sentence}</p></article></body></html>`;
    const { quotes } = extractArticle({ html });
    if (said === null) {
      expect(quotes).toEqual([]);
      return;
    }
    const { name, handle, ...rest } = said;
    const author = { ...(name && { name }), ...(handle && { handle }) };
    expect(quotes[0]).toMatchObject({ author, ...rest });
    if (handle === null) expect(quotes[0]?.author).not.toHaveProperty("handle");
  });
});
