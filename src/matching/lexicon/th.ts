import type { Lexicon } from "./lexicon.js";

/** Thai. */
export const thai: Lexicon = {
  lang: "th",
  articles: "",
  functionWords: "ที่ และ ของ ใน เป็น มี ได้ ให้",
  negations: "ไม่ มิ อย่า ไร้ ห้าม เปล่า",
  conditions: "ถ้า หาก เว้น เฉพาะ",
  stances: "อาจ หวัง เท็จ อ้าง",
  unspaced: true,
  modals: "ต้อง ควร อาจ จะ สามารถ",
  quantifiers: "ทั้งหมด ทุก บาง หลาย มาก น้อย เสมอ",
  pronouns: "ฉัน ผม เรา คุณ เขา เธอ มัน พวกเขา",
  limits: "น้อยกว่า ครึ่ง บางส่วน เกือบ เพียง แค่ ส่วนใหญ่ ส่วนน้อย",
  attributions: "กล่าวว่า, บอกว่า, ตามที่, อ้างว่า, ได้ยินว่า, ว่ากันว่า, เขาว่า, รายงานว่า, ข่าวลือ",
  retractions: "ล้อเล่น, พูดเล่น, ข่าวปลอม, เสียดสี, ล้อเลียน, โกหก",
};
