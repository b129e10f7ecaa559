import type { Lexicon } from "./lexicon.js";

export const russian: Lexicon = {
  lang: "ru",
  articles: "",
  functionWords:
    "и в во на с со к по из за от до для о об у не что как это этот эта эти он она они мы вы я ты его её их наш ваш мой но а или же бы был была были есть уже так то",
  negations:
    "не ни нет никогда никто ничего ничто нигде без нельзя никакой никаких невозможно вряд едва",
  conditions: "если кроме только разве пока",
  stances:
    "сомневаюсь отрицает ложь ложный фейк якобы надеюсь думаю считает говорит говорят возможно почти будто",
  prepositions: "в во на с со к по из за от до для о об у без против между через",
  conjunctions: "и а но или",
  contrasts: "но а однако хотя",
  numbers: "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
};

export const ukrainian: Lexicon = {
  lang: "uk",
  articles: "",
  functionWords:
    "і й та в у на з зі до по із за від для про не що як це цей ця ці він вона вони ми ви я ти його її їх наш ваш мій але або ж був була були є вже так то",
  negations: "не ні немає ніколи ніхто нічого ніде без неможливо жодного жоден навряд",
  conditions: "якщо крім лише тільки хіба поки",
  stances:
    "сумніваюся заперечує брехня фейк нібито сподіваюся думаю вважає каже кажуть можливо майже",
  contrasts: "але однак хоча",
};

export const polish: Lexicon = {
  lang: "pl",
  articles: "",
  functionWords:
    "i w we na z ze do po od za dla o u nie że jak to ten ta te on ona oni my wy ja ty jego jej ich nasz wasz ale lub czy był była były jest są już tak się",
  negations: "nie ani nigdy nikt nic nigdzie bez niemożliwe żaden żadna żadne brak",
  conditions: "jeśli jeżeli oprócz tylko chyba dopóki",
  stances: "wątpię zaprzecza fałsz kłamstwo rzekomo mam myślę uważa mówi mówią może prawie podobno",
  contrasts: "ale jednak choć",
};

export const turkish: Lexicon = {
  lang: "tr",
  articles: "bir",
  functionWords:
    "ve bir bu şu o da de ki ile için gibi daha çok en ne var yok mi mı mu mü ben sen biz siz onlar değil olan olarak",
  negations: "değil yok hiç hiçbir asla ne olmaz olmayan değildir kimse imkansız",
  conditions: "eğer ancak sadece yalnızca",
  stances: "iddia yalan sahte sözde umarım sanırım dedi diyor belki neredeyse",
  contrasts: "ama fakat ancak",
};
