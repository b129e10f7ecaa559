import { relateHandles } from "./relation.js";

/** A handle on an account's post, as one capture shows it. */
export interface HandleSighting {
  handle: string;
  /** The platform's own id of the account. */
  accountId: string;
  /** When the capture was made, ISO. */
  capturedAt: string;
  /** Where the capture can be looked at. */
  uriM?: string;
}

/** Sightings beyond these say nothing new. */
const MAX_SIGHTINGS = 500;

/** Whether two handles name one account: the same but for case. */
export function isSameHandle(a: string, b: string): boolean {
  const relation = relateHandles(a, b);
  return relation === "exact" || relation === "same_case_insensitive";
}

/** The first capture that shows the account under the handle, and its last. */
export function sightingsOf(
  handle: string,
  accountId: string,
  sightings: readonly HandleSighting[],
): { first: HandleSighting; last: HandleSighting } | null {
  const own = inOrder(sightings).filter(
    (one) => one.accountId === accountId && isSameHandle(one.handle, handle),
  );
  const [first] = own;
  const last = own.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** The capture that shows the handle in the hands of another account, the latest one. */
export function otherOwner(
  handle: string,
  accountId: string,
  sightings: readonly HandleSighting[],
): HandleSighting | null {
  const others = inOrder(sightings).filter(
    (one) => one.accountId !== accountId && isSameHandle(one.handle, handle),
  );
  return others.at(-1) ?? null;
}

function inOrder(sightings: readonly HandleSighting[]): HandleSighting[] {
  return sightings
    .slice(0, MAX_SIGHTINGS)
    .filter(({ accountId }) => accountId !== "")
    .sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
}

/** `2023-02-06 (https://…)` of a capture; the day alone where it has no address. */
export function captureNamed(sighting: HandleSighting): string {
  return sighting.uriM === undefined
    ? dayOfCapture(sighting)
    : `${dayOfCapture(sighting)} (${sighting.uriM})`;
}

/** `2023-02-06` of a capture. */
export function dayOfCapture({ capturedAt }: HandleSighting): string {
  return capturedAt.slice(0, 10);
}
