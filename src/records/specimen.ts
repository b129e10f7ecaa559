import { z } from "zod";

/**
 * A capture of a permalink that no layout could read: kept so that somebody can add the layout.
 * Where it is and what it looks like, never what it says.
 */
export const SpecimenSchema = z.object({
  archive: z.string(),
  uriR: z.string(),
  uriM: z.string(),
  capturedAt: z.string(),
  /** `sha1:BASE32` as the archive names the payload, or null. */
  digest: z.string().nullable(),
  /** SHA-256 (hex) of the bytes read: the specimen's identity. */
  sha256: z.string(),
  bytes: z.number().int(),
  contentType: z.string().nullable(),
  /** Signs of known layouts that it does hold. */
  tellTales: z.array(z.string()),
  because: z.string(),
  seenAt: z.string(),
});

export type Specimen = z.infer<typeof SpecimenSchema>;
