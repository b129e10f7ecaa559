import type { Edit, Severity } from "../../records/edit.js";
import { type Change, type Situation, shown } from "../situation.js";

/** One way in which a print departs from a post. Rules are ordered; the first whose `when` holds decides. */
export interface EditRule {
  readonly when: (change: Change, situation: Situation) => boolean;
  readonly then: {
    readonly kind: string;
    readonly severity: Severity;
    /** Where the operation is not simply what the two sides show. */
    readonly op?: Edit["op"];
  };
  readonly because: (change: Change, situation: Situation) => string;
}

/** “x” where the post has “y”; adapted to additions and omissions. */
export function tell(change: Change, situation: Situation): string {
  const printed = shown(situation.printedText, change.printed);
  const archived = shown(situation.archivedText, change.archived);
  if (change.archived.length === 0) return `The print adds ${printed}`;
  if (change.printed.length === 0) return `The print leaves out ${archived}`;
  return `The print has ${printed} where the post has ${archived}`;
}
