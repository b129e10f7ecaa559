/** One to twelve in words, folded, by language; forms of one number with a slash between. */
const ROWS: readonly string[] = [
  "one/a/an two three four five six seven eight nine ten eleven twelve",
  "un/une deux trois quatre cinq six sept huit neuf dix onze douze",
  "ein/eine/einem/einer zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
  "un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
  "um/uma dois/duas tres quatro cinco seis sete oito nove dez onze doze",
  "un/uno/una due tre quattro cinque sei sette otto nove dieci undici dodici",
  "een/één twee drie vier vijf zes zeven acht negen tien elf twaalf",
  "один/одну два/две три четыре пять шесть семь восемь девять десять",
  "bir iki uc dort bes altı/alti yedi sekiz dokuz on",
  "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
  "en/ett/et tva/to tre fyra/fire fem sex/seks sju/syv atta/otte/atte nio/ni tio/ti",
  "jeden/jedna dwa/dwie trzy cztery piec szesc siedem osiem dziewiec dziesiec",
];

const NUMBERS: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap((row) =>
    row
      .split(" ")
      .flatMap((forms, at) =>
        forms.split("/").map((form): [string, string] => [form, String(at + 1)]),
      ),
  ),
);

/** The folded text with its first small number in words as digits (`two days ago`), when it has no digits. */
export function digitsForWords(text: string): string {
  if (/\d/.test(text)) return text;
  const words = text.split(" ");
  // `a` and `un` are articles and prepositions too: a word that is a number alone goes first.
  const at = [2, 1].reduce(
    (found, least) =>
      found >= 0 ? found : words.findIndex((word) => Number(NUMBERS.get(word) ?? 0) >= least),
    -1,
  );
  return words.map((word, n) => (n === at ? (NUMBERS.get(word) ?? word) : word)).join(" ");
}
