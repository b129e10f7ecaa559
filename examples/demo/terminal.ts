/** What the demo's words look like on a terminal; plain text anywhere else. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Colours on a terminal only, and not where NO_COLOR asks for none (no-color.org). */
export function createPaint(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  const paint = (code: number) => (text: string) =>
    coloured && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: paint(CODES.bold),
    dim: paint(CODES.dim),
    red: paint(CODES.red),
    green: paint(CODES.green),
    yellow: paint(CODES.yellow),
  };
}

/** A line on stderr that is written over on a terminal, and a line of its own in a log. */
export class ProgressLine {
  #shown = "";

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  update(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    const width = Math.max(20, (this.stream.columns || 80) - 1);
    this.stream.write(this.stream.isTTY ? `\r\u001b[2K${text.slice(0, width)}` : `${text}\n`);
  }

  clear(): void {
    if (this.stream.isTTY && this.#shown !== "") this.stream.write("\r\u001b[2K");
    this.#shown = "";
  }
}
