import { z } from "zod";
import { PlatformSchema } from "./platform.js";

/** A post named by another one: what is known of it from there. */
const PostReferenceSchema = z.object({
  id: z.string().nullable(),
  handle: z.string().nullable(),
  url: z.string().nullable(),
});

export type PostReference = z.infer<typeof PostReferenceSchema>;

/**
 * A post as a capture holds it (contract, section 2, and what reading adds to it).
 * `text` is what a reader saw: links as displayed, emoji as characters, media links left out;
 * `""` is a post without words, which is not the same as one that could not be read.
 */
export const PostSchema = z.object({
  platform: PlatformSchema,
  id: z.string().nullable(),
  url: z.string().nullable(),
  author: z.object({
    id: z.string().nullable(),
    handle: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** ISO 8601 UTC. */
  createdAt: z.string().nullable(),
  /** `page`: printed or marked up in the capture; `snowflake`: computed from the id alone. */
  createdAtSource: z.enum(["page", "snowflake"]).nullable(),
  text: z.string(),
  lang: z.string().nullable(),
  /** Where the capture itself cuts the text (UTF-16 offset into `text`), never completed. */
  truncated: z.object({ at: z.number().int(), because: z.string() }).nullable(),
  replyTo: PostReferenceSchema.nullable(),
  quoted: PostReferenceSchema.nullable(),
  /** Set on a repost: the words are that author's, not this one's. */
  retweeted: PostReferenceSchema.nullable(),
  /** Ids of all versions, oldest first; empty where the capture keeps no edit history. */
  edits: z.array(z.string()),
  media: z.array(
    z.object({ kind: z.string(), url: z.string().nullable(), alt: z.string().nullable() }),
  ),
  /** Links in the text: as shown, and the addresses they stand for. */
  links: z.array(z.object({ shown: z.string(), targets: z.array(z.string()) })),
  /** Per field, the place in the capture it came from. */
  sources: z.record(z.string(), z.string()),
});

export type Post = z.infer<typeof PostSchema>;
