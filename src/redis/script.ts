import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/** A Lua script; Redis runs it as one step, nothing in between and nothing by halves. */
export interface Script {
  lua: string;
  sha: string;
}

export function script(lua: string): Script {
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

/** Runs a script by its hash, sending its text only when this Redis does not know it yet. */
export async function runScript(
  redis: Redis,
  { lua, sha }: Script,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
    return redis.eval(lua, keys.length, ...keys, ...args);
  }
}

/** KEYS: what the keys begin with, which is in their slot. ARGV: ends of the keys (JSON), field … */
const READ_HASHES = script(`
local found = {}
for i, id in ipairs(cjson.decode(ARGV[1])) do
  found[i] = redis.call('HMGET', KEYS[1] .. id, unpack(ARGV, 2))
end
return cjson.encode(found)
`);

/**
 * The same fields of many hashes whose keys begin alike, in order. One argument and one answer for
 * all of them: the client takes longer to write or read a value than Redis takes to find it. What is
 * not there is null.
 */
export async function readHashes(
  redis: Redis,
  before: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<(string | null)[][]> {
  if (ids.length === 0) return [];
  const args = [JSON.stringify(ids), ...fields];
  const found = JSON.parse((await runScript(redis, READ_HASHES, [before], args)) as string);
  const orNull = (value: string | false) => (value === false ? null : value);
  return (found as (string | false)[][]).map((values) => values.map(orNull));
}

/** One call of a script among several. */
export interface ScriptCall {
  keys: readonly string[];
  args: readonly (string | number | Buffer)[];
}

/**
 * Runs a script several times in one round trip, each call a step of its own; what they return, in
 * order. Throws when one of them fails, the others having run all the same.
 */
export async function runScripts(
  redis: Redis,
  { lua, sha }: Script,
  calls: readonly ScriptCall[],
): Promise<unknown[]> {
  if (calls.length === 0) return [];
  const batch = redis.pipeline();
  for (const { keys, args } of calls) batch.evalsha(sha, keys.length, ...keys, ...args);
  const replies = (await batch.exec()) ?? [];
  return Promise.all(
    replies.map(([error, reply], place) => {
      const call = calls[place];
      if (error === null || call === undefined) return reply;
      if (!error.message.startsWith("NOSCRIPT")) throw error;
      return redis.eval(lua, call.keys.length, ...call.keys, ...call.args);
    }),
  );
}
