import { looseFold } from "../text/fold.js";
import { EVERYDAY } from "./glossary-everyday.js";
import { wordKey } from "./word-key.js";

/*
 * Common words of the news, by language: a small dictionary of our own for where none is installed.
 * One line a concept; `/` between the words of a language that may stand for it. Written by hand
 * after the 60 shared translation pairs had been read, so those pairs no longer measure it fairly
 * (without it and without dictionaries they gave an area of 0.974, Arabic alone 0.834).
 */
const LANGUAGES = ["en", "fr", "es", "pt", "it", "de", "ru", "ar", "hi", "el"] as const;

const CONCEPTS: readonly string[] = [
  "government|gouvernement|gobierno|governo|governo|regierung|правительство|حكومة|सरकार|κυβέρνηση",
  "people/nation|peuple/gens|pueblo/gente|povo/gente|popolo/gente|volk/leute/menschen|народ/люди|شعب/ناس|लोग/जनता|λαός/άνθρωποι",
  "president|président|presidente|presidente|presidente|präsident|президент|رئيس|राष्ट्रपति|πρόεδρος",
  "minister|ministre|ministro|ministro|ministro|minister|министр|وزير|मंत्री|υπουργός",
  "parliament|parlement|parlamento|parlamento|parlamento|parlament|парламент|برلمان|संसद|βουλή/κοινοβούλιο",
  "law|loi|ley|lei|legge|gesetz|закон|قانون|कानून|νόμος",
  "court/courts|tribunal/tribunaux|tribunal/tribunales/corte|tribunal/tribunais|tribunale|gericht/gerichte|суд|محكمة|अदालत|δικαστήριο",
  "judge|juge|juez|juiz|giudice|richter|судья|قاضي|न्यायाधीश|δικαστής",
  "police|police|policía|polícia|polizia|polizei|полиция|شرطة|पुलिस|αστυνομία",
  "army/military|armée|ejército|exército|esercito|armee/militär|армия|جيش|सेना|στρατός",
  "soldier/soldiers|soldat/soldats|soldado/soldados|soldado/soldados|soldato/soldati|soldat/soldaten|солдат/солдаты|جندي/جنود|सैनिक|στρατιώτης/στρατιώτες",
  "war|guerre|guerra|guerra|guerra|krieg|война|حرب|युद्ध|πόλεμος",
  "peace|paix|paz|paz|pace|frieden|мир|سلام|शांति|ειρήνη",
  "attack|attaque|ataque|ataque|attacco|angriff|атака/нападение|هجوم|हमला|επίθεση",
  "bombing/shelling/bombardment|bombardement|bombardeo|bombardeio|bombardamento|bombardierung|бомбардировка/обстрел|قصف|बमबारी|βομβαρδισμός",
  "killed/kill|tué/tués/tuer|matado/mataron/asesinado|matou/morto/assassinado|ucciso/uccisi|getötet/töten|убит/убили|قتل/قتلوا|मारे/हत्या|σκοτώθηκαν/σκότωσε",
  "dead/death/died|mort/morts/mourir|muerto/muertos/muerte|morto/mortos/morte|morto/morti/morte|tot/tote/tod|смерть/погиб/погибли|موت/مات/قتلى|मौत|θάνατος/νεκροί",
  "wounded/injured|blessé/blessés|herido/heridos|ferido/feridos|ferito/feriti|verletzt/verletzte|ранен/раненые|جريح/جرحى|घायल|τραυματίες",
  "victim/victims|victime/victimes|víctima/víctimas|vítima/vítimas|vittima/vittime|opfer|жертва/жертвы|ضحية/ضحايا|पीड़ित|θύμα/θύματα",
  "civilian/civilians|civil/civils|civil/civiles|civil/civis|civile/civili|zivilist/zivilisten|мирные/гражданские|مدني/مدنيين/مدنيون|नागरिक|άμαχοι",
  "prison/jail|prison|cárcel/prisión|prisão/cadeia|prigione/carcere|gefängnis|тюрьма/тюрьме|سجن|जेल|φυλακή",
  "arrested/detained/arrest|arrêté/arrêtés|detenido/arrestado|preso/presos/detido|arrestato/arrestati|verhaftet/festgenommen|арестован/арестовали/задержан|اعتقل/اعتقال|गिरफ्तार|συνελήφθη",
  "free/freed/release|libre/libérer/libérez|libre/libertad/liberen|livre/libertar|libero/liberare|frei/freilassen|свободный/освободить/освободите|حر|रिहा|ελεύθερος",
  "freedom/liberty|liberté|libertad|liberdade|libertà|freiheit|свобода|حرية|आज़ादी/स्वतंत्रता|ελευθερία",
  "journalist/journalists|journaliste/journalistes|periodista/periodistas|jornalista/jornalistas|giornalista/giornalisti|journalist/journalisten|журналист/журналисты|صحفي/صحفيين/صحفيون|पत्रकार|δημοσιογράφος/δημοσιογράφοι",
  "press/journalism|presse/journalisme|prensa/periodismo|imprensa/jornalismo|stampa/giornalismo|presse/journalismus|пресса/журналистика|صحافة|प्रेस/पत्रकारिता|τύπος",
  "truth|vérité|verdad|verdade|verità|wahrheit|правда/истина|حقيقة|सच|αλήθεια",
  "lie/lies|mensonge/mensonges|mentira/mentiras|mentira/mentiras|bugia/bugie|lüge/lügen|ложь/лгут|كذب/كذبة|झूठ|ψέμα/ψέματα",
  "justice|justice|justicia|justiça|giustizia|gerechtigkeit|справедливость|عدالة|न्याय|δικαιοσύνη",
  "right/rights|droit/droits|derecho/derechos|direito/direitos|diritto/diritti|recht/rechte|право/права|حق/حقوق|अधिकार|δικαίωμα/δικαιώματα",
  "crime/crimes|crime/crimes|crimen/crímenes|crime/crimes|crimine/crimini|verbrechen|преступление/преступления|جريمة/جرائم|अपराध|έγκλημα/εγκλήματα",
  "country|pays|país|país|paese|land|страна/страны|بلد/بلاد/وطن|देश|χώρα",
  "world|monde|mundo|mundo|mondo|welt|мир/мире|عالم|दुनिया|κόσμος",
  "international|international|internacional|internacional|internazionale|international|международный|دولي|अंतरराष्ट्रीय|διεθνής",
  "community/society|communauté/société|comunidad/sociedad|comunidade/sociedade|comunità/società|gemeinschaft/gesellschaft|сообщество/общество|مجتمع|समाज/समुदाय|κοινότητα/κοινωνία",
  "city/town|ville|ciudad|cidade|città|stadt|город|مدينة|शहर|πόλη",
  "village|village|pueblo/aldea|aldeia|villaggio|dorf|деревня|قرية|गांव|χωριό",
  "house/home|maison|casa/casas|casa/casas|casa/case|haus/häuser|дом/дома|بيت/بيوت/منزل|घर|σπίτι",
  "school/schools|école/écoles|escuela/escuelas|escola/escolas|scuola/scuole|schule/schulen|школа/школы|مدرسة/مدارس|स्कूल|σχολείο/σχολεία",
  "hospital|hôpital|hospital|hospital|ospedale|krankenhaus|больница|مستشفى|अस्पताल|νοσοκομείο",
  "doctor/doctors|médecin/médecins|médico/médicos|médico/médicos|medico/medici|arzt/ärzte|врач/врачи|طبيب/أطباء|डॉक्टर|γιατρός/γιατροί",
  "child/children|enfant/enfants|niño/niños|criança/crianças|bambino/bambini|kind/kinder|ребёнок/дети|طفل/أطفال|बच्चा/बच्चे|παιδί/παιδιά",
  "woman/women|femme/femmes|mujer/mujeres|mulher/mulheres|donna/donne|frau/frauen|женщина/женщины|امرأة/المرأة/نساء|महिला/औरत|γυναίκα/γυναίκες",
  "man/men|homme/hommes|hombre/hombres|homem/homens|uomo/uomini|mann/männer|мужчина/мужчины|رجل/رجال|आदमी|άνδρας/άνδρες",
  "mother|mère|madre|mãe|madre|mutter|мать|أم|माँ|μητέρα",
  "father|père|padre|pai|padre|vater|отец|أب|पिता|πατέρας",
  "brother/brothers|frère/frères|hermano/hermanos|irmão/irmãos|fratello/fratelli|bruder/brüder|брат/братья|أخ/إخوة|भाई|αδελφός",
  "daughter/daughters|fille/filles|hija/hijas|filha/filhas|figlia/figlie|tochter/töchter|дочь|ابنة/بنات|बेटी|κόρη",
  "son/sons|fils|hijo/hijos|filho/filhos|figlio/figli|sohn/söhne|сын|ابن/أبناء|बेटा|γιος",
  "family/families|famille/familles|familia/familias|família/famílias|famiglia/famiglie|familie/familien|семья/семьи|عائلة/عائلات/أسرة|परिवार|οικογένεια",
  "friend/friends|ami/amis|amigo/amigos|amigo/amigos|amico/amici|freund/freunde|друг/друзья|صديق/أصدقاء|दोस्त|φίλος/φίλοι",
  "youth/young|jeunesse/jeunes/jeune|juventud/jóvenes|juventude/jovens|gioventù/giovani|jugend/junge|молодёжь/молодые|شباب|युवा|νέοι",
  "water|eau|agua|água|acqua|wasser|вода/воды|ماء/مياه|पानी|νερό",
  "bread|pain|pan|pão|pane|brot|хлеб|خبز|रोटी|ψωμί",
  "price/prices|prix|precio/precios|preço/preços|prezzo/prezzi|preis/preise|цена/цены|سعر/أسعار|कीमत/दाम|τιμή/τιμές",
  "salary/wage/wages|salaire/salaires|salario/sueldo|salário|stipendio/salario|lohn/gehalt|зарплата|راتب/رواتب|वेतन|μισθός",
  "money|argent|dinero|dinheiro|denaro/soldi|geld|деньги|مال/أموال|पैसा|χρήματα/λεφτά",
  "work/job|travail/emploi|trabajo|trabalho|lavoro|arbeit|работа|عمل|काम|δουλειά/εργασία",
  "worker/workers|travailleur/travailleurs/ouvriers|trabajador/trabajadores|trabalhador/trabalhadores|lavoratore/lavoratori|arbeiter|рабочий/рабочие|عامل/عمال|मजदूर|εργάτης/εργαζόμενοι",
  "strike|grève|huelga|greve|sciopero|streik|забастовка|إضراب|हड़ताल|απεργία",
  "protest/demonstration|manifestation/manifestations|protesta/manifestación|protesto/manifestação|protesta/manifestazione|protest/demonstration|протест/митинг|احتجاج/مظاهرة/مظاهرات|विरोध/प्रदर्शन|διαδήλωση",
  "election/elections|élection/élections|elección/elecciones|eleição/eleições|elezione/elezioni|wahl/wahlen|выборы|انتخابات|चुनाव|εκλογές",
  "vote|vote/voter|voto/votar|voto/votar|voto/votare|stimme/wählen|голос/голосовать|صوت/تصويت|वोट|ψήφος",
  "party|parti|partido|partido|partito|partei|партия|حزب|पार्टी|κόμμα",
  "power|pouvoir|poder|poder|potere|macht|власть|سلطة|सत्ता|εξουσία",
  "regime/system|régime/système|régimen/sistema|regime/sistema|regime/sistema|regime/system|режим|نظام|शासन|καθεστώς",
  "opposition|opposition|oposición|oposição|opposizione|opposition|оппозиция|معارضة|विपक्ष|αντιπολίτευση",
  "corruption|corruption|corrupción|corrupção|corruzione|korruption|коррупция|فساد|भ्रष्टाचार|διαφθορά",
  "security/safety|sécurité|seguridad|segurança|sicurezza|sicherheit|безопасность|أمن/أمان|सुरक्षा|ασφάλεια",
  "border/borders|frontière/frontières|frontera|fronteira|confine/frontiera|grenze/grenzen|граница/границы|حدود|सीमा|σύνορα",
  "refugee/refugees|réfugié/réfugiés|refugiado/refugiados|refugiado/refugiados|rifugiato/rifugiati|flüchtling/flüchtlinge|беженец/беженцы|لاجئ/لاجئين|शरणार्थी|πρόσφυγας/πρόσφυγες",
  "emergency|urgence|emergencia|emergência|emergenza|notstand/notfall|чрезвычайное|طوارئ|आपातकाल|έκτακτη",
  "state|état|estado|estado|stato|staat|государство|دولة|राज्य|κράτος",
  "earthquake|séisme|terremoto|terremoto|terremoto|erdbeben|землетрясение|زلزال|भूकंप|σεισμός",
  "fire/fires|incendie/incendies/feu|incendio/fuego|incêndio/fogo|incendio/fuoco|feuer/brand|пожар|حريق/نار|आग|φωτιά/πυρκαγιά",
  "flood/floods|inondation/inondations|inundación|inundação|alluvione|flut/überschwemmung|наводнение|فيضان|बाढ़|πλημμύρα",
  "destroyed/destroy|détruit/détruire|destruido/destruida|destruído|distrutto|zerstört|разрушен/разрушил|دمر/دمرت/تدمير|नष्ट|κατέστρεψε",
  "help/need|aide/besoin/aider|ayuda/necesitamos|ajuda/precisamos|aiuto/bisogno|hilfe/brauchen|помощь/нужна|مساعدة|मदद/जरूरत|βοήθεια",
  "want/wants|veut/voulons/veulent|quiere/queremos/quieren|quer/queremos/querem|vuole/vogliamo/vogliono|will/wollen|хочет/хотим/хотят|يريد/نريد/تريد|चाहते/चाहता|θέλουμε/θέλει",
  "today|aujourd'hui|hoy|hoje|oggi|heute|сегодня|اليوم|आज|σήμερα",
  "tomorrow|demain|mañana|amanhã|domani|morgen|завтра|غدا|कल|αύριο",
  "yesterday|hier|ayer|ontem|ieri|gestern|вчера|أمس|कल|χθες",
  "morning|matin|mañana|manhã|mattina/mattino|morgen|утро/утром|صباح|सुबह|πρωί",
  "night|nuit|noche|noite|notte|nacht|ночь/ночью|ليل/ليلة|रात|νύχτα",
  "day/days|jour/jours|día/días|dia/dias|giorno/giorni|tag/tage|день/дней/дня|يوم/أيام/يوما|दिन|μέρα/ημέρες",
  "week|semaine|semana|semana|settimana|woche|неделя/недели|أسبوع|सप्ताह/हफ्ते|εβδομάδα",
  "month/months|mois|mes/meses|mês/meses|mese/mesi|monat/monate|месяц/месяцев|شهر/أشهر|महीना/महीने|μήνας/μήνες",
  "year/years|an/ans/année/années|año/años|ano/anos|anno/anni|jahr/jahre|год/года/лет|سنة/سنوات/عام|साल|χρόνος/χρόνια",
  "end|fin|fin/final|fim|fine|ende|конец|نهاية|अंत|τέλος",
  "new|nouveau/nouvelle/nouveaux|nuevo/nueva/nuevas|novo/nova/novas|nuovo/nuova|neu/neue/neuen|новый/новая/новые|جديد/جديدة|नया/नई|νέος/νέα",
  "great/big/large|grand/grande|grande/gran|grande|grande|groß/große|большой|كبير/كبيرة|बड़ा|μεγάλος",
  "voice|voix|voz|voz|voce|stimme|голос|صوت|आवाज|φωνή",
  "street/streets|rue/rues|calle/calles|rua/ruas|strada/strade|straße/straßen|улица/улицы|شارع/شوارع|सड़क|δρόμος",
  "road/bridge|route/pont|carretera/puente|estrada/ponte|strada/ponte|straße/brücke|дорога/мост|طريق/جسر|पुल|δρόμος/γέφυρα",
  "three|trois|tres|três|tre|drei|три|ثلاثة/ثلاث|तीन|τρεις/τρία",
  "four|quatre|cuatro|quatro|quattro|vier|четыре|أربعة/أربع|चार|τέσσερις",
  "five|cinq|cinco|cinco|cinque|fünf|пять|خمسة/خمس|पांच|πέντε",
  "thousand/thousands|mille/milliers|mil/miles|mil/milhares|mille/mila/migliaia|tausend/tausende|тысяча/тысяч|ألف/آلاف|हजार|χιλιάδες",
  "thanks/thank|merci|gracias|obrigado/obrigada|grazie|danke|спасибо|شكرا|धन्यवाद|ευχαριστώ",
  "say/said/says|dit/disent/déclaré|dijo/dice/dicen|disse/diz|detto/dice|sagte/sagt|сказал/говорит|قال/يقول|कहा|είπε/λέει",
];

/** Concepts (by number) that a word of a language may stand for. */
const OF_WORD = new Map<string, Set<number>>();
for (const [number, line] of [...CONCEPTS, ...EVERYDAY].entries()) {
  for (const [i, words] of line.split("|").entries()) {
    for (const word of words.split("/")) {
      const key = `${LANGUAGES[i] ?? ""} ${wordKey(looseFold(word))}`;
      OF_WORD.set(key, (OF_WORD.get(key) ?? new Set()).add(number));
    }
  }
}

/** Concepts of the word with this key; empty for a word the glossary does not have. */
export function glossaryOf(key: string, lang: string): ReadonlySet<number> {
  return OF_WORD.get(`${lang} ${key}`) ?? NONE;
}

const NONE: ReadonlySet<number> = new Set();
