import { Buffer } from "node:buffer";
import { unpackBody } from "../bytes.js";
import type { Frame } from "./frame.js";
import { bodyOf, type MimePart, parameter, partsOf, readPart } from "./mime.js";

const HEADER_LINE =
  /^(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type|X-[\w-]{1,40}):/i;

/** The saved page itself: the part the message names, else its first part of HTML. */
function rootOf(message: MimePart, parts: readonly MimePart[]): MimePart | null {
  const isHtml = (part: MimePart) =>
    /^(?:text\/html|application\/xhtml\+xml)\b/i.test(part.headers.get("content-type") ?? "");
  const location = message.headers.get("snapshot-content-location");
  const start = parameter(message.headers.get("content-type") ?? "", "start");
  const pages = parts.filter(isHtml);
  return (
    pages.find((part) => start !== null && part.headers.get("content-id") === start) ??
    pages.find(
      (part) => location !== undefined && part.headers.get("content-location") === location,
    ) ??
    pages[0] ??
    null
  );
}

/** A page saved by a browser as one MIME message (`.mhtml`, `.mht`; RFC 2557). */
export const mhtml: Frame = {
  name: "mhtml",
  looksFor: "a MIME message of type multipart/related with a part of HTML",
  unwrap(page) {
    if (!HEADER_LINE.test(page.raw.slice(0, 100).trimStart())) return null;
    const { bytes } = unpackBody(page.capture.body, page.capture.contentEncoding ?? null);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const message = readPart(text, text.length - text.trimStart().length, text.length);
    const type = message?.headers.get("content-type") ?? "";
    const boundary = parameter(type, "boundary");
    if (!message || boundary === null || !/^multipart\/related\b/i.test(type)) return null;
    const root = rootOf(message, partsOf(text, message, boundary));
    if (root === null) return null;
    const saved =
      message.headers.get("snapshot-content-location") ?? root.headers.get("content-location");
    return {
      ...page.capture,
      uriR: page.capture.uriR ?? (saved && /^https?:\/\//i.test(saved) ? saved : null),
      contentType: root.headers.get("content-type") ?? "text/html",
      contentEncoding: null,
      body: bodyOf(text, root),
    };
  },
};
