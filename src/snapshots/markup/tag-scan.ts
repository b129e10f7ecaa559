const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Offset just behind a start or end tag's name that begins at `at`. */
export function endOfName(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === GT || code === SLASH || isSpace(code)) break;
    end += 1;
  }
  return end;
}

/**
 * Offset just behind the `>` of a start tag, given the end of its name; negative when the tag
 * closes itself (`/>`), 0 when the text ends first. Quotes only count where an attribute's value
 * begins, as in HTML.
 */
export function endOfStartTag(text: string, nameEnd: number): number {
  const length = text.length;
  let at = nameEnd;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === GT) return at + 1;
    if (code === SLASH) {
      at = skipSpace(text, at + 1);
      if (text.charCodeAt(at) === GT) return -(at + 1);
    } else if (isSpace(code)) at += 1;
    else {
      at = endOfAttribute(text, at);
      if (at === -1) break;
    }
  }
  return 0;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function endOfAttribute(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === GT || code === SLASH || isSpace(code)) break;
  }
  at = skipSpace(text, at);
  if (text.charCodeAt(at) !== EQUALS) return at;
  at = skipSpace(text, at + 1);
  const quote = text.charCodeAt(at);
  if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
    const close = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
    return close === -1 ? -1 : close + 1;
  }
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === GT || isSpace(code)) break;
  }
  return at;
}

/** Offset of the `</name` that ends a raw-text element, or the text's length. */
export function endOfRawText(text: string, from: number, name: string): number {
  let at = text.indexOf("</", from);
  while (at !== -1) {
    const after = at + 2 + name.length;
    const code = text.charCodeAt(after);
    if ((code === GT || isSpace(code)) && text.slice(at + 2, after).toLowerCase() === name) {
      return at;
    }
    at = text.indexOf("</", at + 2);
  }
  return text.length;
}

const SCRIPT_PARTS = /<!--|-->|<(\/?)script(?=[\s/>])/gi;

/**
 * Where a browser ends a script: `<!-- <script>` in it takes the next `</script>` for itself (HTML,
 * "script data double escaped state"), which parsers that keep to the first one do not know.
 */
export function endOfScript(text: string, from: number): number {
  let state: "plain" | "escaped" | "double" = "plain";
  SCRIPT_PARTS.lastIndex = from;
  for (let part = SCRIPT_PARTS.exec(text); part !== null; part = SCRIPT_PARTS.exec(text)) {
    if (part[0] === "-->") state = "plain";
    else if (part[0] === "<!--") {
      if (state === "plain") state = "escaped";
      // `<!-->` opens and closes.
      SCRIPT_PARTS.lastIndex = part.index + 2;
    } else if (part[1] === "") state = state === "escaped" ? "double" : state;
    else if (state === "double") state = "escaped";
    else return part.index;
  }
  return text.length;
}

/**
 * Offset behind a comment, declaration or processing instruction whose `<` is at `at`; the text's
 * length when nothing ends it.
 */
export function endOfNonElement(text: string, at: number): number {
  if (text.startsWith("<!--", at)) {
    // `<!-->` and `<!--->` are whole comments.
    const close = text.indexOf("-->", at + 2);
    return close === -1 ? text.length : close + 3;
  }
  const [mark, from] = text.startsWith("<![CDATA[", at) ? ["]]>", at + 9] : [">", at + 1];
  const close = text.indexOf(mark as string, from as number);
  return close === -1 ? text.length : close + (mark as string).length;
}
