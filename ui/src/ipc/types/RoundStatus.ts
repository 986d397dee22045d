import type { Severities } from "./Severities";

export type RoundStatus = { round: string; expected: number; reported: number; missing: string[]; severities: Severities; deadline: string | null; daysLeft: number | null };
