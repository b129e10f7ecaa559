import type { Lexicon } from "./lexicon.js";

/** French. */
export const french: Lexicon = {
  lang: "fr",
  articles: "le la les l' un une",
  functionWords:
    "le la les l' un une des du de d' et ou à au aux en dans sur pour par avec sans ce cette ces cet qui que qu' quoi dont où est sont était être a ont il elle ils elles on nous vous je j' tu se s' son sa ses leur leurs notre nos votre vos mon ma mes ne n' pas plus c' y mais comme très aussi",
  negations:
    "ne n' pas jamais rien personne aucun aucune ni non sans nul nulle guère point impossible incapable refuse refusent échoue",
  conditions: "si sauf sinon excepté pourvu seulement uniquement hormis lorsque quand",
  stances:
    "doute doutent nie nient dément démentent faux fausse fausses mensonge mensonges prétend prétendent prétendu prétendue allègue espère souhaite croit crois croire pense penser dit disent peut-être presque rumeur selon soi-disant serait aurait",
  modals:
    "peut peuvent doit doivent devrait devraient pourrait pourraient faut faudrait veut veulent va vont",
  quantifiers:
    "tout tous toute toutes chaque quelques plusieurs beaucoup peu plus moins certains certaines toujours souvent parfois jamais seulement presque environ",
  pronouns:
    "je j' me m' moi tu te t' toi il elle lui on nous vous ils elles eux leur leurs se s' son sa ses mon ma mes ton ta tes notre nos votre vos qui que dont",
  prepositions:
    "de d' à au aux en dans sur sous pour par avec sans contre entre chez vers depuis avant après pendant",
  conjunctions: "et ou mais donc or ni car parce puisque",
  contrasts: "mais cependant pourtant tandis alors",
  auxiliaries: "est sont a ont était étaient sera seront doit doivent peut peuvent n' ne va vont",
  numbers:
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
  tens: {
    vingts: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    septante: 70,
    huitante: 80,
    nonante: 90,
    cent: 100,
    cents: 100,
  },
  limits:
    "moins peu moitié quelques plupart presque quasi seulement partie tiers quart dixième minorité majorité certains rares",
  attributions:
    "selon, d'apres, il parait, parait, paraît, on dit, dit, disent, disait, affirme, affirment, prétend, prétendent, assure, déclare, annonce, soutient, explique, rapporte, aurait, soi-disant, dixit, écrit, raconte",
  hedges:
    "autrefois, jadis, naguère, auparavant, à l'époque, en théorie, soi-disant, faillit, failli, comme si, au cas où, était censé, censé, tenté de, essayé de, voulait, espérait, allait, aurait pu, aurait dû, avait l'habitude, tout sauf",
  retractions:
    "blague, plaisante, démenti, satire, ironie, parodie, intox, canular, poisson d'avril, faux, lol non, à part, à l'exception",
  accentsMatter:
    "a à|ou où|la là|du dû|sur sûr|peche pêche|tache tâche|mur mûr|des dès|cote côte côté coté|jeune jeûne|pécheur pêcheur|péché pêché|péchés pêchés|sale salé|marche marché|tue tué|interne interné|retraite retraité|gene gêne gène|hale hâle|mais maïs|boite boîte boité|juge jugé|accuse accusé|condamne condamné|libère libéré",
};
