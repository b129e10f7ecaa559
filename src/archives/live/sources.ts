import { z } from "zod";
import { permalinkOf } from "../../handles/addresses.js";
import { type Permalink, parsePermalink, readOriginalAddress } from "../../handles/permalink.js";
import { type Platform, PlatformSchema } from "../../records/platform.js";
import { BadWhereError } from "../errors.js";
import type { RemoteHost } from "../remote/host.js";
import { publicLimits } from "../remote/limits.js";
import { openHost } from "../remote/open-host.js";
import type { ArchiveSettings } from "../settings.js";
import { shippedConfig } from "../shipped.js";

const KnownSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  z.object({
    platform: PlatformSchema,
    /** `{id}`, `{handle}`, `{url}` (the permalink), `{at}` and `{token}` stand for the post's own. */
    address: z.string(),
    description: z.string(),
    /** What it puts up with; `source` says who says so. */
    limits: z.object({
      perMinute: z.number().positive(),
      concurrency: z.number().int().positive(),
      source: z.string(),
    }),
  }),
);

/** A platform's public answer about one post, which the configuration allows to be fetched. */
export interface LiveSource {
  platform: Platform;
  remote: RemoteHost;
  /** Where it answers for a post; null when the post is not its own. `uriR`: the post's address. */
  addressOf(post: Permalink & { id: string }, uriR: string): string | null;
}

type Wanted = Permalink & { id: string };

/** What embeds send along with the id: a number made of it, no secret. */
function tokenOf(id: string): string {
  return ((Number(id) / 1e15) * Math.PI).toString(36).replace(/0+|\./g, "");
}

const PLACEHOLDERS: Readonly<Record<string, (post: Wanted, uriR: string) => string | null>> = {
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  url: ({ platform, handle, id }, uriR) => permalinkOf(platform, handle, id) ?? uriR,
  at: ({ handle, id }) => handle && `at://${handle}/app.bsky.feed.post/${id}`,
  token: ({ id }) => tokenOf(id),
};

/** The address with the post's own in place; null when something of that is not known. */
function fill(template: string, post: Wanted, uriR: string): string | null {
  let isWhole = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = PLACEHOLDERS[name]?.(post, uriR) ?? null;
    isWhole &&= value !== null;
    return encodeURIComponent(value ?? "");
  });
  return isWhole ? filled : null;
}

/** An id that every platform's addresses take. */
const SAMPLE = { handle: "ada.example", id: "2222222222222" };

/** Whatever answers must do so at an address that names platform and post, or it is no evidence. */
function checkTemplate(where: string, platform: Platform, template: string): void {
  const sample = fill(template, { platform, ...SAMPLE }, "https://ada.example/");
  const named = sample && URL.canParse(sample) ? parsePermalink(sample) : null;
  if (named?.platform !== platform || named.id !== SAMPLE.id) {
    throw new BadWhereError(where, `names no address at which ${platform} answers for a post`);
  }
}

/** Posts of Mastodon are numbered by each server for itself: only that one answers for them. */
function isItsOwn(template: string, platform: Platform, uriR: string): boolean {
  if (platform !== "mastodon") return true;
  return readOriginalAddress(uriR)?.host === new URL(template).hostname.toLowerCase();
}

function open(
  where: string,
  name: string,
  platform: Platform,
  template: string,
  settings: ArchiveSettings,
): LiveSource {
  checkTemplate(where, platform, template);
  return {
    platform,
    remote: openHost(where, new URL(template).origin, name, settings),
    addressOf: (post, uriR) =>
      post.platform === platform && isItsOwn(template, platform, uriR)
        ? fill(template, post, uriR)
        : null,
  };
}

/**
 * The live sources that `QUOTARY_LIVE` names: names of `config/live-sources.json`, or an address
 * with its platform in front (`mastodon+https://HOST/api/v1/statuses/{id}`). Throws `BadWhereError`
 * for what names none.
 */
export function openSources(wheres: readonly string[], settings: ArchiveSettings): LiveSource[] {
  const known = KnownSchema.parse(shippedConfig("live-sources.json"));
  return [...new Set(wheres)].map((where) => {
    const named = Object.hasOwn(known, where) ? known[where] : undefined;
    if (named) {
      const { perMinute, concurrency } = named.limits;
      const limits = publicLimits({
        indexPerMinute: perMinute,
        replayPerMinute: perMinute,
        savePerMinute: perMinute,
        concurrency,
      });
      return open(where, where, named.platform, named.address, { limits, ...settings });
    }
    const [, kind = "", template = ""] = /^([a-z]+)\+(.*)$/.exec(where) ?? [];
    const platform = PlatformSchema.safeParse(kind);
    if (!platform.success) {
      const names = Object.keys(known).join(", ");
      throw new BadWhereError(
        where,
        `names no live source. What does: ${names}; PLATFORM+https://…`,
      );
    }
    if (!/^https?:\/\/[^/{}]+\//.test(template) || !URL.canParse(template)) {
      throw new BadWhereError(where, "must hold an http or https address");
    }
    return open(where, new URL(template).host, platform.data, template, settings);
  });
}
