import { randomUUID } from "node:crypto";

/**
 * Ids are made from the verification's, so that work done twice writes the same ones. None holds
 * `:` or digits only (job ids must not), nor `.` (webhook ids must not).
 */
const VERIFICATION = /^ver_([0-9a-f]{32})$/;

export function newVerificationId(): string {
  return `ver_${randomUUID().replaceAll("-", "")}`;
}

export function isVerificationId(text: string): boolean {
  return VERIFICATION.test(text);
}

export function isVerdictId(text: string): boolean {
  return /^vd_[0-9a-f]{32}_\d{1,3}$/.test(text);
}

/** Id of a quote of a verification, which is also the id of its job. */
export function quoteId(verification: string, index: number): string {
  return `qt_${core(verification)}_${index}`;
}

export function verdictId(verification: string, index: number): string {
  return `vd_${core(verification)}_${index}`;
}

export function verdictEventId(verification: string, index: number): string {
  return `evt_${core(verification)}_${index}`;
}

export function completionEventId(verification: string): string {
  return `evt_${core(verification)}_completed`;
}

function core(verification: string): string {
  return verification.slice("ver_".length);
}
