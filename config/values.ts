import { z } from "zod";
import { BadAllowEntryError, createAllowList } from "../src/net/allow-list.js";
import { list } from "./setting.js";

const PROXY = /^(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]{2,45}(\/\d{1,3})?)$/;

/** An address of Redis, or of its socket. */
export const redisUrl = z
  .string()
  .trim()
  .refine((value) => /^(rediss?:\/\/[^/]|unix:\/\/\/|\/)/.test(value) && hasReadableHost(value), {
    error: "must be redis://…, rediss://… or unix:///path/of/socket",
  })
  .nullable();

function hasReadableHost(value: string): boolean {
  return value.startsWith("/") || URL.canParse(value);
}

/** Internal hosts and networks, as `createAllowList` takes them. */
export const allowHosts = list().superRefine((entries, context) => {
  try {
    createAllowList(entries);
  } catch (error) {
    if (!(error instanceof BadAllowEntryError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

/** `redis://user:secret@host` with the secret taken out. */
export function hidePassword(value: string | null): string | null {
  if (value === null || value.startsWith("/")) return value;
  const url = new URL(value);
  if (url.password !== "") url.password = "hidden";
  return url.href;
}

/** `https://user:secret@host`, with its kind in front or not, with user and secret taken out. */
export function hideCredentials(wheres: readonly string[]): string[] {
  return wheres.map((where) => where.replace(/:\/\/[^/@]*@/, "://hidden@"));
}

/** An http or https address, or none. */
export const httpAddress = z
  .string()
  .trim()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: "must be an http or https address",
  })
  .nullable();

/** As Express takes them: an address, `network/bits`, `loopback`, `linklocal`, `uniquelocal`. */
export const proxies = list().refine(
  (entries) => entries.every((one) => PROXY.test(one) && !/^\d+$/.test(one)),
  { error: "must be addresses or networks with commas between" },
);
