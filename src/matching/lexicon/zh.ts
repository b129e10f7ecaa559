import type { Lexicon } from "./lexicon.js";

/** Chinese. */
export const chinese: Lexicon = {
  lang: "zh",
  articles: "",
  functionWords: "的 了 是 在 和 也 就 都 而 与 於 于 我 你 他 她 它 们 們",
  negations: "不 没 沒 无 無 非 未 别 別 勿 莫 毋 休 拒 否 禁",
  conditions: "如果 若 假如 除非 除了 只有 僅 仅 倘",
  stances:
    "谣 謠 假 謊 谎 据称 據稱 声称 聲稱 希望 认为 認為 可能 也许 也許 几乎 想象 想像 假设 假設",
  contrasts: "但 然而 可是",
  unspaced: true,
  modals: "必须 必須 应该 應該 可以 可能 能 会 會 要",
  quantifiers: "所有 全部 每 一些 许多 許多 很少 更多 更少 总是 總是",
  pronouns: "我 你 他 她 它 我们 我們 你们 你們 他们 他們",
  limits: "不到 一半 部分 少数 少數 大多数 大多數 几乎 幾乎 仅 僅 只有 有些 有的 某些",
  attributions:
    "据说, 據說, 有人说, 有人說, 听说, 聽說, 传闻, 傳聞, 据报, 據報, 他说, 她说, 他們說, 他们说, 表示, 声称, 聲稱, 宣称, 宣稱, 据称, 據稱, 所谓, 所謂, 根据, 根據, 指出, 网传, 網傳",
  retractions: "开玩笑, 開玩笑, 玩笑, 辟谣, 闢謠, 谣言, 謠言, 讽刺, 諷刺, 假的, 骗你的, 騙你的",
  numbers: "零 一 二 三 四 五 六 七 八 九 十",
};
