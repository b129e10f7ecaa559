import { tokenise } from "../text/tokens.js";
import type { MachineTranslation } from "./aids.js";
import { type Assessment, assess, type Side } from "./assess.js";

/** The machine's words held against the print, in the print's own language. */
export function readMachine(printed: Side, machine: MachineTranslation): Assessment {
  const { lang } = printed.speech;
  const tokens = tokenise(machine.text, lang ?? undefined);
  return assess(printed, { tokens, speech: printed.speech });
}

/**
 * What a machine's translation of the archived words adds: it finds what dictionaries and names do
 * not. It only ever adds anchors: a machine that translates badly takes nothing away.
 */
export function withMachine(direct: Assessment, again: Assessment): Assessment {
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

/**
 * What the machine's words say otherwise than the print: told, and to be looked at. Machines lose a
 * "not" too, so this alone makes no discrepancy.
 */
export function machineObjections(again: Assessment): string[] {
  return [
    ...(again.negationDiffers ? ["machine-negation-differs"] : []),
    ...(again.numbersDisagree ? ["machine-numbers-disagree"] : []),
    ...(again.namesDiffer ? ["machine-names-differ"] : []),
  ];
}
