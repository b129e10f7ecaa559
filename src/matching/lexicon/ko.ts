import type { Lexicon } from "./lexicon.js";

/** Korean. */
export const korean: Lexicon = {
  lang: "ko",
  articles: "",
  functionWords: "그 이 저 것 수 등 및 더",
  negations: "안 못 아니다 아니 없다 없는 없이 않는 않다 않았다 않을 말라 마라",
  conditions: "만약 만일 오직 단지",
  stances: "거짓 아마 주장",
  contrasts: "하지만 그러나",
  modals: "해야 한다 수 있다 아마 것이다",
  quantifiers: "모든 모두 각 일부 많은 적은 더 덜 항상",
  pronouns: "나 우리 너 당신 그 그녀 그들 저희",
  limits: "절반 일부 대부분 거의 겨우 미만 소수 다수 뿐",
  attributions:
    "에 따르면, 따르면, 라고, 말했다, 말한다, 주장했다, 주장한다, 발표했다, 전해졌다, 소문, 듣기로",
  hedges:
    "예전에, 과거에, 한때, 이른바, 소위, 이론적으로, 마치, 하려고, 하려 했다, 뻔했다, 했었다, 할 뻔",
  retractions: "농담, 장난, 풍자, 패러디, 가짜, 거짓말, 사실무근, 오보",
};
