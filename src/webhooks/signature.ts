import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { Webhook as Signer } from "standardwebhooks";

/** What messages to one receiver are signed with. */
export interface SigningKeys {
  /** The one in force, then the one before while it is still good. */
  secrets: readonly string[];
  /** Ed25519 (JWK, JSON), for receivers that want `v1a` signatures too; null: none. */
  privateKey: string | null;
}

/**
 * Headers of Standard Webhooks 1.0; the timestamp is the attempt's, the id is the event's. The
 * signature is a list: one `v1` a secret, and a `v1a` where there is a key for it.
 */
export function signedHeaders(
  id: string,
  { secrets, privateKey }: SigningKeys,
  body: string,
  at: Date,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Signer(secret).sign(id, at, body));
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  if (privateKey !== null) {
    const key = createPrivateKey({ key: JSON.parse(privateKey), format: "jwk" });
    const signed = sign(null, Buffer.from(`${id}.${timestamp}.${body}`), key);
    signatures.push(`v1a,${signed.toString("base64")}`);
  }
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

/** A new Ed25519 pair: the private key as JWK (JSON), the public one as `whpk_` and base64. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const raw = Buffer.from(jwk.x ?? "", "base64url");
  return { privateKey: JSON.stringify(jwk), publicKey: `whpk_${raw.toString("base64")}` };
}
