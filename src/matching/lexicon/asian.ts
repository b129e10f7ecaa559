import type { Lexicon } from "./lexicon.js";

export const arabic: Lexicon = {
  lang: "ar",
  articles: "",
  functionWords:
    "من في على إلى عن مع هذا هذه ذلك التي الذي الذين ما لا لم لن أن إن كان كانت هو هي هم نحن أنا كل بعد قبل بين قد و أو ثم حتى يا",
  negations:
    "لا لم لن ليس ليست ليسوا لست غير بدون دون بلا ولا ولم ولن فلا ما وما كلا أبدا مستحيل لما",
  conditions: "إذا لو إن إلا سوى فقط لولا",
  stances:
    "أشك ينفي تنفي نفى كذب كاذب كاذبة مزعوم مزعومة يزعم أتمنى أظن أعتقد قال قالت يقول ربما تقريبا",
  contrasts: "لكن ولكن بينما",
};

export const persian: Lexicon = {
  lang: "fa",
  articles: "",
  functionWords: "و در به از که این آن را با است برای تا هم یا ما من او شما آنها یک بر نیز خود",
  negations: "نه نیست نیستند هیچ هرگز بدون نمی نبود نباید نشد نکرد ندارد غیر",
  conditions: "اگر مگر فقط جز",
  stances: "دروغ ادعا شاید امیدوارم گفت تقریبا",
  contrasts: "اما ولی",
};

export const hebrew: Lexicon = {
  lang: "he",
  articles: "",
  functionWords: "של את על עם הוא היא הם אני אתה אנחנו זה זאת אלה כל גם כי אם או אבל לא מה יש",
  negations: "לא אין אינו אינה אינם בלי ללא אף מעולם לעולם שום אל",
  conditions: "אם אלא רק",
  stances: "שקר מכחיש טוען אולי מקווה חושב אמר כמעט",
  contrasts: "אבל אך",
};

export const hindi: Lexicon = {
  lang: "hi",
  articles: "",
  functionWords: "का के की में से को है हैं था थे और या पर ने यह वह ये वे हम मैं आप तो भी ही कि जो एक लिए",
  negations: "नहीं नही न ना मत बिना कभी कोई असंभव",
  conditions: "अगर यदि सिवाय सिर्फ केवल",
  stances: "झूठ शायद कथित दावा कहा लगभग",
  contrasts: "लेकिन मगर परंतु",
};

export const nepali: Lexicon = {
  lang: "ne",
  articles: "",
  functionWords:
    "को का की मा ले लाई बाट र छ छन् हो भएको पनि यो त्यो हामी म तपाईं उनी एक लागि तथा गर्न गरेको",
  negations:
    "न नै होइन छैन छैनन् हुँदैन हुदैन नहुने बिना विना कहिल्यै कोही केही नहोस् नगर्ने नभएको भएन गरेन गर्दैन सक्दैन",
  conditions: "यदि भने बाहेक मात्र",
  stances: "झूठ झुट सायद कथित दाबी भन्यो लगभग",
  contrasts: "तर",
};

export const chinese: Lexicon = {
  lang: "zh",
  articles: "",
  functionWords: "的 了 是 在 和 也 就 都 而 与 於 于 我 你 他 她 它 们 們",
  negations: "不 没 沒 无 無 非 未 别 別 勿 莫 毋 休 拒 否 禁",
  conditions: "如果 若 假如 除非 除了 只有 僅 仅 倘",
  stances: "谣 謠 假 謊 谎 据称 據稱 声称 聲稱 希望 认为 認為 可能 也许 也許 几乎",
  contrasts: "但 然而 可是",
  unspaced: true,
};

export const japanese: Lexicon = {
  lang: "ja",
  articles: "",
  functionWords: "の は が を に で と も へ や か",
  negations: "ない なかっ ません ぬ ず 無 不 非 未 なく まい 嘘 禁",
  conditions: "もし ならば れば なら 限り だけ しか",
  stances: "という らしい かも だろう そうだ 思う と言",
  contrasts: "しかし だが けど",
  unspaced: true,
};

export const thai: Lexicon = {
  lang: "th",
  articles: "",
  functionWords: "ที่ และ ของ ใน เป็น มี ได้ ให้",
  negations: "ไม่ มิ อย่า ไร้ ห้าม เปล่า",
  conditions: "ถ้า หาก เว้น เฉพาะ",
  stances: "อาจ หวัง เท็จ อ้าง",
  unspaced: true,
};

export const korean: Lexicon = {
  lang: "ko",
  articles: "",
  functionWords: "그 이 저 것 수 등 및 더",
  negations: "안 못 아니다 아니 없다 없는 없이 않는 않다 않았다 않을 말라 마라",
  conditions: "만약 만일 오직 단지",
  stances: "거짓 아마 주장",
  contrasts: "하지만 그러나",
};

export const indonesian: Lexicon = {
  lang: "id",
  articles: "",
  functionWords:
    "yang dan di ke dari untuk dengan ini itu adalah pada tidak akan kita kami mereka saya dia juga atau oleh sudah",
  negations: "tidak bukan tak jangan belum tanpa tiada mustahil",
  conditions: "jika kalau kecuali hanya",
  stances: "bohong palsu diduga semoga mungkin hampir katanya",
  contrasts: "tetapi tapi namun",
};

export const swahili: Lexicon = {
  lang: "sw",
  articles: "",
  functionWords: "na ya wa kwa ni katika la za kama hii huyo hiyo yake wetu pia",
  negations: "si sio hapana hakuna bila kamwe hata siyo wala",
  conditions: "ikiwa isipokuwa tu kama",
  stances: "uongo labda natumaini",
  contrasts: "lakini",
};
