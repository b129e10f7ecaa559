import { type Language, words } from "./language.js";

export const french: Language = {
  code: "fr",
  function: words(
    "le la les de des du un une et est en que qui dans pour sur par au aux avec ce cette il elle pas plus son sa ses",
  ),
  firstPerson: words(
    "je j'ai j' moi mon ma mes me m' nous notre nos j'étais j'avais j'espère j'invite j'appelle j’ai j’espère",
  ),
  reports: words(
    "affirmait déclarait écrivait réagissait emporte emporté insurge insurgé réjouit réjoui inquiète inquiété alarme alarmé agace agacé fustige fustigé martèle martelé tacle taclé réplique répliqué plaisante plaisanté tonne tonné promet promis prévient prévenu conclut conclu interroge interrogé félicite félicité poursuit poursuivi reconnaît reconnu  écrit écrivait écrivent dit dira déclaré déclare affirmé affirme ajouté ajoute annoncé annonce " +
      "répondu répond commenté commente averti avertit exhorté exhorte déploré déplore condamné " +
      "condamne dénoncé dénonce insisté insiste expliqué explique noté note soutenu réagi réagit " +
      "souligné souligne exprimé exprime critiqué critique salué salue regretté regrette demandé " +
      "demande appelé appelle remercié remercie lancé lance assuré assure estimé estime confié confie " +
      "partagé partage publié publie précisé précise rappelé rappelle posté poste ironisé ironise indigné indigne",
  ),
  posts: words("tweeté tweete tweetait twitté twitte"),
  on: words("sur via dans à"),
  post: words("tweet tweets post posts publication thread gazouillis"),
  titles: words(
    "président présidente ministre premier première sénateur sénatrice député députée maire roi reine " +
      "pape général colonel m. mme mme. dr dr. maître me. monsieur madame chancelier ambassadeur " +
      "ambassadrice porte-parole journaliste militante militant le la les",
  ),
  articles: words("le la les un une l"),
  prepositions: words("de du des d à au aux par pour avec chez sur dans en contre"),
  openers: words(
    "il elle ils elles on vous ceci cela celui celle selon quand comment pourquoi où qui après avant depuis comme si mais et ou donc alors ici hier aujourd ainsi",
  ),
  between: words("a ont avait aussi ensuite également encore s est ensuite ainsi vient y"),
  about: words("sur concernant"),
  subordinators: words("quand lorsque après avant pendant comme puisque quoique"),
  elsewhere: words(
    "interview vidéo discours livre lettre conférence émission podcast radio audience tribune courriel entretien film chanson direct enregistrement clip communiqué live",
  ),
  inscriptions: words(
    "pancarte pancartes banderole banderoles affiche affiches panneau panneaux slogan étiquette légende intitulé intitulée intitulés titré titrée",
  ),
  writes: words("écrit écrivait écrivent écrivant écrire"),
  clauses: words("que qu qui dont"),
  publishes: words("publiait postait partageait posté poste"),
  credits: words("selon"),
  account: words(
    "son sa ses leur propre compte page profil chaîne plateforme plate-forme réseau social officiel officielle personnel personnelle ex ancien ancienne internaute utilisateur utilisatrice",
  ),
  dated: words("le la ce cette jeudi dernier dernière du au et soir matin"),
  by: words("de du d"),
  networks: ["réseaux sociaux", "médias sociaux", "réseau social"],
  inverts: true,
  nouns: false,
};
