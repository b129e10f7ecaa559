import { script } from "../redis/script.js";

/*
 * What must happen all or not at all. Every script names its keys in KEYS, so that they also run
 * on a cluster (the prefix keeps them in one slot).
 */

/**
 * Stores a new verification with its records, unless its Idempotency-Key is known, its API key
 * would have more open quotes than it may, or it asks a verdict again whose turn somebody else took.
 * KEYS: verification, records, quotes, all, open, idempotency, work, rechecks.
 * ARGV: id, now (ms), look at (ms), retention (s), idempotency retention (s; 0 = no key),
 *       fingerprint, most open quotes (0 = any number), id of the verdict whose time has come to be
 *       asked again ('' = none), count of hash parts n, n parts (field, value …), records …
 * Returns {} when stored, {'too-much', open quotes}, {'taken'}, or the idempotency hash.
 */
export const CREATE = script(`
local keep = tonumber(ARGV[4])
if ARGV[8] ~= '' and redis.call('ZREM', KEYS[8], ARGV[8]) == 0 then return {'taken'} end
if ARGV[5] ~= '0' then
  local known = redis.call('HGETALL', KEYS[6])
  if #known > 0 then return known end
end
local parts, most = tonumber(ARGV[9]), tonumber(ARGV[7])
if most > 0 then
  local total = #ARGV - 9 - parts
  local open = tonumber(redis.call('HGET', KEYS[7], 'sum') or '0')
  if open + total > most then return {'too-much', tostring(open)} end
  redis.call('HINCRBY', KEYS[7], 'sum', total)
  redis.call('HSET', KEYS[7], ARGV[1], total)
  redis.call('EXPIRE', KEYS[7], keep)
end
if ARGV[5] ~= '0' then
  redis.call('HSET', KEYS[6], 'fingerprint', ARGV[6], 'verification', ARGV[1],
    'state', 'running', 'since', ARGV[2])
  redis.call('EXPIRE', KEYS[6], ARGV[5])
end
for i = 10, 9 + parts, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
for i = 10 + parts, #ARGV do
  redis.call('HSET', KEYS[2], i - 10 - parts, ARGV[i])
  redis.call('HSET', KEYS[3], i - 10 - parts, 'queued')
end
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], keep) end
redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[2] - keep * 1000)
redis.call('ZADD', KEYS[5], ARGV[3], ARGV[1])
return {}
`);

/**
 * Takes finished work out of what an API key has open. KEYS: work.
 * ARGV: id, open as noted, open in truth, id, …; what changed meanwhile is left for the next time.
 */
export const RECOUNT = script(`
for i = 1, #ARGV, 3 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    if ARGV[i + 2] == '0' then redis.call('HDEL', KEYS[1], ARGV[i])
    else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
    redis.call('HINCRBY', KEYS[1], 'sum', ARGV[i + 2] - ARGV[i + 1])
  end
end
return 1
`);

/**
 * Ids from the newest to the oldest, in one step, so that what arrives meanwhile moves nothing.
 * KEYS: all. ARGV: id to go on after ('' = from the newest), latest time (ms; '' = any), most.
 */
export const LIST = script(`
local from = 0
if ARGV[1] ~= '' then
  local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
  if not rank then return {} end
  from = rank + 1
elseif ARGV[2] ~= '' then
  from = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[2], '+inf')
end
return redis.call('ZREVRANGE', KEYS[1], from, from + ARGV[3] - 1)
`);

/**
 * A verification as of one moment, so that its counts fit its statuses. A script and no transaction,
 * which a Redis that is full refuses even where it only reads. KEYS: verification, records, quotes.
 */
export const READ = script(`
return {redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3])}
`);

/**
 * Takes a quote up. KEYS: verification, quotes, records. ARGV: index, channel, fields of the
 * verification's hash …
 * Returns 'run', the record and the fields, or why it is not to be run: 'gone', 'cancelled',
 * 'completed', 'failed'.
 */
export const START = script(`
local fields = redis.call('HMGET', KEYS[1], 'status', unpack(ARGV, 3))
local status = fields[1]
if not status then return {'gone'} end
local quote = redis.call('HGET', KEYS[2], ARGV[1])
if quote == 'completed' or quote == 'failed' then return {quote} end
if status == 'cancelled' then return {'cancelled'} end
local record = redis.call('HGET', KEYS[3], ARGV[1])
if not quote or not record then return {'gone'} end
redis.call('HSET', KEYS[2], ARGV[1], 'running')
if quote == 'waiting-for-archive' then redis.call('HDEL', KEYS[2], 'until:' .. ARGV[1]) end
if status == 'queued' then redis.call('HSET', KEYS[1], 'status', 'running') end
redis.call('PUBLISH', ARGV[2], 'running')
return {'run', record, unpack(fields, 2, #ARGV - 1)}
`);

/**
 * Puts a running quote off. KEYS: quotes. ARGV: index, until (ISO), channel.
 */
export const PUT_OFF = script(`
if redis.call('HGET', KEYS[1], ARGV[1]) ~= 'running' then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], 'waiting-for-archive', 'until:' .. ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'running')
return 1
`);

/**
 * Lua: writes an event into the outbox where anybody listens: the verification's own webhook, or an
 * endpoint of its tenant. \`keys\` are verification, listeners, outbox and event; \`meta\` is what the
 * verification's hash says. Times are as the numbers are: workers look at the clock before they come
 * here, and not in the order in which they do.
 */
