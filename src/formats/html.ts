const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in a page, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

/** Text with `code` in backticks. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/**
 * An address that a link may lead to, written as addresses are (`a b` as `a%20b`: readers of linked
 * data drop what is none); null for others, such as a place in a file, or a script.
 */
export function linkable(address: string | null | undefined): string | null {
  if (address === null || address === undefined || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return /^https?:$/.test(protocol) ? href : null;
}

/** A capture as people look at it: replay has its bytes under `…id_/`, its page without. */
export function pageOfCapture(uriM: string): string | null {
  return linkable(uriM.replace(/(\/\d{14})id_\//, "$1/"));
}
