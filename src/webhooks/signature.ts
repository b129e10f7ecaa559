import {
  createHmac,
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";

/** What messages to one receiver are signed with. */
export interface SigningKeys {
  /** The one in force, then the one before while it is still good. */
  secrets: readonly string[];
  /** Ed25519 (JWK, JSON), for receivers that want `v1a` signatures too; null: none. */
  privateKey: string | null;
}

/** Headers of a signed message: its id, the body as sent, and the time of the attempt. */
export type Sign = (id: string, body: Buffer, at: Date) => Record<string, string>;

/**
 * Signs as Standard Webhooks 1.0 say; the timestamp is the attempt's, the id is the event's. The
 * signature is a list: one `v1` a secret, and a `v1a` where there is a key for it. Node's own HMAC,
 * for the public library's is JavaScript and takes five to ten times as long; the tests check every
 * signature by that library.
 */
export function createSigner({ secrets, privateKey }: SigningKeys): Sign {
  const keys = secrets.map((secret) => createSecretKey(secret.replace(/^whsec_/, ""), "base64"));
  const ed25519 =
    privateKey === null ? null : createPrivateKey({ key: JSON.parse(privateKey), format: "jwk" });
  return (id, body, at) => {
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const head = `${id}.${timestamp}.`;
    const signatures = keys.map(
      (key) => `v1,${createHmac("sha256", key).update(head).update(body).digest("base64")}`,
    );
    if (ed25519 !== null) {
      const content = Buffer.concat([Buffer.from(head), body]);
      signatures.push(`v1a,${sign(null, content, ed25519).toString("base64")}`);
    }
    return {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatures.join(" "),
    };
  };
}

/** A new Ed25519 pair: the private key as JWK (JSON), the public one as `whpk_` and base64. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const raw = Buffer.from(jwk.x ?? "", "base64url");
  return { privateKey: JSON.stringify(jwk), publicKey: `whpk_${raw.toString("base64")}` };
}
