import type { Lexicon } from "./lexicon.js";

/** Indonesian. */
export const indonesian: Lexicon = {
  lang: "id",
  articles: "",
  functionWords:
    "yang dan di ke dari untuk dengan ini itu adalah pada tidak akan kita kami mereka saya dia juga atau oleh sudah",
  negations: "tidak bukan tak jangan belum tanpa tiada mustahil",
  conditions: "jika kalau kecuali hanya",
  stances: "bohong palsu diduga semoga mungkin hampir katanya bayangkan rumor isu",
  contrasts: "tetapi tapi namun",
  questions: "apakah",
  modals: "harus wajib bisa dapat boleh mungkin akan perlu mau",
  quantifiers: "semua seluruh setiap beberapa banyak sedikit lebih kurang selalu sering",
  pronouns: "saya aku kami kita kamu anda dia ia mereka",
  limits:
    "kurang setengah separuh sebagian beberapa kebanyakan hampir hanya cuma sepertiga seperempat minoritas mayoritas",
  attributions:
    "menurut, katanya, kata, konon, berkata, mengatakan, mengklaim, klaim, dikabarkan, kabarnya, disebut, diduga, sumber",
  hedges:
    "dulu, dahulu, pernah, tadinya, semula, dalam teori, seolah, seolah-olah, mencoba, ingin, berharap, hampir, yang disebut",
  retractions: "bercanda, canda, hoaks, hoax, satire, sindiran, parodi, bohong",
  numbers: "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
};
