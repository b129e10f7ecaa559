import { ConfigError, describeConfig, loadConfig } from "../../../config/index.js";
import { type Command, EXIT, UsageError } from "../command.js";

export const config: Command = {
  help: `
usage: quotary config [--json]

Settings come from the environment, then from the JSON file that QUOTARY_CONFIG names, then from
the defaults. Names are the same in both.

  --json   one JSON object, name to value`,
  options: { json: { type: "boolean" } },
  async run({ positionals, values }, io) {
    if (positionals.length > 0) throw new UsageError("config: takes no arguments");
    const described = describe(io.env);
    if (values.json === true) {
      const pairs = described.map(({ name, value }) => [name, value]);
      io.stdout(`${JSON.stringify(Object.fromEntries(pairs), null, 2)}\n`);
      return EXIT.done;
    }
    for (const { name, value, isDefault, describes } of described) {
      const shown = Array.isArray(value) ? value.join(",") : String(value ?? "");
      io.stdout(`# ${describes}${isDefault ? " (default)" : ""}\n${name}=${shown}\n`);
    }
    return EXIT.done;
  },
};

function describe(env: NodeJS.ProcessEnv) {
  try {
    return describeConfig(loadConfig(env));
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
