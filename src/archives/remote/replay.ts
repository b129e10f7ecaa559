import {
  type AskContext,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { BodyTooLongError } from "../../net/errors.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { Sort } from "../cache/answers.js";
import { digestFits, parseDigest } from "../digest.js";
import { RefusedError, WithheldError } from "../errors.js";
import { hashedForms, packedAs } from "../http-message.js";
import { isSameArchive } from "../known.js";
import { surtKey } from "../surt.js";
import { toIsoSeconds } from "../timestamp.js";
import { header, type RemoteHost } from "./host.js";
import { parseLinkFormat } from "./link-format.js";
import { textOf, withheldBecause } from "./withheld.js";

const MAX_REDIRECTS = 10;

/** `/web/20230206101112id_/https://…` in its parts. */
const URI_M = /^(.*\/)(\d{1,14})([a-z]{2}_)?\/(\S+)$/s;

/** The address inside an archive address, or null. */
export function originalOf(uriM: string): string | null {
  const original = URI_M.exec(uriM)?.[4];
  return original && /^(https?:)?\/\//i.test(original) ? original : null;
}

/** An address as it stands inside another: a `#` in it would end that. */
export function escapedUriR(uriR: string): string {
  return uriR.replaceAll("#", "%23");
}

/** The same capture as it was stored: with the flag `id_`, whatever flag it had. */
export function rawUriM(uriM: string): string {
  const [, before, time, , original] = URI_M.exec(uriM) ?? [];
  return before && time && original ? `${before}${time}id_/${original}` : uriM;
}

/** The same capture as people look at it, without a flag. */
function viewUriM(uriM: string): string {
  const [, before, time, , original] = URI_M.exec(uriM) ?? [];
  return before && time && original ? `${before}${time}/${original}` : uriM;
}

/** The capture an archive handed over, and the address it was had from. */
interface Memento {
  response: GuardedResponse;
  uriM: string;
  capturedAt: string;
}

/** Where an archive's own redirect leads; it must stay on the archive's host. */
function redirectTarget(ref: CaptureRef, from: string, response: GuardedResponse): string {
  const location = header(response, "location");
  if (location === null || !URL.canParse(location, from)) {
    throw new CaptureUnreadableError(
      ref,
      `the archive answered ${response.status} without a target`,
    );
  }
  const [target, here] = [new URL(location, from), new URL(from)];
  const sameHost = isSameArchive(target.hostname, here.hostname);
  const secureEnough = target.protocol === here.protocol || target.protocol === "https:";
  if (
    !sameHost ||
    !secureEnough ||
    (target.protocol === here.protocol && target.port !== here.port)
  ) {
    throw new CaptureUnreadableError(
      ref,
      `the archive leads away from itself, to ${target.origin}`,
    );
  }
  return target.href;
}

/** Wayback's words for an address of which it has no capture at all (facts: archives 3). */
const NEVER_ARCHIVED = /has not archived that URL/i;

/** The archive says that it has no capture of this address. */
class NeverArchivedError extends CaptureUnreadableError {
  constructor(ref: CaptureRef) {
    super(ref, "the archive answered 404: it never archived this address");
  }
}

/** What an answer that is no capture means: nothing more to be had here, or the archive is unwell. */
function refusal(ref: CaptureRef, response: GuardedResponse, host: RemoteHost): Error {
  const withheld = withheldBecause(response);
  if (withheld)
    return new WithheldError(host.archive, `${host.archive} withholds ${ref.uriR}: ${withheld}`);
  const runtimeError = header(response, "x-archive-wayback-runtime-error");
  if (runtimeError) {
    return new CaptureUnreadableError(ref, `cannot be played: ${runtimeError.slice(0, 300)}`);
  }
  const { status } = response;
  if (status === 200 && /captcha/i.test(textOf(response).slice(0, 20_000))) {
    return new RefusedError(host.archive, `${host.archive} asks for a CAPTCHA`);
  }
  if (status === 404 && NEVER_ARCHIVED.test(textOf(response))) return new NeverArchivedError(ref);
  if (status === 404 || status === 400 || status === 410 || status < 300) {
    return new CaptureUnreadableError(ref, `the archive answered ${status} without a capture`);
  }
  return host.failure(response);
}

/** What a replay's answer is kept as: a capture never changes, the way to the nearest one may. */
function sortOf(response: GuardedResponse): Sort {
  const { status } = response;
  if (header(response, "memento-datetime")) return "capture";
  // One that leads elsewhere is no way to a capture: the archive is being mended, or moved.
  if (status >= 300 && status < 400) {
    return originalOf(header(response, "location") ?? "") === null ? null : "way";
  }
  return status === 404 || withheldBecause(response) ? "none" : null;
}

/** How captures are asked for. */
interface Manner {
  /** Headers of the first request. */
  headers?: Readonly<Record<string, string>>;
  /** Of archives that may have no raw form of their captures: as they are shown, then. */
  orShown?: boolean;
}

/**
 * A gate may hand over the capture itself, as people look at it, and say where that is to be had
 * (RFC 7089, 4.1.2). Null where it names no address of its own.
 */
function negotiatedAt(gate: string, response: GuardedResponse): string | null {
  const location = header(response, "content-location");
  if (originalOf(gate) !== null || location === null || !URL.canParse(location, gate)) return null;
  const uriM = new URL(location, gate);
  const isOther = rawUriM(uriM.href) !== gate;
  return isOther && isSameArchive(uriM.hostname, new URL(gate).hostname) ? uriM.href : null;
}

/**
 * Follows the archive's own redirects to the capture, by hand. A redirect that was captured is a
 * capture: it is handed over, not followed.
 */
async function fetchMemento(
  ref: CaptureRef,
  start: string,
  host: RemoteHost,
  context: AskContext,
  { headers = {}, orShown = false }: Manner,
): Promise<Memento> {
  const visited = new Set<string>();
  let address = start;
  let shown = orShown ? ref.uriM : start;
  const follow = (uriM: string): void => {
    const raw = rawUriM(uriM);
    address = orShown && visited.has(raw) ? uriM : raw;
    shown = orShown ? uriM : raw;
  };
  while (visited.size <= MAX_REDIRECTS) {
    if (visited.has(address))
      throw new CaptureUnreadableError(ref, "the archive redirects in a circle");
    visited.add(address);
    const response = await host
      .ask(
        address,
        // The way to the nearest capture may be another one now; a capture never changes.
        { ...context, fresh: context.fresh === true && address === start },
        { sortOf, ...(address === start && { headers }) },
      )
      .catch((error: unknown) => {
        if (error instanceof BodyTooLongError) throw new CaptureUnreadableError(ref, error.message);
        throw error;
      });
    const datetime = header(response, "memento-datetime");
    const capturedAt = datetime && toIsoSeconds(datetime);
    const own = address === start ? negotiatedAt(address, response) : null;
    if (capturedAt && own !== null) {
      follow(own);
      continue;
    }
    if (capturedAt) return { response, uriM: address, capturedAt };
    const isRedirect = response.status >= 300 && response.status < 400;
    if (isRedirect) follow(redirectTarget(ref, address, response));
    else if (response.status === 404 && !visited.has(shown)) address = shown;
    else throw refusal(ref, response, host);
  }
  throw new CaptureUnreadableError(ref, `the archive redirects more than ${MAX_REDIRECTS} times`);
}

/** Of the Link header: the address really captured, and when it was first and last. */
function linked(response: GuardedResponse): {
  original: string | null;
  around: { first: string | null; last: string | null };
} {
  let original: string | null = null;
  const around: { first: string | null; last: string | null } = { first: null, last: null };
  for (const { uri, rel, attributes } of parseLinkFormat(
    (response.headers.get("link") ?? []).join(", "),
  )) {
    if (rel.includes("original")) original ??= uri;
    if (!rel.includes("memento")) continue;
    const time = toIsoSeconds(attributes.get("datetime") ?? "");
    if (rel.includes("first")) around.first ??= time;
    if (rel.includes("last")) around.last ??= time;
  }
  return { original, around };
}

const ORIGINAL = "x-archive-orig-";

/** Headers as captured, as far as the archive tells them: under a prefix, or the type alone. */
function capturedHeaders(response: GuardedResponse): [string, string][] {
  const told = [...response.headers].flatMap(([name, values]) =>
    name.startsWith(ORIGINAL)
      ? values.map((value): [string, string] => [name.slice(ORIGINAL.length), value])
      : [],
  );
  const type = header(response, "content-type");
  return told.length > 0 || type === null ? told : [["content-type", type]];
}

/** Why a digest that does not fit says nothing here (facts: archives 3). */
function whyNotVerified(
  stated: string | null,
  isOther: boolean,
  headers: readonly (readonly [string, string])[],
  contentEncoding: string | null,
): string {
  const captured = (name: string) => headers.find(([given]) => given === name)?.[1] ?? "";
  if (stated === null) return "the archive states no digest";
  if (isOther) return "the archive handed over another capture than the one whose digest it states";
  if (contentEncoding === null && captured("content-encoding") !== "") {
    return "stored packed and handed over unpacked: the packed bytes were hashed";
  }
  if (/chunked/i.test(captured("transfer-encoding"))) {
    return "received in chunks, whose framing may have been hashed with it";
  }
  return "what the archive hashed may have been packed or framed otherwise";
}

const DAY_MS = 86_400_000;

/** Says that another capture came than the one asked for, when its time differs. */
function timeNote(asked: CaptureRef, capturedAt: string): string | null {
  const distance = Math.abs(Date.parse(capturedAt) - Date.parse(asked.capturedAt));
  if (!(distance > 1000)) return null;
  const far =
    distance < DAY_MS
      ? `${Math.round(distance / 1000)} s`
      : `${Math.round(distance / DAY_MS)} days`;
  return `asked for the capture of ${asked.capturedAt}, the archive handed over that of ${capturedAt} (${far} apart)`;
}

/**
 * Reads a capture from a replay address (`id_`), in the order of decisions of facts: archives 3.
 * `digestVerified` is true or null: a digest that does not fit says nothing, for what the archive
 * hashed may have been packed or framed otherwise.
 */
export function replay(
  ref: CaptureRef,
  rawAddress: string,
  host: RemoteHost,
  context: AskContext,
  manner: Manner = {},
): Promise<ReadCapture> {
  return replayed(ref, rawAddress, host, { ...context, fresh: false }, manner);
}

async function replayed(
  ref: CaptureRef,
  rawAddress: string,
  host: RemoteHost,
  context: AskContext,
  manner: Manner,
): Promise<ReadCapture> {
  const { response, uriM, capturedAt } = await fetchMemento(ref, rawAddress, host, context, manner);
  const { original, around } = linked(response);
  const uriR = original ?? originalOf(uriM) ?? ref.uriR;
  if (surtKey(uriR) !== surtKey(ref.uriR)) {
    throw new CaptureUnreadableError(ref, `the archive handed over a capture of ${uriR}`);
  }
  const { body } = response;
  const contentEncoding = packedAs(body, header(response, "content-encoding"));
  const digest = parseDigest(ref.digest ?? "");
  const fits = digest !== null && digestFits(digest, hashedForms(body, contentEncoding));
  const note = timeNote(ref, capturedAt);
  const headers = capturedHeaders(response);
  const location = header(response, "x-archive-orig-location") ?? header(response, "location");
  return {
    ref: { ...ref, uriR, capturedAt, uriM: viewUriM(uriM), status: response.status },
    capture: {
      uriR,
      capturedAt,
      contentType:
        header(response, "x-archive-orig-content-type") ?? header(response, "content-type"),
      contentEncoding,
      status: response.status,
      location: location && (originalOf(location) ?? location),
      body,
    },
    digest: note === null || fits ? ref.digest : null,
    digestVerified: fits ? true : null,
    digestBecause: fits
      ? null
      : whyNotVerified(ref.digest, note !== null, headers, contentEncoding),
    headers,
    note,
    around,
  };
}

/**
 * The capture nearest to a time, of an address that no list was asked for; null when the archive
 * says that it never archived it. Which capture comes is the archive's choice: that it is not of the
 * time asked for goes without saying.
 */
export async function replayNearest(
  wanted: { archive: string; uriR: string; at: string },
  address: string,
  host: RemoteHost,
  context: AskContext,
  manner: Manner = {},
): Promise<ReadCapture | null> {
  const { archive, uriR, at } = wanted;
  const unknown = { status: null, mime: null, digest: null };
  const ref: CaptureRef = { archive, uriR, uriM: viewUriM(address), capturedAt: at, ...unknown };
  try {
    return { ...(await replayed(ref, address, host, context, manner)), note: null };
  } catch (error) {
    if (error instanceof NeverArchivedError) return null;
    throw error;
  }
}
