import type { Lexicon } from "./lexicon.js";

export const portuguese: Lexicon = {
  lang: "pt",
  articles: "o a os as um uma",
  functionWords:
    "o a os as um uma de do da dos das em no na nos nas e ou que se por para com sem é são era foi ao à não mais mas seu sua seus suas nosso nossa ele ela eles este esta isso como muito já há",
  negations: "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco impossível",
  conditions: "se salvo exceto senão só somente apenas",
  stances:
    "dúvida duvido nega negam falso falsa mentira mentiras suposto suposta espero acho acredita diz dizem talvez quase segundo seria teria",
  contrasts: "mas porém embora enquanto",
  auxiliaries: "é são está estão foi era será deve pode vai não",
  numbers:
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte",
};

export const italian: Lexicon = {
  lang: "it",
  articles: "il lo la i gli le un uno una l' un'",
  functionWords:
    "il lo la i gli le un uno una di del della dei delle a al alla in nel nella e o che si per con senza è sono era ha hanno non più ma suo sua questo questa come anche da dal dalla su sul ci",
  negations: "non né mai nulla niente nessuno nessuna senza neanche nemmeno neppure impossibile",
  conditions: "se salvo tranne eccetto solo soltanto purché",
  stances:
    "dubito nega negano falso falsa bugia bugie presunto presunta spero credo crede pensa dice dicono forse quasi secondo sarebbe avrebbe",
  contrasts: "ma però mentre",
  auxiliaries: "è sono era ha hanno deve può non",
  numbers:
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
};

export const german: Lexicon = {
  lang: "de",
  articles: "der die das den dem des ein eine einen einem einer eines",
  functionWords:
    "der die das den dem des ein eine einen einem einer und oder in im an am auf mit von vom zu zum zur für bei aus nach ist sind war wird werden hat haben nicht kein es er sie wir ihr ich sich als auch wie dass noch nur so aber über um",
  negations:
    "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nirgends ohne weder noch kaum unmöglich",
  conditions: "wenn falls außer sofern nur ob",
  stances:
    "bezweifle leugnet bestreitet falsch lüge lügen angeblich angebliche hoffe glaube glaubt denke sagt sagen vielleicht fast laut wäre hätte",
  contrasts: "aber doch jedoch während sondern",
  auxiliaries: "ist sind war hat haben wird werden muss müssen kann können soll",
  numbers:
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
};

export const dutch: Lexicon = {
  lang: "nl",
  articles: "de het een",
  functionWords:
    "de het een en of in op van te met voor door aan bij uit naar is zijn was wordt worden heeft hebben niet geen dat die dit deze er hij zij we wij ik je ook als maar om over",
  negations: "niet geen nooit niets niemand nergens zonder noch nauwelijks onmogelijk",
  conditions: "als indien tenzij behalve alleen mits of",
  stances:
    "betwijfel ontkent vals leugen leugens vermeende hoop geloof denk zegt zeggen misschien bijna volgens zou",
  contrasts: "maar echter terwijl",
  auxiliaries: "is zijn was heeft hebben moet kan zal wordt",
};
