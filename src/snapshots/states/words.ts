import { headingsOf, NOTICE_LEXICON } from "./notice-lexicon.js";

/**
 * Words of notices, by reason. Structure decides where it can; these tell apart what the same
 * structure holds, and read notices kept without their structure. A page in another language is
 * then merely not understood.
 */

/** Of posts: the app's notice in their place. Stems, lower case. */
export const NOTICE_WORDS = {
  suspended: words(
    "suspended account|compte suspendu|cuenta suspendida|conta suspensa|gesperrten account|gesperrten konto|account sospeso|opgeschort|geschorst|zawieszon|заблокирован|приостановлен|凍結|정지된|冻结|askıya alın|موقوف|معلق|مسدود",
  ),
  protected: words(
    "limits who can view|limite qui peut|limita quién puede|limita quem pode|eingeschränkt, wer|limita chi può|beperkt wie|ограничил|制限しているため|제한|限制了|kimlerin görebileceğini|protected|protégé|protegid|geschützt|非公開",
  ),
  withheld: words(
    "withheld|retenu|retenid|retido|zurückgehalten|trattenuto|achtergehouden|скрыт|表示を制限|보류|vendu inaccessible|legal demand|local law",
  ),
  deleted: words(
    "deleted by|was deleted|no longer exists|supprimé|n’existe plus|n'existe plus|eliminad|ya no existe|excluíd|apagad|não existe mais|gelöscht|existiert nicht mehr|eliminato|non esiste più|verwijderd|bestaat niet meer|usunięt|już nie istnieje|удален|удалён|больше не существует|削除され|存在しない|存在しません|삭제|删除|刪除|不存在|silindi|artık yok|تم حذف|لم يعد موجود",
  ),
} as const;

/** Of whole pages. */
export const GONE_WORDS = {
  suspended: [
    ...words(
      "account suspended|account has been suspended|suspends accounts|compte suspendu|cuenta suspendida|cuenta ha sido suspendida|conta suspensa|account gesperrt|konto gesperrt|account sospeso|account opgeschort|account geschorst|konto zawieszone|аккаунт заблокирован|учетная запись заблокирована|アカウントは凍結|凍結されています|계정이 정지|帐号已被冻结|帳號已被停用|hesap askıya alındı|الحساب موقوف|تم تعليق الحساب",
    ),
    ...headingsOf("suspended"),
  ],
  protected: [
    ...words(
      "tweets are protected|posts are protected|account is private|tweets sont protégés|posts sont protégés|tweets están protegidos|posts están protegidos|tweets estão protegidos|posts estão protegidos|tweets sind geschützt|posts sind geschützt|tweet sono protetti|post sono protetti|tweets zijn beschermd|tweety są chronione|твиты защищены|посты защищены|ツイートは非公開|ポストは非公開|트윗은 비공개|tweetleri korumalı|gönderileri korumalı|التغريدات محمية|تغريداته محمية",
    ),
    ...headingsOf("protected"),
  ],
  withheld: [
    ...words("has been withheld|withheld in|retenu dans|retenido en|retida em|zurückgehalten"),
    ...headingsOf("withheld"),
  ],
  deleted: [
    ...words(
      "page doesn’t exist|page doesn't exist|page does not exist|page n’existe pas|page n'existe pas|página no existe|página não existe|seite existiert nicht|seite gibt es nicht|pagina non esiste|pagina bestaat niet|strona nie istnieje|страница не существует|такой страницы нет|ページは存在しません|ページは見つかりません|페이지가 없습니다|존재하지 않습니다|页面不存在|頁面不存在|sayfa mevcut değil|böyle bir sayfa yok|الصفحة غير موجودة|هذه الصفحة غير|this tweet has been deleted|this post has been deleted|this tweet is no longer available|this post is no longer available|no status found with that id",
    ),
    ...headingsOf("deleted"),
  ],
} as const;

export const WALL_WORDS = {
  "error-page": words(
    "something went wrong|une erreur est survenue|algo salió mal|algo saiu mal|algo deu errado|etwas ist schiefgelaufen|si è verificato un errore|er is iets fout|coś poszło nie tak|что-то пошло не так|問題が発生しました|문제가 발생|出错了|發生錯誤|bir şeyler ters gitti|bir sorun oluştu|حدث خطأ ما|rate limit exceeded|too many requests|over capacity|technically wrong|temporarily unavailable|access denied|browser is no longer supported|service unavailable|bad gateway|gateway time",
  ),
  "login-wall": words(
    "log in to twitter|log in to x|sign in to x|sign in to twitter|log in to continue|happening now|connectez-vous à|inicia sesión en|iniciar sesión en|entrar no twitter|entrar no x|bei twitter anmelden|bei x anmelden|melde dich bei|accedi a|inloggen bij|zaloguj się|войти в твиттер|войдите в|にログイン|로그인|登录|登入|giriş yap|تسجيل الدخول",
  ),
  "consent-page": words(
    "before you continue|avant d’accéder|avant de continuer|antes de continuar|bevor sie fortfahren|prima di continuare|voordat je verdergaat",
  ),
  shell: words(
    "javascript is not available|javascript is disabled|enable javascript|javascript n’est pas disponible|activer javascript|javascript no está disponible|habilita javascript|javascript ist nicht verfügbar|aktiviere javascript|javascript non è disponibile|javascript não está disponível|javascriptを使用できません|javascript를 사용할 수 없|javascript is niet beschikbaar|javascript недоступен",
  ),
} as const;

/** The reason that a notice gives; null where its words are not known. */
export function reasonOf(notice: string): keyof typeof NOTICE_WORDS | null {
  const kinds = Object.keys(NOTICE_WORDS) as (keyof typeof NOTICE_WORDS)[];
  const known = kinds.find((kind) => matches(NOTICE_WORDS[kind], notice));
  if (known !== undefined) return known;
  const stems = [...NOTICE_LEXICON.values()].map((language) => language.stems);
  if (stems.some(({ suspended }) => matches(suspended, notice))) return "suspended";
  return stems.some(({ deleted }) => matches(deleted, notice)) ? "deleted" : null;
}

/** What may stand round a notice in its line: "Sorry, that …", "Lo sentimos, esa …". */
const LETTERS_AROUND = 16;

/** Whether a line is one of these notices and nothing more. */
export function isNotice(list: readonly string[], line: string): boolean {
  const lower = line.toLowerCase();
  return list.some((word) => {
    const at = lower.indexOf(word);
    if (at === -1) return false;
    const around = lower.slice(0, at) + lower.slice(at + word.length);
    return around.replace(/\P{L}/gu, "").length <= LETTERS_AROUND;
  });
}

function words(list: string): readonly string[] {
  return list.split("|");
}

/** Whether a text holds one of the words, capitals and apostrophes aside. */
export function matches(list: readonly string[], text: string): boolean {
  const lower = text.toLowerCase();
  return list.some((word) => lower.includes(word));
}
