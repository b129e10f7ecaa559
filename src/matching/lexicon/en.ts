import type { Lexicon } from "./lexicon.js";

/** English. */
export const english: Lexicon = {
  lang: "en",
  articles: "the a an",
  functionWords:
    "the a an of to in on at by for with from as is are was were be been am it its this that these those and or but if so we you he she they i me us them him her our your their his my not no do does did has have had will would can could who which what when where there here about into than then too also just very",
  negations:
    "not no never none nobody nothing nowhere neither nor without cannot isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't mustn't hasn't haven't hadn't ain't needn't hardly barely scarcely rarely seldom unable fail fails failed failing refuse refuses refused refusing lack lacks lacked stop stopped stops least",
  conditions: "if unless until except provided whether otherwise only unlike",
  stances:
    "doubt doubts doubted deny denies denied denying false falsely fake hoax untrue wrong wrongly lie lies lied myth rumor rumors rumour rumours pretend pretends alleged allegedly allege alleges claim claims claimed hope hopes wish wishes imagine suppose supposedly think thinks believe believes say says said maybe perhaps almost nearly probably possibly could would should might may impossible unlikely so-called illegal far anything instead anyone confirm verify prove proof wonder rumored rumoured suspect dream dreamt dreamed pretending assume assuming hypothetically fiction lying bogus satire joke conspiracy theory regret regrets regretted",
  modals: "may might must shall should will would can could ought need",
  quantifiers:
    "all every each any some many most few several much more less fewer both half none always often sometimes never only almost nearly about around over under",
  pronouns:
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose this that these those myself himself herself themselves ourselves",
  prepositions:
    "of to in on at by for with from into onto against between among through over under before after during since until without within towards toward across behind above below near off up down out about like as",
  conjunctions: "and or but nor yet so because although though while whereas than",
  contrasts: "but however yet although though while whereas",
  auxiliaries:
    "is are was were has have had will would can could must should may might does do did shall isn't aren't won't can't",
  numbers:
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  ordinals:
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
  tens: {
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
  },
  limits:
    "less fewer few half some most many nearly almost only hardly barely scarcely part third quarter tenth percent fraction minority majority least one two three four five",
  attributions:
    "according to, reportedly, apparently, supposedly, purportedly, rumour has it, rumor has it, word is, i heard, i hear, argue, argues, argued, insist, insists, insisted, say, says, said, claim, claims, claimed, allege, alleges, alleged, tells, told, wrote, writes, tweeted, announced, suggests, warns, warned, quoth, told me, they say, some say, people say, critics, sources, some fear, many fear, fear that, fears that, feared that, worry that, worries that, worried that",
  hedges:
    "used to, once, no longer, formerly, back then, would have, could have, should have, might have, was going to, were going to, going to, tried to, trying to, planned to, meant to, supposed to, wanted to, want to, hope to, hoped to, in theory, so-called, as if, in case, allegedly, i think, i guess, anything but, far from",
  retractions:
    "kidding, jk, debunked, satire, sarcasm, parody, joke, joking, not true, fake news, untrue, retracted, april fools, hoax, psych, made up, as if, yeah right, i wish, said nobody ever, said no one ever, fact check, over my dead body, when pigs fly, when hell freezes over, in your dreams, in their dreams, in his dreams, in her dreams, my foot, apart from, aside from, other than, with the exception of, not counting",
};
