/** One way to read a stretch of a printed date. */
export interface Candidate {
  /** ISO day or `--MM-DD`; null where the stretch is a date, but of a day that does not exist. */
  day: string | null;
  /** Stretch of the text it was read from. */
  start: number;
  end: number;
  /** 3: four-digit year; 2: two-digit year; 1: none. Among overlapping ones the highest stands. */
  completeness: 1 | 2 | 3;
}

/** A year of two digits: 70–99 are 19xx. */
export function fullYear(twoDigits: number): number {
  return twoDigits >= 70 ? 1900 + twoDigits : 2000 + twoDigits;
}

/** Those that no more complete candidate overlaps. */
export function mostComplete(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(
    (one) =>
      !candidates.some(
        (other) =>
          other.completeness > one.completeness && other.start < one.end && one.start < other.end,
      ),
  );
}
