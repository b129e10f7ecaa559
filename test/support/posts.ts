/** An invented post, served as the platform's API 1.1 served it. */
export interface InventedPost {
  id: string;
  handle: string;
  userId: string;
  name: string;
  at: string;
  text: string;
  lang?: string;
}

/** Snowflake id of a moment; `salt` tells posts of one millisecond apart. */
export function idAt(iso: string, salt = 0): string {
  return (((BigInt(Date.parse(iso)) - 1288834974657n) << 22n) + BigInt(salt)).toString();
}

export function inventPost(given: Partial<InventedPost> & { text: string }): InventedPost {
  const at = given.at ?? "2023-02-06T09:14:03Z";
  return {
    id: idAt(at),
    handle: "ada_example",
    userId: "4242",
    name: "Ada Example",
    lang: "en",
    ...given,
    at,
  };
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function apiTime(iso: string): string {
  const date = new Date(iso);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ${two(
    date.getUTCHours(),
  )}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000 ${date.getUTCFullYear()}`;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function apiStatus(post: InventedPost): Record<string, unknown> {
  return {
    created_at: apiTime(post.at),
    id: Number(post.id),
    id_str: post.id,
    full_text: escaped(post.text),
    truncated: false,
    display_text_range: [0, [...escaped(post.text)].length],
    entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
    user: {
      id: Number(post.userId),
      id_str: post.userId,
      name: post.name,
      screen_name: post.handle,
    },
    lang: post.lang ?? "en",
  };
}

export const permalinkOf = (post: Pick<InventedPost, "handle" | "id">) =>
  `https://twitter.com/${post.handle}/status/${post.id}`;
