import { z } from "zod";
import { digestOf, normaliseDigest, parseDigest } from "../digest.js";

interface ExpectedHash {
  algorithm: string;
  hex: string;
}

const ResourceSchema = z.object({
  path: z.string(),
  hash: z.string().optional(),
  /** WACZ 1.0.0 keeps the hash here, and its algorithm in `hashing`. */
  stats: z.object({ hash: z.string() }).optional(),
  hashing: z.string().optional(),
});

const DatapackageSchema = z.object({ resources: z.array(z.unknown()).max(100_000) });
const DigestSchema = z.object({ hash: z.string() });

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function expectedHash(resource: z.infer<typeof ResourceSchema>): ExpectedHash | null {
  const nested = resource.stats && `${resource.hashing ?? "sha256"}:${resource.stats.hash}`;
  const digest = parseDigest(resource.hash ?? nested ?? "");
  return digest && { algorithm: digest.algorithm, hex: digest.bytes.toString("hex") };
}

/**
 * Reads `datapackage.json` and `datapackage-digest.json`: the hash each file of the WACZ should
 * have, and what is wrong with the two themselves. A signature is not checked here.
 */
export function readDatapackage(
  datapackage: Buffer | null,
  digest: Buffer | null,
): { resources: Map<string, ExpectedHash>; problems: string[] } {
  const resources = new Map<string, ExpectedHash>();
  const problems: string[] = [];
  if (!datapackage)
    return { resources, problems: ["no readable datapackage.json: no hashes to check"] };
  const parsed = DatapackageSchema.safeParse(parseJson(datapackage));
  if (!parsed.success)
    return { resources, problems: ["datapackage.json is not as the format has it"] };
  for (const raw of parsed.data.resources) {
    const resource = ResourceSchema.safeParse(raw);
    const expected = resource.success ? expectedHash(resource.data) : null;
    if (resource.success && expected) resources.set(resource.data.path, expected);
    else problems.push("datapackage.json lists a file without a hash that can be checked");
  }
  const stated = digest && DigestSchema.safeParse(parseJson(digest));
  if (stated) {
    const hash = stated.success ? normaliseDigest(stated.data.hash) : null;
    if (hash !== digestOf(datapackage, "sha256")) {
      problems.push("datapackage-digest.json does not fit datapackage.json");
    }
  }
  return { resources, problems };
}
