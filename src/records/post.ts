import { z } from "zod";
import { PlatformSchema } from "./platform.js";

/** A post named by another one: what is known of it from there. */
const PostReferenceSchema = z.object({
  id: z.string().nullable(),
  handle: z.string().nullable(),
  url: z.string().nullable(),
});

export type PostReference = z.infer<typeof PostReferenceSchema>;

/** A post as a capture holds it (contract, section 2, and what reading adds to it). */
export const PostSchema = z.object({
  platform: PlatformSchema,
  id: z.string().nullable(),
  url: z.string().nullable(),
  author: z.object({
    id: z.string().nullable(),
    handle: z.string().nullable(),
    name: z.string().nullable(),
  }),
  createdAt: z.string().nullable().describe("ISO 8601 UTC."),
  createdAtSource: z
    .enum(["page", "snowflake"])
    .nullable()
    .describe(
      "`page`: printed or marked up in the capture; `snowflake`: computed from the id alone.",
    ),
  text: z
    .string()
    .describe(
      'What a reader saw: links as displayed, emoji as characters, media links left out. `""` is a post without words, not one that could not be read.',
    ),
  lang: z.string().nullable(),
  truncated: z
    .object({ at: z.number().int(), because: z.string() })
    .nullable()
    .describe(
      "Where the capture itself cuts the text (UTF-16 offset into `text`), never completed.",
    ),
  replyTo: PostReferenceSchema.nullable(),
  quoted: PostReferenceSchema.nullable(),
  retweeted: PostReferenceSchema.nullable().describe(
    "Set on a repost: the words are that author's, not this one's.",
  ),
  edits: z
    .array(z.string())
    .describe("Ids of all versions, oldest first; empty where the capture keeps no edit history."),
  media: z.array(
    z.object({ kind: z.string(), url: z.string().nullable(), alt: z.string().nullable() }),
  ),
  links: z
    .array(z.object({ shown: z.string(), targets: z.array(z.string()) }))
    .describe("Links in the text: as shown, and the addresses they stand for."),
  sources: z
    .record(z.string(), z.string())
    .describe("Per field, the place in the capture it came from."),
});

export type Post = z.infer<typeof PostSchema>;
