import { readFile, stat } from "node:fs/promises";
import { loadConfig } from "../../../config/index.js";
import { BadKeyError, EvidenceUnreadableError } from "../../evidence/errors.js";
import { readPublicKey } from "../../evidence/sign.js";
import { type EvidenceCheck, verifyEvidence } from "../../evidence/verify.js";
import { openTranslationDesk } from "../../translation/desk.js";
import { type Command, EXIT, stringOption, UsageError } from "../command.js";
import { whyUnreadable } from "../files.js";

const MOST_BYTES = 512 * 1024 * 1024;
const MOST_TOLD = 20;

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** Who signed, and whether that is who was to sign. */
function signedBy(signature: EvidenceCheck["signature"], isKeyGiven: boolean): string {
  if (signature === null) return isKeyGiven ? "NOT signed, though a key is given" : "not signed";
  const { fits, fingerprint, isExpected } = signature;
  const other = isExpected === false ? ", NOT with the key given" : "";
  return `${fits ? "signed by" : "NOT signed by"} ${fingerprint}${other}`;
}

/** What was found, in one line. */
function lineOf(file: string, check: EvidenceCheck, isKeyGiven: boolean): string {
  const { verdicts, alterations, captures, signature } = check;
  const outcomes = [...new Set(verdicts.map(({ outcome }) => outcome))].join(", ");
  const same = verdicts.length > 0 && verdicts.every((one) => one.same);
  const follows = same
    ? `the same outcome follows (${outcomes})`
    : "the same outcome does not follow";
  const altered = alterations[0];
  const whole = altered
    ? `ALTERED: ${altered.where}${alterations.length > 1 ? ` and ${alterations.length - 1} more` : ""}`
    : "every byte as written";
  const others = [...new Set(verdicts.flatMap(({ madeBy }) => madeBy ?? []))];
  const apart =
    others.length === 0 ? "" : `made by ${others.join(", ")}, so that wording was not compared; `;
  const signed = signedBy(signature, isKeyGiven);
  const size = `${count(verdicts.length, "verdict")}, ${count(captures, "capture")}`;
  return `${file}: ${follows}; ${whole}; ${apart}${size}; ${signed}`;
}

/** What differs, a line each. */
function* details({ alterations, verdicts }: EvidenceCheck): Generator<string> {
  for (const { where, because, bears } of alterations) {
    yield `${where}: ${because}${bears ? "" : " (no verdict rests on it)"}`;
  }
  for (const { id, outcome, follows, differences } of verdicts) {
    if (differences.length === 0) continue;
    const instead =
      follows === outcome ? outcome : `${outcome}, but ${follows ?? "nothing"} follows`;
    yield `${id}: ${instead}; differs in ${differences.join(", ")}`;
  }
}

export const verifyEvidenceFile: Command = {
  help: `
usage: quotary verify-evidence FILE.wacz [--key FILE] [--json]

Reads evidence again without network: recomputes every hash, reads every record, checks the
signature, and makes each verdict again from the captures in the file. One line says whether the
same outcome follows; what was altered is named on stderr.

  --key FILE   Ed25519 public key (PEM) that must have signed it
  --json       all that was found, as one JSON object

Exit: 0 as written, and the same outcome follows; 1 altered, another outcome follows, or not signed
with the key given; 2 not readable as evidence.`,
  options: { key: { type: "string" }, json: { type: "boolean" } },
  async run({ positionals, values }, io) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError("verify-evidence: give one FILE");
    const config = loadConfig(io.env);
    const keyFile = stringOption(values, "key");
    const tell = (problem: string) => io.stderr(`quotary verify-evidence: ${problem}\n`);
    // Offline: dictionaries of this machine, never a machine elsewhere.
    const desk = await openTranslationDesk({ ...config, translateUrl: null }, tell);
    try {
      const publicKey = keyFile === undefined ? undefined : await readPublicKey(keyFile);
      const check = await verifyEvidence(await readWhole(file), { desk, publicKey });
      io.stdout(
        values.json === true
          ? `${JSON.stringify({ file, ...check })}\n`
          : `${lineOf(file, check, keyFile !== undefined)}\n`,
      );
      let told = 0;
      for (const line of details(check)) {
        if (++told <= MOST_TOLD) tell(line);
      }
      if (told > MOST_TOLD) tell(`and ${told - MOST_TOLD} more (--json names them all)`);
      return check.ok ? EXIT.done : EXIT.discrepancy;
    } catch (error) {
      if (error instanceof EvidenceUnreadableError)
        throw new UsageError(`${file}: ${error.message}`);
      if (error instanceof BadKeyError) throw new UsageError(error.message);
      throw error;
    } finally {
      await desk.close();
    }
  },
};

async function readWhole(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error("larger than 512 MB");
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${whyUnreadable(error)}`);
  }
}
