import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The program of a pool's threads: `module` (without its ending) beside `base`, as built, or, where
 * this runs from its sources, the source.
 */
export function programOf(module: string, base: string): { filename: string; execArgv?: string[] } {
  const built = fileURLToPath(new URL(`${module}.js`, base));
  if (existsSync(built)) return { filename: built };
  return { filename: built.replace(/\.js$/, ".ts"), execArgv: ["--import", "tsx"] };
}
