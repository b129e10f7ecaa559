import { tokenise } from "../text/tokens.js";
import type { MachineTranslation } from "./aids.js";
import { type Assessment, assess, type Side } from "./assess.js";

/**
 * What a machine's translation of the archived words adds: held against the print in the print's
 * own language, it finds what dictionaries and names do not. It only ever adds anchors: a machine
 * that translates badly takes nothing away.
 */
export function withMachine(
  direct: Assessment,
  printed: Side,
  machine: MachineTranslation,
): Assessment {
  const { lang } = printed.speech;
  const tokens = tokenise(machine.text, lang ?? undefined);
  const again = assess(printed, { tokens, speech: printed.speech });
  if (again.shared <= direct.shared) return direct;
  const found = new Set(again.anchors.map(({ printed }) => printed));
  const verdict = again.verdict === "plausible" ? "plausible" : direct.verdict;
  return {
    ...direct,
    verdict: verdict === "unlikely" && again.verdict !== "unlikely" ? "not-checkable" : verdict,
    shared: again.shared,
    unmatchedPrinted: direct.unmatchedPrinted.filter((word) => !found.has(word)),
  };
}
