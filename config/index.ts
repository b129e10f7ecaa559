import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Setting } from "./setting.js";
import { SETTINGS } from "./settings.js";

type Settings = typeof SETTINGS;

/** All settings as in force. */
export type Config = { [K in keyof Settings]: z.output<Settings[K]["schema"]> };

/** A setting that is unknown or holds what it must not; `setting` is its name. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(
    readonly setting: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(`${setting}: ${because}`, options);
  }
}

const FILE_SETTING = "QUOTARY_CONFIG";
/** Names with our prefix that are no settings: the file's own, and the test suite's switch. */
const NOT_SETTINGS = new Set([FILE_SETTING, "QUOTARY_TESTS"]);

const ENTRIES = Object.entries(SETTINGS) as [keyof Settings, Setting<unknown>][];
const NAMES = new Set(ENTRIES.map(([, { name }]) => name));

/**
 * Reads the settings: the environment goes before the file named by `QUOTARY_CONFIG` (a JSON object
 * with the same names), that before the defaults. An empty variable counts as not set.
 *
 * @throws ConfigError for an unknown `QUOTARY_…` variable, an unknown name in the file, a bad value,
 * or a file that cannot be read.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith("QUOTARY_") && !NAMES.has(name) && !NOT_SETTINGS.has(name),
  );
  if (unknown !== undefined) throw new ConfigError(unknown, unknownBecause(unknown));
  const file = readConfigFile(env[FILE_SETTING]);
  const values = ENTRIES.map(([key, setting]) => {
    const given = env[setting.name];
    const raw = given === undefined || given.trim() === "" ? file[setting.name] : given;
    return [key, raw === undefined ? setting.fallback : readSetting(setting, raw)];
  });
  return Object.fromEntries(values) as Config;
}

function readSetting(setting: Setting<unknown>, raw: unknown): unknown {
  const result = setting.schema.safeParse(raw);
  if (result.success) return result.data;
  // The value itself stays out of the message: it may hold a password.
  throw new ConfigError(setting.name, result.error.issues[0]?.message ?? "is not valid");
}

function readConfigFile(path: string | undefined): Record<string, unknown> {
  if (path === undefined || path.trim() === "") return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ConfigError(FILE_SETTING, `cannot read ${path}: ${String(error)}`, { cause: error });
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(content);
  if (!parsed.success) throw new ConfigError(FILE_SETTING, `${path} does not hold a JSON object`);
  const unknown = Object.keys(parsed.data).find((name) => !NAMES.has(name));
  if (unknown !== undefined) {
    throw new ConfigError(unknown, `${unknownBecause(unknown)} (in ${path})`);
  }
  return parsed.data;
}

function unknownBecause(name: string): string {
  const wanted = name.toUpperCase();
  const near = [...NAMES].find((known) => known.startsWith(wanted) || wanted.startsWith(known));
  return `there is no such setting${near === undefined ? "" : `; is ${near} meant?`}`;
}

/** One line of `quotary config`. */
export interface DescribedSetting {
  name: string;
  value: unknown;
  isDefault: boolean;
  describes: string;
}

/** All settings as in force, fit to be shown: passwords and credentials are hidden. */
export function describeConfig(config: Config): DescribedSetting[] {
  return ENTRIES.map(([key, setting]) => ({
    name: setting.name,
    value: setting.hide ? setting.hide(config[key]) : config[key],
    isDefault: JSON.stringify(config[key]) === JSON.stringify(setting.fallback),
    describes: setting.describes,
  }));
}
