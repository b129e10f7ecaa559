import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = "sealed:1";

/** A secret was sealed with a key (named by `keyName`) that is not configured, or was altered. */
export class SealError extends Error {
  override readonly name = "SealError";
  constructor(
    readonly keyName: string,
    options?: ErrorOptions,
  ) {
    super(`a secret sealed with key ${keyName} cannot be opened (QUOTARY_SECRET_KEYS)`, options);
  }
}

/** Keeps secrets unreadable at rest: whoever has a copy of Redis does not have them. */
export interface Seal {
  /** `owner` names whose secret it is; it opens for no other one. */
  seal(secret: string, owner: string): string;
  /** True for what would be sealed so now, with the first key. */
  isCurrent(stored: string): boolean;
  /** What was stored before there was a key comes back as it is. Throws `SealError`. */
  open(stored: string, owner: string): string;
}

/**
 * AES-256-GCM with the first key; all of them open, so that keys can be changed one after the
 * other. Without any key nothing is sealed.
 *
 * @param keys 32 bytes each, in base64
 */
export function createSeal(keys: readonly string[]): Seal {
  const known = keys.map((text) => {
    const key = Buffer.from(text, "base64");
    return { key, name: createHash("sha256").update(key).digest("hex").slice(0, 8) };
  });
  const [first] = known;
  return {
    seal(secret, owner) {
      if (!first) return secret;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, iv).setAAD(Buffer.from(owner));
      const parts = [iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()];
      return [PREFIX, first.name, Buffer.concat(parts).toString("base64url")].join(":");
    },
    isCurrent: (stored) =>
      first ? stored.startsWith(`${PREFIX}:${first.name}:`) : !stored.startsWith(`${PREFIX}:`),
    open(stored, owner) {
      if (!stored.startsWith(`${PREFIX}:`)) return stored;
      const [name = "", text = ""] = stored.slice(PREFIX.length + 1).split(":");
      const key = known.find((one) => one.name === name)?.key;
      if (!key) throw new SealError(name);
      const bytes = Buffer.from(text, "base64url");
      try {
        const opener = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(owner))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const sealed = bytes.subarray(IV_BYTES, -TAG_BYTES);
        return Buffer.concat([opener.update(sealed), opener.final()]).toString("utf8");
      } catch (error) {
        throw new SealError(name, { cause: error });
      }
    },
  };
}
