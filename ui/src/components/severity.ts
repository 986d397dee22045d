/** The four letters of severity, worst first. Shape and letter always go with the colour. */
export const SEVERITY_KEYS = ["a", "b", "c", "d"] as const;
export type SeverityKey = (typeof SEVERITY_KEYS)[number];
export type SeverityCounts = Record<SeverityKey, number>;

export const SHAPES: Record<SeverityKey, string> = { a: "◆", b: "▲", c: "●", d: "○" };

export const totalOf = (counts: SeverityCounts): number => counts.a + counts.b + counts.c + counts.d;

/** Worst first: by the number of A, then of B, and so on. */
export function bySeverity(one: SeverityCounts, other: SeverityCounts): number {
  for (const key of SEVERITY_KEYS) if (one[key] !== other[key]) return other[key] - one[key];
  return 0;
}
