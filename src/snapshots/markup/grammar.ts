/**
 * The part of HTML's tree building that cheerio's parser (htmlparser2) applies, as tables. The
 * outline follows the same rules, so that both see the same elements; a property test compares them.
 */

const set = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Elements without an end tag. */
const VOID = set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr",
);

/** Elements whose content is text, whatever it looks like. */
const RAW_TEXT = set("script style title textarea xmp");

/** Inside these a trailing slash closes an element. */
const FOREIGN = set("math svg");

/** Islands of HTML inside foreign content. */
const INTEGRATION = set("mi mo mn ms mtext annotation-xml foreignobject desc title");

/** Elements whose content no reader with a browser sees as part of the page. */
export const INERT = set(
  "template noscript iframe noembed noframes object audio video canvas datalist",
);

const CLOSES_P = set("p");
const CLOSES_FORM_PART = set("input option optgroup select button datalist textarea");
const CLOSES_TABLE_SECTION = set("thead tbody");
const CLOSES_DEFINITION = set("dd dt");
const CLOSES_RUBY = set("rt rp");

function each(names: string, closes: ReadonlySet<string>): [string, ReadonlySet<string>][] {
  return names.split(" ").map((name) => [name, closes]);
}

/** What a start tag closes when that is the innermost open element. */
const IMPLIES_CLOSE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["tr", set("tr th td")],
  ["th", set("th")],
  ["td", set("thead th td")],
  ["body", set("head link script")],
  ["li", set("li")],
  ["option", set("option")],
  ["optgroup", set("optgroup option")],
  ...each("select input output button datalist textarea", CLOSES_FORM_PART),
  ...each("dd dt", CLOSES_DEFINITION),
  ...each("rt rp", CLOSES_RUBY),
  ...each("tbody tfoot", CLOSES_TABLE_SECTION),
  ...each("p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset", CLOSES_P),
  ...each("figcaption figure footer form header hr main nav ol pre section table ul", CLOSES_P),
]);

/** All that the tables say of one name. */
export interface TagRules {
  readonly isVoid: boolean;
  readonly isRawText: boolean;
  readonly isForeign: boolean;
  readonly isIntegration: boolean;
  readonly isInert: boolean;
  readonly implies: ReadonlySet<string> | null;
}

export function rulesOf(name: string): TagRules {
  return {
    isVoid: VOID.has(name),
    isRawText: RAW_TEXT.has(name),
    isForeign: FOREIGN.has(name),
    isIntegration: INTEGRATION.has(name),
    isInert: INERT.has(name),
    implies: IMPLIES_CLOSE.get(name) ?? null,
  };
}
