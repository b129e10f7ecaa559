import { fork } from "node:child_process";
import path from "node:path";
import { exitOf } from "../../test/support/service.js";

/** How much of a core a process may have at most: so many ms of every so many. */
export interface Share {
  runMs: number;
  ofMs: number;
}

/** Who lets the processes run and stops them: alone in its process, so that nothing holds it up. */
const PROGRAM = path.join(import.meta.dirname, "share-keeper.ts");

/**
 * Lets processes run only in slices (SIGCONT, SIGSTOP), one after the other where all their slices
 * fit, until `release`. By signals and not by a control group: that needs no rights and no Linux.
 */
export function holdToShare(pids: readonly number[], { runMs, ofMs }: Share) {
  const args = [runMs, ofMs, ...pids].map(String);
  const keeper = fork(PROGRAM, args);
  return {
    release: async (): Promise<void> => {
      keeper.disconnect();
      await exitOf(keeper);
      // Whatever became of the keeper, nobody stays stopped.
      for (const pid of pids) process.kill(pid, "SIGCONT");
    },
  };
}
