/** What the app calls one language's notices: stems of its words, and its headings, in lower case. */
export interface NoticeWords {
  /** Stems that say in a notice why a post is not shown. */
  readonly stems: { readonly suspended: readonly string[]; readonly deleted: readonly string[] };
  /** The heading in place of an account's posts; none where the app keeps it in English. */
  readonly headings: Readonly<Record<"suspended" | "protected" | "withheld" | "deleted", string>>;
}

/**
 * A row a language of the interface: code | stems of "suspended" | stems of "deleted" | headings of
 * a suspended, a protected, a withheld and a missing account.
 *
 * Source: the web app's own language files of 2026 (client-web/i18n as published in
 * DzikStar/X-SCRAPER: "Account suspended", "These posts are protected", "Account Withheld", "This
 * account doesn’t exist", "… has been deleted"), and for stems beside theirs the notices seen in
 * captures. In Basque, Galician, Hausa, Igbo, Irish, Urdu and Yoruba the app has part of these in
 * English only: there the stems of "deleted" are the language's own words, not sentences seen.
 */
const TABLE = `
ar | موقوف,تعليق,معلق | تم حذف,محذوف | الحساب موقوف | هذه المنشورات محميّة | الحساب محتجز | هذا الحساب غير موجود
bg | спрян,суспендиран | изтри | профилът е спрян | тези публикации са заключени | профилът е блокиран | този профил не съществува
bn | স্থগিত,সাসপেন্ড | মোছা,মুছে,ডিলিট | অ্যাকাউন্ট স্থগিত করা হয়েছে | এই পোস্টগুলি সংরক্ষিত। | অ্যাকাউন্ট স্থগিত | এই অ্যাকাউন্টের অস্তিত্ব নেই
ca | suspès,suspesa,suspes | suprimi,elimina | compte suspès | aquestes publicacions estan protegides | compte vetat | el compte no existeix
cs | pozastaven | smazán,smaza,odstraněn | účet byl pozastaven | tyto posty jsou chráněné | účet byl stažen z twitteru | tento účet neexistuje
da | suspenderet | slettet,findes ikke længere | konto suspenderet | disse posts er beskyttede | kontoen tilbageholdes | denne konto findes ikke
de | gesperrt | gelöscht,existiert nicht mehr | account gesperrt | diese posts sind geschützt | account zurückgezogen | dieser account existiert nicht
el | αναστολή,ανασταλ,ανασταλμέν | διαγρα,διαγρά,διέγραψε | ανασταλμένος λογαριασμός | αυτές οι αναρτήσεις προστατεύονται | ο λογαριασμός παρακρατήθηκε | αυτός ο λογαριασμός δεν υπάρχει
en | suspended | deleted,no longer exists | account suspended | these posts are protected | account withheld | this account doesn’t exist
es | suspendid | elimin,ya no existe | cuenta suspendida | estos posts están protegidos | cuenta retenida | esta cuenta no existe
eu | ezgaitu,etenda,kanporatu | ezabatu | ezgaitutako kontua |  | kontua ezkutatuta | ez dago horrelako konturik
fa | معلق,تعلیق,مسدود | حذف,پاک شده | حساب معلق شده است | این پست‌ها محافظت شده‌اند | حساب کاربری منع شده است | این حساب کاربری وجود ندارد
fi | jäädytet | poistet,ei ole enää | tili jäädytetty | nämä julkaisut ovat suojattuja | tili rajoitettu | tätä tiliä ei ole olemassa
fil | suspindido,suspendido,sinuspinde | na-delete,dinelete,binura,tinanggal | suspindido ang account | protektado ang mga post na ito | hindi ipinapakita ang account | walang ganitong account
fr | suspendu | supprimé,n’existe plus,n'existe plus | compte suspendu | ces posts sont protégés | compte à accès restreint | ce compte n'existe pas
ga | ar fionraí | scrios | cuntas curtha ar fionraí |  | cuntas coinnithe siar | ní ann don chuntas seo
gl | suspendid,suspensa | eliminad,eliminou,borrad | conta suspendida |  | conta retida | esta conta non existe
gu | સ્થગિત,સસ્પેન્ડ,નિલંબિત | કાઢી,ડિલીટ | સ્થગિત કરાયેલું એકાઉન્ટ | આ પોસ્ટ્સ સુરક્ષિત છે | એકાઉન્ટ અટકાવ્યું | આ એકાઉન્ટ અસ્તિત્વમાં નથી
ha | dakatar | goge | an dakatar da asusu |  | an riƙe asusu | babu wannan asusu
he | מושע,הושע | נמחק,מחק | החשבון מושעה | פוסטים אלו מוגנים | החשבון מעוכב | החשבון הזה אינו קיים
hi | निलंबित,सस्पेंड | मिटा,हटा,डिलीट | खाता निलंबित | ये पोस्ट्स सुरक्षित हैं | खाते पर रोक लगाई गई | यह खाता मौजूद नहीं है
hr | privremeno blokiran,suspendiran,obustavljen | izbrisa | račun je privremeno blokiran | te su objave zaštićene | račun je privremeno onemogućen | taj račun ne postoji
hu | felfüggeszt | töröl | felfüggesztett fiók | ezek a bejegyzések védettek | fiók visszavonva | ez a felhasználói fiók nem létezik
id | ditangguhkan | dihapus,sudah tidak ada | akun ditangguhkan | postingan ini dilindungi | akun ditahan | akun ini tidak ada
ig | akwụsịtụ | ehichap,hichapụ | akwụsịtụrụ akaụntụ a |  | e jidere akaụntụ | akaụntụ a adịghị
it | sospes | eliminat,non esiste più | account sospeso | questi post sono protetti | account oscurato | questo account non esiste
ja | 凍結 | 削除,存在しない,存在しません | アカウントは凍結されています | ポストは非公開です | 表示が制限されているアカウント | このアカウントは存在しません
kn | ಅಮಾನತ | ಅಳಿಸ | ಖಾತೆಯನ್ನು ಅಮಾನತುಗೊಳಿಸಲಾಗಿದೆ | ಈ ಪೋಸ್ಟ್‌ಗಳನ್ನು ಸಂರಕ್ಷಿಸಲಾಗಿದೆ | ಖಾತೆ ತಡೆಹಿಡಿಯಲಾಗಿದೆ | ಈ ಖಾತೆ ಅಸ್ತಿತ್ವದಲ್ಲಿಲ್ಲ
ko | 정지 | 삭제 | 계정이 일시 정지되었습니다 | 이 게시물은 비공개됩니다 | 보류 계정 | 계정이 존재하지 않음
mr | स्थगित,निलंबित,निलंबीत | हटव,हटवि,काढून टाक,डिलीट | खाते स्थगित केले आहे | हे पोस्ट्स संरक्षित आहेत | खाते रोखून ठेण्यात आले आहे | हे खाते अस्तित्वात नाही
ms | digantung | dipadam | akaun digantung | siaran ini dilindungi | akaun ditahan | akaun ini tidak wujud
nb | suspendert | slettet,finnes ikke lenger | kontoen er suspendert | disse innleggene er beskyttet | kontoen er tilbakeholdt | denne kontoen finnes ikke
nl | opgeschort,geschorst | verwijderd,bestaat niet meer | account opgeschort | deze posts zijn afgeschermd | account niet-weergegeven | dit account bestaat niet
pl | zawieszon | usunięt,już nie istnieje | konto zawieszone | te wpisy są chronione | konto wstrzymane | to konto nie istnieje
pt | suspens | excluíd,apagad,eliminad,não existe mais | conta suspensa | esses posts estão protegidos | conta retida | essa conta não existe
ro | suspendat | şters,șters,ștears,şters,nu mai există | cont suspendat | aceste postări sunt protejate | cont retras | acest cont nu există
ru | приостановлен,заблокирован | удален,удалён,больше не существует | действие учетной записи приостановлено | эти посты защищены | доступ к учетной записи закрыт | такой учетной записи нет
sk | pozastaven | odstrán,vymaza | pozastavený účet | tieto príspevky sú chránené | prístup k účtu bol odopretý | tento účet neexistuje
sr | суспендован,обустављен,suspendovan | избриса,обриса | налог је суспендован | ове објаве су заштићене | налог је блокиран | овај налог не постоји
sv | avstängt,avstängd,stängts av | radera,tagits bort | kontot är tillfälligt avstängt | dessa inlägg är skyddade | kontot hålls inne | detta konto finns inte
ta | இடைநீக்க,இடைநிறுத்த,முடக்க | நீக்கப்பட்டுவிட்டது,நீக்கப்பட்டது,நீக்கப்பட்டுள்ளது,நீக்கிவிட்டார் | கணக்கு இடைநீக்கப்பட்டது | இந்த இடுகைகள் பாதுகாக்கப்பட்டுள்ளன | கணக்கு நிறுத்திவைக்கப்பட்டுள்ளது | இந்தக் கணக்கு இல்லை
th | ถูกระงับ | ถูกลบ,ลบโดย | บัญชีถูกระงับการใช้งาน | โพสต์เหล่านี้ถูกป้องกันแล้ว | บัญชีถูกระงับ | ไม่มีบัญชีนี้
tr | askıya alın | silindi,silinmiş,artık yok | hesap askıya alındı | bu gönderiler korumalı | hesap erişime engellendi | böyle bir hesap yok
uk | забанен,призупинен | видален,видалив | профіль забанено | ці пости приватні | профіль заблоковано | такого профілю не існує
ur | معطل | حذف,ڈیلیٹ | اکاؤنٹ معطل کر دیا گیا ہے |  | اکاؤنٹ کی منظوری نہیں دی گئی | یہ اکاؤنٹ موجود نہیں ہے
vi | tạm ngưng,đình chỉ,tạm khóa | đã xóa,bị xóa,đã xoá | tài khoản bị tạm ngưng | các bài đăng này được bảo vệ | tài khoản bị thu hồi | tài khoản này không tồn tại
yo | dá àkántì dúrò | parẹ | ti dá àkántì dúrò fún ìgbà díẹ̀ |  | ti fi àkántì pamọ́ | ákántì yí ò wà
zh | 冻结 | 删除 | 账号已被冻结 | 这些帖子受到保护 | 账号已被阻止 | 此账号不存在
zh-Hant | 停用,凍結 | 刪除,不存在 | 帳戶已停用 | 這些貼文已受保護 | 帳戶已隱蔽 | 此帳戶不存在
`;

function row(line: string): [string, NoticeWords] {
  const cells = line.split("|").map((cell) => cell.trim());
  const [code = "", suspended = "", deleted = ""] = cells;
  const [, , , ofSuspended = "", ofProtected = "", ofWithheld = "", ofMissing = ""] = cells;
  return [
    code,
    {
      stems: { suspended: suspended.split(","), deleted: deleted.split(",") },
      headings: {
        suspended: ofSuspended,
        protected: ofProtected,
        withheld: ofWithheld,
        deleted: ofMissing,
      },
    },
  ];
}

/** By language tag. */
export const NOTICE_LEXICON: ReadonlyMap<string, NoticeWords> = new Map(
  TABLE.trim().split("\n").map(row),
);

/** The headings of one state in every language that has one of its own. */
export function headingsOf(state: keyof NoticeWords["headings"]): readonly string[] {
  return [...NOTICE_LEXICON.values()].map(({ headings }) => headings[state]).filter(Boolean);
}
