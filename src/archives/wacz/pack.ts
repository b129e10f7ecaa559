import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { digestOf } from "../digest.js";

/** One file of a WACZ. */
export interface WaczFile {
  path: string;
  bytes: Buffer;
}

export interface PackOptions {
  title?: string | undefined;
  /** ISO 8601 UTC; told in `datapackage.json`, and the date of every entry. */
  createdAt: string;
  software: string;
  /** True: `.gz` files are stored, the others packed. False: all stored. */
  compress: boolean;
  /** What stands in `datapackage-digest.json` beside path and hash. */
  signedData?: (hash: string) => object;
}

/** Zip keeps local time: a date whose local time is the UTC time given, wherever this runs. */
function zipTime(iso: string): Date {
  const [year = 2000, month = 1, day = 1, ...time] = iso.split(/\D/).map(Number);
  const [hour = 0, minute = 0, second = 0] = time;
  return new Date(year, month - 1, day, hour, minute, second);
}

/** `datapackage.json`: hashes in hexadecimal, as the specification has them. */
export function datapackage(
  files: readonly WaczFile[],
  options: Pick<PackOptions, "title" | "createdAt" | "software">,
): Buffer {
  const content = {
    profile: "data-package",
    wacz_version: "1.1.1",
    ...(options.title && { title: options.title }),
    created: options.createdAt,
    software: options.software,
    resources: files.map(({ path, bytes }) => ({
      name: path.split("/").at(-1),
      path,
      hash: digestOf(bytes, "sha256"),
      bytes: bytes.length,
    })),
  };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`, "utf8");
}

/** A zip whose bytes follow from its entries: their order, their date and nothing else. */
export async function zipOf(
  files: readonly WaczFile[],
  { createdAt, compress }: Pick<PackOptions, "createdAt" | "compress">,
): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = zipTime(new Date(createdAt).toISOString());
  for (const { path, bytes } of files) {
    zip.addBuffer(bytes, path, {
      mtime,
      mode: 0o100644,
      compress: compress && !path.endsWith(".gz"),
      forceDosTimestamp: true,
    });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

/** `datapackage-digest.json`: the hash of `datapackage.json`, and who signed it. */
export function datapackageDigest(hash: string, signedData: object | undefined): Buffer {
  const content = { path: "datapackage.json", hash, ...(signedData && { signedData }) };
  return Buffer.from(`${JSON.stringify(content)}\n`);
}

/** Packs files with their `datapackage.json` and its digest (webrecorder/specs, wacz/1.1.1). */
export async function packWacz(files: readonly WaczFile[], options: PackOptions): Promise<Buffer> {
  const description = datapackage(files, options);
  const hash = digestOf(description, "sha256");
  const all = [
    ...files,
    { path: "datapackage.json", bytes: description },
    {
      path: "datapackage-digest.json",
      bytes: datapackageDigest(hash, options.signedData?.(hash)),
    },
  ];
  return await zipOf(all, options);
}
