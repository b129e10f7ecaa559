import type { PlatformAddresses } from "./platform.js";

const MAIN_HOST = /^(?:t\.me|telegram\.(?:me|dog))$/;
/** `durov.t.me/123` */
const CHANNEL_HOST = /^([a-z][a-z0-9_]{3,31})\.t\.me$/;
const CHANNEL = /^[A-Za-z][A-Za-z0-9_]{3,31}$/;
const MESSAGE = /^\d{1,12}$/;

/** First path segments that are links to do something, not channels. */
const RESERVED = new Set(
  (
    "addemoji addlist addstickers addtheme bg boost confirmphone contact giftcode invoice iv " +
    "joinchat login msg msg_url proxy resolve setlanguage share socks"
  ).split(" "),
);

/** Telegram's public channels (`t.me/name/1`, preview `t.me/s/name/1`) and private ones (`t.me/c/1/2`). */
export const telegram: PlatformAddresses = {
  platform: "telegram",
  owns: ({ host }) => MAIN_HOST.test(host) || CHANNEL_HOST.test(host),
  parse: ({ host, segments }) => {
    const sub = CHANNEL_HOST.exec(host)?.[1];
    if (segments[0] === "c") return fromPrivate(segments.slice(1));
    const path = sub === undefined ? segments : [sub, ...segments];
    return fromChannel(path[0] === "s" ? path.slice(1) : path);
  },
  addresses: (handle, id) => {
    if (handle === null) {
      return /^\d{1,16}\/\d{1,12}$/.test(id) ? [`https://t.me/c/${id}`] : [];
    }
    if (!CHANNEL.test(handle) || !MESSAGE.test(id)) return [];
    return [
      `https://t.me/${handle}/${id}`,
      `https://t.me/s/${handle}/${id}`,
      `https://t.me/${handle}/${id}?embed=1`,
      `https://telegram.me/${handle}/${id}`,
    ];
  },
  prefixes: (handle) => (CHANNEL.test(handle) ? [`t.me/${handle}/`, `t.me/s/${handle}/`] : []),
};

/** The last number is the message; one before it is the topic or thread it stands in. */
function fromPrivate([channel = "", ...numbers]: readonly string[]) {
  const message = numbers.at(-1) ?? "";
  const valid = /^\d{1,16}$/.test(channel) && MESSAGE.test(message) && numbers.length <= 2;
  return valid ? { handle: null, id: `${channel}/${message}` } : null;
}

function fromChannel([channel = "", ...numbers]: readonly string[]) {
  const handle = channel.replace(/^@/, "");
  if (!CHANNEL.test(handle) || RESERVED.has(handle.toLowerCase())) return null;
  const id = numbers.at(-1);
  if (id === undefined) return { handle, id: null };
  return numbers.length <= 2 && numbers.every((number) => MESSAGE.test(number))
    ? { handle, id }
    : null;
}
