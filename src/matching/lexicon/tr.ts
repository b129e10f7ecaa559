import type { Lexicon } from "./lexicon.js";

/** Turkish. */
export const turkish: Lexicon = {
  lang: "tr",
  articles: "bir",
  functionWords:
    "ve bir bu şu o da de ki ile için gibi daha çok en ne var yok mi mı mu mü ben sen biz siz onlar değil olan olarak",
  negations: "değil yok hiç hiçbir asla ne olmaz olmayan değildir kimse imkansız",
  conditions: "eğer ancak sadece yalnızca",
  stances: "iddia yalan sahte sözde umarım sanırım dedi diyor belki neredeyse",
  contrasts: "ama fakat ancak",
  questions: "mi mı mu mü miyim mıyım misin mısın miyiz mıyız midir mıdır",
  modals: "gerek gerekir lazım mümkün olabilir zorunda",
  quantifiers: "her bütün tüm bazı çok az daha hep hepsi çoğu",
  pronouns:
    "ben beni bana sen seni sana o onu ona biz bizi siz sizi onlar onları benim senin bizim sizin",
  limits: "daha az yarısı bazı çoğu neredeyse sadece yalnızca kısmı azınlık çoğunluk",
  attributions:
    "göre, iddiaya göre, güya, sözde, dedi, diyor, diyorlar, söyledi, söylüyor, açıkladı, iddia, iddiası, yazıyor",
  hedges:
    "eskiden, bir zamanlar, önceden, sözde, güya, teoride, sanki, neredeyse, az kalsın, istedi, umuyordu, çalıştı, olsaydı",
  retractions: "şaka, yalanlandı, hiciv, ironi, parodi, yalan, asılsız, uydurma",
  numbers: "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
  accentsMatter: "ol öl|on ön|as aş|kar kâr|oldu öldü|sik sık şık|kacak kaçak|acı açı",
};