const ANNOUNCE = `
local told = 0
local function announce(keys, meta, event, kind, about, iso, ms, keep)
  if not meta.webhook and redis.call('HEXISTS', keys[2], meta.tenant) == 0 then return end
  local last = redis.call('HGET', keys[1], 'toldAt')
  if last and last > iso then iso = last else redis.call('HSET', keys[1], 'toldAt', iso) end
  redis.call('HSET', keys[4], 'type', kind, 'timestamp', iso, 'tenant', meta.tenant,
    'verification', meta.id, 'about', about,
    'sequence', redis.call('HINCRBY', keys[1], 'sequence', 1))
  redis.call('EXPIRE', keys[4], keep)
  redis.call('ZADD', keys[3], ms, event)
  told = told + 1
end
`;

/**
 * Ends a quote: verdict (or the reason of a failure), count, completion and webhook events in one
 * step; a second run changes nothing.
 * A recheck is linked to the verdict it asks again, and a changed outcome is an event of its own;
 * of one that nobody asked for, no other event is told. One that failed leaves the older verdict
 * with the reason, and with a time at which it is asked once more.
 * KEYS: verification, records, quotes, verdict, open, outbox, verdict event, completion event,
 *       change event, rechecks, superseding, ended, listeners, counts, failure of a recheck.
 * ARGV: id, index, status, outcome ('' when failed), verdict JSON or reason, now (ISO), now (ms),
 *       retention (s), channel, verdict id, verdict event id, completion event id,
 *       change event id, ask again at (ms; '' = never), id of the verdict asked again ('' = none),
 *       '1' when its outcome was another, channel of its verification,
 *       what is kept of the record from now on ('' = what is there),
 *       JSON of how the recheck failed ('' = it did not, or somebody asked for it).
 * Returns how many events were written when it was this call that ended the quote, else -1.
 */
export const FINISH = script(`${ANNOUNCE}
local id, index, status, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[8]
local before = redis.call('HGET', KEYS[3], index)
if not before or before == 'completed' or before == 'failed' then return -1 end

local found = redis.call('HMGET', KEYS[1], 'status', 'total', 'automatic', 'tenant', 'webhookUrl')
local standing, total, asked = found[1], tonumber(found[2]), not found[3]
local meta = {id = id, tenant = found[4] or '', webhook = found[5]}
local function tell(key, event, kind, about)
  announce({KEYS[1], KEYS[13], KEYS[6], key}, meta, event, kind, about, ARGV[6], ARGV[7], keep)
end

redis.call('HSET', KEYS[3], index, status)
if ARGV[18] ~= '' then redis.call('HSET', KEYS[2], index, ARGV[18]) end
if status == 'completed' then
  redis.call('SET', KEYS[4], ARGV[5], 'EX', keep)
  redis.call('HINCRBY', KEYS[1], 'outcome:' .. ARGV[4], 1)
  redis.call('HINCRBY', KEYS[14], '["quotary_verdicts_total","' .. ARGV[4] .. '"]', 1)
  if asked then tell(KEYS[7], ARGV[11], 'verdict.created', ARGV[10]) end
  if ARGV[14] ~= '' and standing ~= 'cancelled' then
    redis.call('ZADD', KEYS[10], ARGV[14], ARGV[10])
  end
  if ARGV[15] ~= '' then
    redis.call('SET', KEYS[11], ARGV[10], 'EX', keep)
    redis.call('ZREM', KEYS[10], ARGV[15])
    redis.call('DEL', KEYS[15])
    if ARGV[16] == '1' then tell(KEYS[9], ARGV[13], 'verdict.changed', ARGV[10]) end
    redis.call('PUBLISH', ARGV[17], 'superseded')
  end
else
  redis.call('HSET', KEYS[3], 'because:' .. index, ARGV[5])
  redis.call('HINCRBY', KEYS[14], '["quotary_quotes_failed_total"]', 1)
  if ARGV[19] ~= '' and redis.call('EXISTS', KEYS[11]) == 0 then
    redis.call('SET', KEYS[15], ARGV[19], 'EX', keep)
    if ARGV[14] ~= '' and standing ~= 'cancelled' then
      redis.call('ZADD', KEYS[10], ARGV[14], ARGV[15])
    end
    redis.call('PUBLISH', ARGV[17], 'recheck-failed')
  end
end
redis.call('RPUSH', KEYS[12], index)
redis.call('EXPIRE', KEYS[12], keep)
if redis.call('HINCRBY', KEYS[1], 'done', 1) >= total then
  if standing ~= 'cancelled' then
    standing = 'completed'
    redis.call('HSET', KEYS[1], 'status', standing, 'completedAt', ARGV[6])
    if asked then tell(KEYS[8], ARGV[12], 'verification.completed', id) end
  end
  redis.call('ZREM', KEYS[5], id)
end
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], keep) end
redis.call('PUBLISH', ARGV[9], standing)
return told
`);

/**
 * Cancels a verification that is not over. KEYS: verification, open.
 * ARGV: id, now (ISO), channel of its changes, channel of cancels.
 * Returns the status it then has, or '' when there is none.
 */
export const CANCEL = script(`
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return '' end
if status == 'completed' or status == 'cancelled' then return status end
redis.call('HSET', KEYS[1], 'status', 'cancelled', 'completedAt', ARGV[2])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('PUBLISH', ARGV[3], 'cancelled')
redis.call('PUBLISH', ARGV[4], ARGV[1])
return 'cancelled'
`);

/** Gives a quote back whose check was broken off. KEYS: quotes. ARGV: index. */
export const GIVE_BACK = script(`
if redis.call('HGET', KEYS[1], ARGV[1]) ~= 'running' then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], 'queued')
return 1
`);

/**
 * Takes what is due from a set of things to look after, and puts off the next look.
 * KEYS: set. ARGV: now (ms), next look (ms), most. Returns the members taken.
 */
export const TAKE_DUE = script(`
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, member in ipairs(due) do redis.call('ZADD', KEYS[1], 'XX', ARGV[2], member) end
return due
`);
