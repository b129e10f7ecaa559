#!/usr/bin/env node
import { once } from "node:events";
import { constants } from "node:os";
import { type CommandIo, EXIT } from "./cli/command.js";
import { main } from "./cli/main.js";

/**
 * A terminal and systemd reach npm and us alike, and npm passes signals on: both are one. Longer, and
 * who presses Ctrl-C twice would have to press it a third time.
 */
const SAME_SIGNAL_MS = 200;

function run(): void {
  const stop = new AbortController();
  let asked = Number.POSITIVE_INFINITY;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      // At once: what must not outlive this process is ended by its handlers of "exit".
      if (performance.now() - asked > SAME_SIGNAL_MS) process.exit(128 + constants.signals[name]);
      asked = Math.min(asked, performance.now());
      stop.abort(new Error(name));
    });
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
