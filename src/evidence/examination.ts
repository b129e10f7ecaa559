import type { z } from "zod";
import { canonical } from "./differences.js";
import type { OpenedWacz } from "./open.js";
import { json } from "./write.js";

/** Something that is not as it was written. */
export interface Alteration {
  /** The file in the WACZ, and the record in it where that can be told. */
  where: string;
  because: string;
  /** False where no verdict rests on it: the zip around the files. */
  bears: boolean;
}

/** A WACZ under examination: its files by name, and what was found wrong. */
export class Examination {
  readonly alterations: Alteration[] = [];
  readonly files: ReadonlyMap<string, Buffer>;

  constructor(readonly opened: OpenedWacz) {
    this.files = new Map(opened.files.map(({ path, bytes }) => [path, bytes]));
    for (const path of opened.damaged) {
      this.tell(path, "its bytes do not fit the zip's checksum");
    }
  }

  tell(where: string, because: string, bears = true): void {
    if (this.alterations.some((one) => one.where === where && one.because === because)) return;
    if (this.alterations.length < 1_000) this.alterations.push({ where, because, bears });
  }

  /** A JSON file of the WACZ; null, and told, where it is absent or not as it should be. */
  json<T>(path: string, schema: z.ZodType<T>): T | null {
    const bytes = this.files.get(path);
    if (!bytes) {
      this.tell(path, "is not there");
      return null;
    }
    try {
      return schema.parse(JSON.parse(bytes.toString("utf8")));
    } catch {
      this.tell(path, "does not hold what it should");
      return null;
    }
  }

  /**
   * The same for a file that is written by `json`, by this version where `isOurs` says so. Told where
   * other readers may find something else in it: a name given twice, a field that there is not.
   */
  written<T>(path: string, schema: z.ZodType<T>, isOurs: (value: T) => boolean): T | null {
    const value = this.json(path, schema);
    if (value === null) return null;
    const bytes = this.files.get(path) ?? Buffer.alloc(0);
    const raw: unknown = JSON.parse(bytes.toString("utf8"));
    if (!json(raw).equals(bytes)) this.tell(path, "is not written as such a file is");
    else if (isOurs(value) && canonical(raw) !== canonical(value)) {
      this.tell(path, "has fields that such a file has not");
    }
    return value;
  }
}
