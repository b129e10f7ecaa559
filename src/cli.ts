#!/usr/bin/env node
import { once } from "node:events";
import { type CommandIo, EXIT } from "./cli/command.js";
import { main } from "./cli/main.js";

function run(): void {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => stop.abort(new Error(name)));
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of our output went away (`| head`): nothing is left to say to it.
    if (error.code === "EPIPE") process.exit(EXIT.done);
    throw error;
  });
  const io: CommandIo = {
    stdout: (text) => process.stdout.write(text),
    drained: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
    },
    stderr: (text) => process.stderr.write(text),
    stdin: process.stdin,
    env: process.env,
    signal: stop.signal,
  };
  main(process.argv.slice(2), io).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`quotary: ${reason.split("\n")[0]}\n`);
      process.exitCode = EXIT.usage;
    },
  );
}

run();
