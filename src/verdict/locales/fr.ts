import type { Locale } from "./locale.js";

export const fr: Locale = {
  tag: "fr",
  and: " et ",
  source: [
    "un message de {account} du {day} (UTC), archivé par {archives}",
    "un message de {account}, archivé par {archives}",
    "un message d’un compte non nommé du {day} (UTC), archivé par {archives}",
    "un message d’un compte non nommé, archivé par {archives}",
    "un message d’un compte non nommé",
  ],
  found: {
    verified: "Compte, jour et texte concordent avec {source}.",
    "verified-with-notes": "Retrouvé dans {source} ; rien d’important ne diffère.",
    discrepancy: "Diffère de ce que montre {source}.",
    inconclusive:
      "Impossible de trancher : {source}, a été retrouvé, mais tout ne peut être contrôlé.",
  },
  unfound: {
    unverifiable:
      "Aucune capture utilisable d’un message correspondant n’a été trouvée, ce qui ne montre pas qu’il n’a jamais existé : {end}.",
    inconclusive: "Impossible de trancher : {end}.",
  },
  told: "À noter : {reasons}.",
  more: "et {count} de plus",
  edits: {
    replace: ["« {printed} » est imprimé là où le message porte « {archived} »"],
    insert: ["« {printed} » est imprimé et n’est pas dans le message"],
    delete: ["« {archived} » est dans le message et manque dans la citation"],
    elide: ["« {archived} » est omis, ce que marquent des points"],
    truncate: ["la citation s’arrête avant « {archived} »", "la citation s’arrête avant la fin"],
    bracket: ["« {printed} » est de la rédaction, entre crochets"],
    move: ["« {printed} » se trouve à un autre endroit du message"],
  },
  findings: {
    "handle.renamed": [
      "{printedHandle} et {archivedHandle} sont deux noms d’un même compte",
      "le compte porte aussi un autre nom",
    ],
    "handle.lookalike": [
      "{printedHandle} est imprimé et ne fait que ressembler à {archivedHandle}",
      "le compte imprimé ne fait que ressembler à celui du message",
    ],
    "handle.different": [
      "{printedHandle} est imprimé, le message est de {archivedHandle}",
      "le message est d’un autre compte que celui imprimé",
    ],
    "handle.not-printed": ["aucun compte imprimé n’a pu être contrôlé"],
    "handle.exact": ["le compte ne convient que sous une hypothèse"],
    "handle.guessed": [
      "{account} a été trouvé par le nom imprimé, que n’importe qui peut prendre",
      "le compte a été trouvé par le nom imprimé, que n’importe qui peut prendre",
    ],
    "date.same-utc-day": ["le jour convient, peut-être pas ses détails"],
    "date.same-moment": ["l’heure convient, sous une hypothèse"],
    "date.possible-timezone": [
      "la date imprimée « {printedDate} » ne convient au {day} (UTC) que dans certains fuseaux",
      "le jour ne convient que dans certains fuseaux",
    ],
    "date.ambiguous": [
      "la date imprimée « {printedDate} » se lit de plusieurs façons, dont l’une convient",
      "la date imprimée se lit de plusieurs façons, dont l’une convient",
    ],
    "date.different": [
      "« {printedDate} » est imprimé, le message est du {day} (UTC)",
      "le message est d’un autre jour que celui imprimé",
    ],
    "date.unreadable": [
      "la date imprimée « {printedDate} » n’a pu être contrôlée",
      "la date imprimée n’a pu être contrôlée",
    ],
    "date.not-printed": ["aucune date imprimée n’a pu être contrôlée"],
    "text.extract": ["seule une partie du message est citée"],
    "text.elided": ["quelque chose est omis, ouvertement"],
    "text.truncated": ["la citation s’arrête avant la fin"],
    "text.edited": ["le texte a été légèrement retouché"],
    "text.altered": ["le texte est un autre"],
    "text.translated": ["c’est une traduction, dont les mots n’ont pas été jugés"],
    "text.unrelated": ["ce ne sont pas les mots de ce message"],
    "text.text-replaced": ["ce ne sont pas les mots de ce message"],
    "text.beyond-archived-cut": ["le texte archivé s’arrête avant « {printed} »"],
    "text.cut-mid-word": ["la citation s’arrête au milieu d’un mot"],
    "text.negation-parity-differs": [
      "un côté porte une négation que l’autre n’a pas : à relire face au message",
    ],
    "text.numbers-disagree": ["les nombres imprimés et ceux du message ne sont pas les mêmes"],
    "text.opposite-words": ["des mots de sens contraire se font face"],
    "text.translation-unlikely": [
      "presque rien de ce qu’une traduction garde n’est des deux côtés",
    ],
    "text.rest-unverified": [
      "une partie de la citation dépasse la fin du texte archivé et n’a pas été contrôlée",
    ],
    "text.short-extract": [
      "quelques mots seulement sont cités : ils pourraient être de n’importe qui",
    ],
    "text.thread": ["les mots courent sur plusieurs messages d’un même fil"],
    "text.spliced": ["les mots sont assemblés de deux messages"],
    "post.quoted": [
      "les mots sont de {archivedHandle}, qu’un autre message ne fait que citer",
      "les mots sont d’un message qu’un autre ne fait que citer",
    ],
    "post.repost": [
      "le message ne fait que reprendre {repeated} : les mots ne sont pas de ce compte",
      "le message ne fait que reprendre un autre compte : les mots ne sont pas de celui-ci",
    ],
    "post.edited": ["le message a plusieurs versions"],
    "post.id-unnamed": ["la capture ne nomme pas l’identifiant du message"],
    "post.time-zone-off": ["l’heure de la page est à un fuseau de celle de l’identifiant"],
    "post.time-disagrees": ["l’heure de la page et celle de l’identifiant s’excluent"],
    "link.names-another-post": ["le lien imprimé nomme un autre message que celui qui a les mots"],
    "search.unfinished": [
      "tout n’a pu être cherché, et un message avec ces mots mêmes peut se trouver ailleurs",
    ],
    "evidence.elsewhere": [
      "seule une page d’un autre site porte le message, et toute page peut en prétendre un",
    ],
    "evidence.low-trust": [
      "seule une archive dont des captures ont été altérées contient le message",
    ],
    "evidence.digest-differs": [
      "les octets de la capture ne sont pas ceux dont l’empreinte fut prise à l’archivage",
    ],
    "captures.disagree": ["des captures portent des mots différents pour ce message"],
    "page.id-time-disagrees": ["la page date le message autrement que son identifiant"],
    "page.layouts-disagree": ["la capture se contredit sur ce message"],
    "page.id-claimed-twice": ["la capture se contredit sur ce message"],
  },
  areas: {
    handle: "quelque chose est à regarder dans le compte",
    date: "quelque chose est à regarder dans la date",
    text: "quelque chose est à regarder dans le texte",
  },
  other: "quelque chose est à regarder dans la capture",
  ends: {
    "not-answered": "une archive n’a pu être interrogée",
    "nobody-asked": "aucune archive n’a été interrogée",
    "no-address": "rien d’imprimé ne mène à une adresse qu’une archive pourrait chercher",
    unread: "une capture qui pourrait porter le message n’a pu être lue",
    unfinished: "tout ce qui a été trouvé n’a pu être lu",
    withheld: "chaque archive a répondu ou retient la page, et aucune n’a de capture utilisable",
    "nothing-there": "chaque archive a répondu, et aucune n’a de capture utilisable",
  },
  answers: {
    answered: "{archive} a répondu",
    withheld: "{archive} retient cette page",
    unavailable: "{archive} n’était pas joignable",
    "rate-limited": "{archive} a demandé d’attendre",
    "timed-out": "{archive} n’a pas répondu à temps",
    refused: "{archive} a refusé de répondre",
    "not-configured": "{archive} n’est pas configuré",
  },
  gone: "Une capture du {goneSince} (UTC) porte le mot de la plateforme elle-même : le message n’est plus à voir.",
};
