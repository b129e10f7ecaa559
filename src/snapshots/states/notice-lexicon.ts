/**
 * Stems by which the notice in a post's place tells its reason, in the 47 interface languages. The
 * notices of about twenty languages were seen in captures or in public code; for the others these
 * are the languages' own words for "suspended" and "deleted", not sentences seen on the platform.
 * They are only held against a box that the platform's link marks as its notice.
 */
export const NOTICE_STEMS: Readonly<
  Record<string, { readonly suspended: readonly string[]; readonly deleted: readonly string[] }>
> = {
  bg: { suspended: ["спрян", "суспендиран"], deleted: ["изтри"] },
  bn: { suspended: ["স্থগিত", "সাসপেন্ড"], deleted: ["মুছে", "ডিলিট"] },
  ca: { suspended: ["suspès", "suspesa", "suspes"], deleted: ["suprimi", "elimina"] },
  cs: { suspended: ["pozastaven"], deleted: ["smaza", "odstran"] },
  da: { suspended: ["suspenderet"], deleted: ["slette", "findes ikke længere"] },
  el: { suspended: ["σε αναστολή", "ανασταλεί"], deleted: ["διαγρά", "διέγραψε"] },
  eu: { suspended: ["etendako", "etenda", "kanporatu"], deleted: ["ezabatu"] },
  fa: { suspended: ["تعلیق", "معلق"], deleted: ["حذف", "پاک شده"] },
  fi: { suspended: ["jäädytet"], deleted: ["poista", "ei ole enää"] },
  fil: { suspended: ["suspendido", "sinuspinde"], deleted: ["dinelete", "binura", "tinanggal"] },
  ga: { suspended: ["ar fionraí"], deleted: ["scrios"] },
  gl: { suspended: ["suspendid", "suspensa"], deleted: ["eliminad", "borrad", "eliminou"] },
  gu: { suspended: ["સસ્પેન્ડ", "નિલંબિત"], deleted: ["ડિલીટ", "કાઢી"] },
  he: { suspended: ["מושע", "הושע"], deleted: ["נמחק", "מחק"] },
  hi: { suspended: ["निलंबित", "सस्पेंड"], deleted: ["डिलीट", "हटा", "मिटा"] },
  hr: { suspended: ["suspendiran", "obustavljen"], deleted: ["izbrisa"] },
  hu: { suspended: ["felfüggeszt"], deleted: ["töröl"] },
  id: { suspended: ["ditangguhkan"], deleted: ["dihapus", "sudah tidak ada"] },
  kn: { suspended: ["ಅಮಾನತ"], deleted: ["ಅಳಿಸ"] },
  mr: { suspended: ["निलंबित", "निलंबीत"], deleted: ["हटव", "डिलीट"] },
  ms: { suspended: ["digantung"], deleted: ["dipadam"] },
  no: { suspended: ["suspendert"], deleted: ["slette", "finnes ikke lenger"] },
  ro: { suspended: ["suspendat"], deleted: ["şters", "șters", "nu mai există"] },
  sk: { suspended: ["pozastaven"], deleted: ["odstrán", "vymaza"] },
  sr: { suspended: ["суспендован", "обустављен", "suspendovan"], deleted: ["избриса", "обриса"] },
  sv: { suspended: ["avstängt", "avstängd", "stängts av"], deleted: ["radera", "tagits bort"] },
  ta: { suspended: ["இடைநிறுத்த", "முடக்க"], deleted: ["நீக்க"] },
  th: { suspended: ["ระงับ"], deleted: ["ถูกลบ", "ลบโดย"] },
  uk: { suspended: ["призупинен", "заблокован"], deleted: ["видален", "видалив"] },
  ur: { suspended: ["معطل"], deleted: ["حذف", "ڈیلیٹ"] },
  vi: { suspended: ["tạm ngưng", "đình chỉ", "tạm khóa"], deleted: ["đã xóa", "bị xóa", "đã xoá"] },
};
