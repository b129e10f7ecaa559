import type { Address } from "../address.js";
import type { PlatformAddresses } from "./platform.js";

const USER = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?";
const HOST = "[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8}";
const ACCOUNT = new RegExp(`^@(${USER})(?:@(${HOST}))?$`, "i");
const FULL_HANDLE = new RegExp(`^@?(${USER})@(${HOST})$`, "i");
const ID = /^\d{1,20}$/;

/** Sites with `/@name/…` addresses that are no Mastodon servers. */
const OTHERS = /^(?:.+\.)?(?:medium\.com|odysee\.com|flipboard\.com|substack\.com|steemit\.com)$/;
/** Servers by their names: only there is an account's page told from anybody's `/@name`. */
const KNOWN_SERVER = /^(?:(?:mastodon|mstdn|masto|mas)\..+|.+\.masto\.host|truthsocial\.com)$/;

/**
 * Mastodon and what shares its addresses. Any host can be a server, so this one comes last. A post
 * seen through another server keeps its author's server in the handle, but its id is the viewing
 * server's own.
 */
export const mastodon: PlatformAddresses = {
  platform: "mastodon",
  owns: ({ scheme, host }) => scheme !== "at" && host.includes(".") && !OTHERS.test(host),
  parse: ({ host, segments }) =>
    fromAccountPath(host, segments) ?? fromUserPath(host, segments) ?? fromApiPath(segments),
  addresses: (handle, id) => {
    const [, user, host] = FULL_HANDLE.exec(handle ?? "") ?? [];
    if (user === undefined || host === undefined || !ID.test(id)) return [];
    return [
      `https://${host}/@${user}/${id}`,
      `https://${host}/users/${user}/statuses/${id}`,
      `https://${host}/@${user}/${id}/embed`,
      `https://${host}/api/v1/statuses/${id}`,
    ];
  },
  prefixes: (handle) => {
    const [, user, host] = FULL_HANDLE.exec(handle) ?? [];
    return user === undefined ? [] : [`${host}/@${user}/`, `${host}/users/${user}/statuses/`];
  },
};

function fromAccountPath(host: string, path: Address["segments"]) {
  const segments = path[0] === "web" || path[0] === "deck" ? path.slice(1) : path;
  const [, user, home] = ACCOUNT.exec(segments[0] ?? "") ?? [];
  if (user === undefined) return null;
  const handle = `${user}@${(home ?? host).toLowerCase()}`;
  if (segments.length === 1) return KNOWN_SERVER.test(host) ? { handle, id: null } : null;
  const id = segments[1] === "posts" ? segments[2] : segments[1];
  return id !== undefined && ID.test(id) ? { handle, id } : null;
}

/** The ActivityPub form. */
function fromUserPath(host: string, [users, user = "", statuses, id = ""]: Address["segments"]) {
  if (users !== "users" || statuses !== "statuses" || !ID.test(id)) return null;
  return ACCOUNT.test(`@${user}`) && !user.includes("@") ? { handle: `${user}@${host}`, id } : null;
}

/** The client API's form, which archives keep too (`addresses` asks for it); it names no account. */
function fromApiPath([api, version, statuses, id = ""]: Address["segments"]) {
  const isStatus = api === "api" && version === "v1" && statuses === "statuses";
  return isStatus && ID.test(id) ? { handle: null, id } : null;
}
