import { readFileSync } from "node:fs";

/** Beside the program: one level further up once it is built into `dist/`. */
const PLACES = ["../../config/", "../../../config/"];

/** A JSON file of `config/` that comes with the program. Throws when it is missing or malformed. */
export function shippedConfig(name: string): unknown {
  for (const place of PLACES) {
    try {
      return JSON.parse(readFileSync(new URL(place + name, import.meta.url), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  throw new Error(`config/${name} is missing`);
}
