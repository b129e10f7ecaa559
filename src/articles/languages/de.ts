import { type Language, words } from "./language.js";

export const german: Language = {
  code: "de",
  function: words(
    "der die das und in den von zu mit dem des im für auf ist nicht sich ein eine als auch es an werden aus er sie hat",
  ),
  firstPerson: words("ich mein meine meinen meinem meiner mich mir wir unser unsere unseren uns"),
  reports: words(
    "erinnerte jubelte spottete höhnte wetterte ätzte giftete legte kontert konterte ergänzte ergänzt  schrieb schreibt sagte sagt erklärte erklärt fügte kündigte antwortete antwortet kommentierte " +
      "kommentiert warnte warnt forderte fordert verurteilte verurteilt bedauerte bedauert betonte " +
      "betont kritisierte kritisiert begrüßte begrüßt reagierte reagiert teilte teilt meinte meint " +
      "behauptete behauptet äußerte äußert geschrieben gesagt erklärt veröffentlichte beklagte " +
      "beklagt dankte dankt postete postet gepostet bestätigte bestätigt mahnte mahnt",
  ),
  posts: words("twitterte twittert getwittert tweetete tweetet twitterten"),
  on: words("auf bei via über im in"),
  post: words("tweet tweets post posts beitrag posting thread"),
  titles: words(
    "präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin minister " +
      "ministerin außenminister außenministerin innenminister innenministerin finanzminister " +
      "gesundheitsminister ministerpräsident ministerpräsidentin premierminister premierministerin " +
      "senator senatorin bürgermeister bürgermeisterin oberbürgermeister papst könig königin general " +
      "oberst herr frau dr. prof. professor sprecher sprecherin journalist journalistin politiker " +
      "politikerin abgeordnete abgeordneter generalsekretär aktivistin aktivist der die",
  ),
  articles: words("der die das den dem des ein eine einen einem eines einer"),
  prepositions: words("von vom bei beim mit zu zum zur aus für gegen nach über an am um durch"),
  openers: words(
    "er sie es wenn was wie warum wo wer während nachdem bevor seit als ob aber und oder so dann hier dort dazu gestern heute auch doch zudem",
  ),
  between: words(
    "hat habe hatte auch dann später zudem selbst bereits schon daraufhin sich dazu es",
  ),
  about: words("über zu wegen"),
  subordinators: words("wenn als während nachdem bevor seit obwohl weil"),
  elsewhere: words(
    "interview video rede buch brief pressekonferenz konferenz sendung podcast radio gespräch anhörung kolumne newsletter film lied videos livestream aufnahme mitschnitt telefonat prozess live space",
  ),
  inscriptions: words(
    "schild schilder banner plakat plakate transparent transparente aufschrift aufkleber slogan überschrift titel betitelt betitelten",
  ),
  writes: words("schrieb schreibt schrieben geschrieben schreiben"),
  clauses: words("dass daß ob"),
  publishes: words("postete postet gepostet"),
  credits: words("so"),
  account: words(
    "seinem ihrem seiner ihrer seinen ihren account konto profil kanal seite plattform netzwerk sozialen soziale offiziellen eigenen persönlichen kurznachrichtendienst dienst der dem den nutzer nutzerin twitter-nutzer twitter-nutzerin twitter-account x-account früher ehemals",
  ),
  dated: words("am vom den dem der diesen diesem letzten vergangenen abend morgen und"),
  by: words("von vom"),
  networks: ["sozialen medien", "sozialen netzwerken", "sozialen netzwerk"],
  inverts: true,
  nouns: true,
};
