import { type Config, loadConfig } from "../../../config/index.js";
import { parseKey } from "../../keys/key.js";
import type { KeyRecord, NewKey } from "../../keys/keyring.js";
import { DEFAULT_TENANT, isScope, SCOPE_NAMES, SCOPES } from "../../keys/scopes.js";
import { connectRedis, impatient, waitUntilReady } from "../../redis/connection.js";
import { startOwnRedis } from "../../redis/own-redis.js";
import { createStore, type Store } from "../../store/index.js";
import {
  type Command,
  type CommandIo,
  EXIT,
  type OptionValues,
  stringOption,
  UsageError,
} from "../command.js";

const CONNECT_MS = 5_000;
const DAY_MS = 86_400_000;
const TENANT = /^[a-z0-9][a-z0-9-]{0,59}$/;

type Action = (
  store: Store,
  values: OptionValues,
  id: string | undefined,
  io: CommandIo,
) => Promise<void>;

const ACTIONS: Readonly<Record<string, Action>> = { create, list, revoke, reseal };

export const keys: Command = {
  help: `
usage: quotary keys create --name NAME [--tenant NAME] [--scopes LIST] [--days N] [--test] [--json]
       quotary keys list [--json]
       quotary keys revoke ID|KEY
       quotary keys reseal

create prints the key, this once: only its hash is kept. Keys live in the Redis of REDIS_URL, or in
the service's own below QUOTARY_DATA, whether it runs or not. As soon as there is one, every request
needs one: Authorization: Bearer qtr_…

reseal encrypts the secrets of webhook endpoints anew with the first of QUOTARY_SECRET_KEYS, where
that was done with another one or not at all: then earlier ones can be taken out of the list.

  --name NAME     what the key is for, for the list
  --tenant NAME   whose data it sees and makes (a-z, 0-9, -); default: ${DEFAULT_TENANT}
  --scopes LIST   what it is allowed, with commas between; default: verify,read
${SCOPE_NAMES.map((name) => `                  ${name.padEnd(9)} ${SCOPES[name]}`).join("\n")}
  --days N        it expires after so many days; without it, never
  --test          a test key: its data is apart from that of the tenant's live keys
  --json          JSON, one line a key`,
  options: {
    name: { type: "string" },
    tenant: { type: "string" },
    scopes: { type: "string" },
    days: { type: "string" },
    test: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run({ positionals: [name = "", id, ...more], values }, io) {
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (!action || more.length > 0 || (id !== undefined) !== (name === "revoke")) {
      throw new UsageError("keys: create, list, revoke ID, or reseal (see quotary keys --help)");
    }
    await withStore(loadConfig(io.env), io, (store) => action(store, values, id, io));
    return EXIT.done;
  },
};

async function withStore(
  config: Config,
  { env }: CommandIo,
  use: (store: Store) => Promise<void>,
): Promise<void> {
  const own = config.redisUrl === null ? await startOwnRedis(config.dataFolder, { env }) : null;
  const redis = connectRedis(impatient(own?.url ?? config.redisUrl ?? ""), () => {});
  try {
    if (!(await waitUntilReady(redis, CONNECT_MS))) throw new UsageError("Redis does not answer");
    await use(createStore(redis, config));
  } finally {
    redis.disconnect();
    await own?.stop();
  }
}

async function create(store: Store, values: OptionValues, _: unknown, io: CommandIo) {
  const { key, record } = await store.keyring.create(readNewKey(values));
  await note(store, "keys create", record);
  if (values.json === true) io.stdout(`${JSON.stringify({ key, ...record })}\n`);
  else io.stdout(`${key}\n`);
  io.stderr(`quotary keys: made ${record.id}; it is shown this once\n`);
}

function readNewKey(values: OptionValues): NewKey {
  const name = stringOption(values, "name")?.trim() ?? "";
  if (name === "" || name.length > 100)
    throw new UsageError("keys: --name needs 1 to 100 characters");
  const tenant = stringOption(values, "tenant") ?? DEFAULT_TENANT;
  if (!TENANT.test(tenant)) throw new UsageError("keys: --tenant is of a-z, 0-9 and -");
  const scopes = (stringOption(values, "scopes") ?? "verify,read").split(",").map((s) => s.trim());
  if (!scopes.every(isScope)) {
    throw new UsageError(`keys: --scopes is of ${SCOPE_NAMES.join(", ")}`);
  }
  const days = stringOption(values, "days") ?? null;
  if (days !== null && !/^[1-9]\d{0,4}$/.test(days)) {
    throw new UsageError("keys: --days is a whole number from 1");
  }
  const expiresAt =
    days === null ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
  return { name, tenant, scopes, expiresAt, mode: values.test === true ? "test" : "live" };
}

async function list({ keyring }: Store, values: OptionValues, _: unknown, io: CommandIo) {
  for (const record of await keyring.list()) {
    io.stdout(`${values.json === true ? JSON.stringify(record) : line(record)}\n`);
  }
}

function line({ id, mode, tenant, scopes, name, lastUsedAt, expiresAt, revokedAt }: KeyRecord) {
  const state =
    revokedAt !== null
      ? `revoked ${revokedAt}`
      : `${expiresAt === null ? "" : `expires ${expiresAt}, `}last used ${lastUsedAt ?? "never"}`;
  return `${id}  ${mode}  ${tenant}  ${scopes.join(",")}  ${state}  ${name}`;
}

/** Who found a leaked key has the whole of it; that is not repeated in any message. */
async function revoke(store: Store, _: OptionValues, given = "", io: CommandIo) {
  const id = parseKey(given)?.id ?? given;
  const record = (await store.keyring.list()).find((one) => one.id === id);
  if (!record) throw new UsageError("keys: there is no such key (see quotary keys list)");
  await store.keyring.revoke(record.id);
  await note(store, "keys revoke", record);
  io.stderr(`quotary keys: ${record.id} is revoked\n`);
}

async function reseal(store: Store, _: OptionValues, __: unknown, io: CommandIo) {
  const { endpoints, seal } = store;
  if (seal.isCurrent("")) throw new UsageError("keys: QUOTARY_SECRET_KEYS is not set");
  const { sealed, lost } = await endpoints.reseal();
  await note(store, "keys reseal", { tenant: DEFAULT_TENANT, id: null });
  io.stderr(`quotary keys: ${sealed.length} webhook endpoints are sealed anew\n`);
  if (lost.length === 0) return;
  io.stderr(`quotary keys: sealed with keys that are not configured: ${lost.join(", ")}\n`);
}

async function note(
  { audit }: Store,
  action: string,
  { tenant, id }: { tenant: string; id: string | null },
): Promise<void> {
  const from = { key: null, address: null, requestId: null, status: null };
  await audit.add(tenant, { action, about: id, ...from });
}
