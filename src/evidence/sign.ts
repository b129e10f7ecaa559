import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { BadKeyError } from "./errors.js";

/**
 * `signedData` of `datapackage-digest.json` (webrecorder/specs, wacz-auth 0.1.0, the anonymous
 * form): the signature is over the hash of `datapackage.json` as it is written there. That draft
 * uses ECDSA; the key here is Ed25519, so `algorithm` says so.
 */
export const SignedDataSchema = z.object({
  hash: z.string(),
  created: z.string(),
  software: z.string(),
  algorithm: z.literal("Ed25519"),
  /** Base64. */
  signature: z.string(),
  /** Base64 of the key's SubjectPublicKeyInfo. */
  publicKey: z.string(),
});

type SignedData = z.infer<typeof SignedDataSchema>;

/** Signs the hash of `datapackage.json`. */
export type Signer = (hash: string, created: string, software: string) => SignedData;

const isEd25519 = (key: KeyObject) => key.asymmetricKeyType === "ed25519";

async function readKey(file: string, parse: (pem: string) => KeyObject): Promise<KeyObject> {
  let key: KeyObject;
  try {
    key = parse(await readFile(file, "utf8"));
  } catch (error) {
    // The system's message may quote the key.
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new BadKeyError(file, missing ? "no such file" : "holds no key in PEM form");
  }
  if (!isEd25519(key)) throw new BadKeyError(file, "holds a key that is not Ed25519");
  return key;
}

/** A signer with the private key in a PEM file (`openssl genpkey -algorithm ed25519`). */
export async function openSigner(file: string): Promise<Signer> {
  const key = await readKey(file, createPrivateKey);
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  return (hash, created, software) => ({
    hash,
    created,
    software,
    algorithm: "Ed25519",
    signature: sign(null, Buffer.from(hash), key).toString("base64"),
    publicKey,
  });
}

/** The public key in a PEM file, also of a private one; base64 as in `signedData`. */
export async function readPublicKey(file: string): Promise<string> {
  const key = await readKey(file, createPublicKey);
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/** Does the signature fit the hash and the key that stands beside it? */
export function signatureFits({ hash, signature, publicKey }: SignedData): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, "base64"),
      type: "spki",
      format: "der",
    });
    return isEd25519(key) && verify(null, Buffer.from(hash), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** How a key is told to people: the SHA-256 of its SubjectPublicKeyInfo. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("base64");
  return `SHA256:${digest.replace(/=+$/, "")}`;
}
