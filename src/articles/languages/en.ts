import { type Language, words } from "./language.js";

export const english: Language = {
  code: "en",
  function: words(
    "the of and to in a is that for on with as was by at from it his her their this has have be are not",
  ),
  firstPerson: words("i i'm i've i'll i'd my me mine myself we we're we've our us ours"),
  reports: words(
    "wrote writes said says stated states declared declares added adds announced announces replied " +
      "replies commented comments warned warns urged urges deplored deplores condemned condemns " +
      "denounced denounces insisted insists explained explains noted notes argued argues claimed " +
      "claims reacted reacts responded responds remarked remarks shared shares expressed expresses " +
      "criticised criticized criticises criticizes welcomed welcomes regretted regrets asked asks " +
      "called calls thanked thanks praised praises joked jokes admitted admits confirmed confirms " +
      "told tells demanded demands lamented laments observed observes concluded concludes quipped " +
      "complained complains complain say write declare announce respond vent published publishes posted posts writing saying stating declaring adding",
  ),
  posts: words("tweeted tweets tooted skeeted instagrammed live-tweeted"),
  on: words("on via to in over"),
  post: words("tweet tweets post posts thread toot skeet posting"),
  titles: words(
    "president president-elect vice-president vice prime minister foreign former senator representative congressman " +
      "congresswoman governor mayor king queen prince princess pope bishop archbishop judge justice " +
      "general colonel captain sir dr dr. mr mr. mrs mrs. ms ms. prof. professor chancellor ambassador " +
      "secretary director chairman chairwoman ceo journalist activist lawyer spokesperson spokesman " +
      "spokeswoman commissioner high rep. sen. gov. first lady the",
  ),
  articles: words("the a an"),
  prepositions: words("of at to from with by for in on near about against like"),
  openers: words(
    "he she they it you somebody nobody when what how why where who while after before since as if although but and or so then here there another one this that these those yesterday today meanwhile however",
  ),
  between: words(
    "took has have had also later then just recently subsequently himself herself even quickly once first already on a an in post tweet his her message statement",
  ),
  about: words("about of regarding concerning"),
  subordinators: words("when while after before since although though because as"),
  elsewhere: words(
    "interview video speech book letter memoir conference broadcast podcast radio hearing email e-mail newsletter column op-ed sermon song film livestream stream clip footage recording call spaces space live",
  ),
  inscriptions: words(
    "sign signs banner banners placard placards poster posters shirt t-shirt headline caption plaque label flag slogan chant titled entitled headlined",
  ),
  writes: words("wrote writes writing write written"),
  clauses: words("that who whose which whom"),
  publishes: words("posted posts"),
  credits: words(""),
  account: words(
    "his her their its own official personal private verified account page profile channel platform network social media site website former formerly latest user",
  ),
  dated: words("on this last late early next and of the"),
  by: words("from by of"),
  networks: ["social media", "social networks"],
  inverts: false,
  nouns: false,
};
