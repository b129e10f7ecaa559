import { ConfigError, loadConfig } from "../../../config/index.js";
import { BadWhereError } from "../../archives/errors.js";
import { CannotListenError } from "../../http/server.js";
import { OwnRedisError } from "../../redis/redis-process.js";
import { startService } from "../../service/start.js";
import { type Command, EXIT, UsageError } from "../command.js";

/** What is wrong with the surroundings and not with us: one line, exit 2. */
const USAGE = [ConfigError, BadWhereError, OwnRedisError, CannotListenError];

export const serve: Command = {
  help: `
usage: quotary serve [--no-workers]

Prints {"listening":"http://…"} on stdout when ready; logs go to stderr. Without REDIS_URL it runs
its own Redis below QUOTARY_DATA. SIGTERM or Ctrl-C ends it: running work is brought to its end
first (QUOTARY_SHUTDOWN_SECONDS), a second signal ends it at once. See also: quotary config.

  --no-workers   the API alone; workers are started with: node dist/workers/main.js`,
  options: { "no-workers": { type: "boolean" } },
  async run({ positionals, values }, io) {
    if (positionals.length > 0) throw new UsageError("serve: takes no arguments");
    try {
      const config = loadConfig(io.env);
      const withWorkers = values["no-workers"] !== true;
      const service = await startService(config, { withWorkers, env: io.env });
      try {
        io.stdout(`${JSON.stringify({ listening: service.url })}\n`);
        await stopped(io.signal, service.failed);
      } finally {
        await service.stop();
      }
    } catch (error) {
      if (error instanceof Error && USAGE.some((kind) => error instanceof kind)) {
        throw new UsageError(error.message, { cause: error });
      }
      throw error;
    }
    return EXIT.done;
  },
};

function stopped(signal: AbortSignal, failed: Promise<never>): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  return Promise.race([asked, failed]);
}
