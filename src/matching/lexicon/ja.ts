import type { Lexicon } from "./lexicon.js";

/** Japanese. */
export const japanese: Lexicon = {
  lang: "ja",
  articles: "",
  functionWords: "の は が を に で と も へ や か",
  negations: "ない なかっ ません ぬ ず 無 不 非 未 なく まい 嘘 禁",
  conditions: "もし ならば れば なら 限り だけ しか",
  stances: "という らしい かも だろう そうだ 思う と言",
  contrasts: "しかし だが けど",
  questions: "か",
  unspaced: true,
  harmless:
    "少ない 危ない 必ず まず いずれ はず ずっと わずか 非常 非常に 未来 無料 無事 ない間 なくなっ 禁煙",
  modals: "べき なければ かもしれ できる はず",
  quantifiers: "すべて 全て 全部 いくつか 多く 少し もっと いつも",
  pronouns: "私 僕 俺 あなた 彼 彼女 私たち 彼ら",
  limits: "未満 半分 一部 少数 大半 多く ほぼ だけ わずか",
  attributions:
    "によると, によれば, だそう, と言, と述べ, と語, と主張, らしい, という, とのこと, とされ, と発表, と報",
  hedges:
    "かつて, 以前は, 昔は, 元は, いわゆる, つもりだった, はずだった, ところだった, かのよう, 理論上, しようとし, 予定だった",
  retractions: "冗談, うそ, 嘘, 風刺, 皮肉, デマ, パロディ, なんてね, エイプリルフール",
  numbers: "零 一 二 三 四 五 六 七 八 九 十",
};
