import type { CommandIo } from "./command.js";

export interface Progress {
  doing: (index: number, what: string) => void;
  done: (index: number) => void;
  /** Takes the live line away before other output. */
  clear: () => void;
}

/**
 * A live line on a terminal; elsewhere one line a finished quote, so that logs show the work goes
 * on without filling up.
 */
export function createProgress(total: number, io: CommandIo): Progress {
  const live = process.stderr.isTTY === true;
  let done = 0;
  let shown = false;
  const clear = () => {
    if (shown) io.stderr("\r\u001b[2K");
    shown = false;
  };
  return {
    clear,
    doing(_index, what) {
      if (!live) return;
      clear();
      const width = Math.max(20, (process.stderr.columns ?? 80) - 1);
      io.stderr(`${done}/${total} checked; ${what}`.slice(0, width));
      shown = true;
    },
    done() {
      done += 1;
      if (!live) io.stderr(`checked ${done} of ${total}\n`);
    },
  };
}
