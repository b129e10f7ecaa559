/** The word lists of all languages: `languages` names them, `choice` says which apply to a text, `lexica` looks words up. */
export { countFunctionWords, lexicaFor, lexicaOf } from "./choice.js";
export { PHRASE_LISTS, WORD_LISTS } from "./compiled.js";
export { LEXICA } from "./languages.js";
export type { Lexica } from "./lexica.js";
