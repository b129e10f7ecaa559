import { type Language, words } from "./language.js";

/** Tokens are compared without vowel signs and without a leading "and" (و، ف). */
export const arabic: Language = {
  code: "ar",
  function: words("في من على إلى أن عن التي الذي مع هذا هذه ما لا كان بعد قبل بين كما"),
  firstPerson: words("أنا إنني إني لي نحن إننا لنا عندي أشعر أدعو أحث أدين"),
  reports: words(
    "كتب كتبت قال قالت يقول تقول أعلن أعلنت صرح صرحت أضاف أضافت علق علقت حذر حذرت دعا دعت أدان أدانت " +
      "قائلا قائلة ندد نددت أكد أكدت أوضح أوضحت رد ردت انتقد انتقدت أعرب أعربت نشر نشرت ذكر ذكرت شكر شكرت طالب طالبت",
  ),
  posts: words("غرد غردت تغرد يغرد"),
  on: words("على في عبر"),
  post: words("تغريدة تغريدات تغريدته تغريدتها منشور منشوره منشورها تدوينة"),
  titles: words(
    "الرئيس الرئيسة رئيس رئيسة الوزير الوزيرة وزير وزيرة الملك الأمير الدكتور الدكتورة السيد السيدة " +
      "الصحفي الصحفية الناشط الناشطة السفير السفيرة المتحدث النائب النائبة الكاتب الكاتبة المتحدثة البرلماني البرلمانية أحدهم",
  ),
  articles: words(""),
  prepositions: words(""),
  openers: words(""),
  between: words(""),
  about: words("عن حول بشأن"),
  subordinators: words("عندما بينما حين لما"),
  elsewhere: words(
    "مقابلة فيديو خطاب خطابه كتاب كتابه رسالة مؤتمر برنامج إذاعة حوار بث تسجيل مكالمة",
  ),
  inscriptions: words("لافتة لافتات ملصق شعار بعنوان"),
  writes: words("كتب كتبت يكتب تكتب"),
  clauses: words("أن إن بأن الذي التي"),
  publishes: words(""),
  credits: words(""),
  account: words("حساب حسابه حسابها صفحته صفحتها صفحة قناته منصة موقع شبكة الرسمي الشخصي"),
  dated: words("يوم مساء صباح"),
  by: words("ل من"),
  networks: ["التواصل الاجتماعي"],
  inverts: true,
  nouns: false,
};
