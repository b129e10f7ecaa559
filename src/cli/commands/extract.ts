import type { ExtractedArticle } from "../../articles/types.js";
import { decodeText } from "../../snapshots/charset.js";
import { type Command, EXIT, stringOption, UsageError } from "../command.js";
import { readInput } from "../files.js";
import { extractInput } from "../input.js";

/** One line a quote that is named but not read, and one for those that are another story's. */
function notes({ quotes, unread, setAside }: ExtractedArticle): string {
  const lines = unread.map(({ kind, url, src, caption, alt }) => {
    const what = [url ?? src, caption ?? alt].filter((one) => one !== null).join("; ");
    return `quotary extract: found but not read: ${kind} ${what}\n`;
  });
  if (setAside.length > 0) {
    const links = setAside.map(({ reason, url }) => `${reason} ${url ?? "(no link)"}`);
    lines.push(`quotary extract: set aside: ${links.join(", ")}\n`);
  }
  if (quotes.length === 0) lines.push("quotary extract: no quotes found\n");
  return lines.join("");
}

export const extract: Command = {
  help: `
usage: quotary extract FILE [--url URI-R] [--lang TAG] [--json]

FILE is an article as HTML or plain text, or - for stdin. Prints a request (article and quotes, as
quotary check and the API take it), with what was found but could not be read (embeds without
words, screenshots) under "unread", and what belongs to other stories under "setAside".

  --url URI-R   where the article was published; its own canonical link is used before
  --lang TAG    its language, where it does not say so itself
  --json        on one line`,
  options: {
    url: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  async run({ positionals, values }, io) {
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) {
      throw new UsageError("give one FILE, or - for stdin (see quotary extract --help)");
    }
    const url = stringOption(values, "url");
    const lang = stringOption(values, "lang");
    const { text } = decodeText(await readInput(file, io), null);
    const extracted = extractInput(file, text, {
      ...(url !== undefined && { url }),
      ...(lang !== undefined && { lang }),
    });
    io.stdout(`${JSON.stringify(extracted, null, values.json === true ? 0 : 2)}\n`);
    io.stderr(notes(extracted));
    return EXIT.done;
  },
};
