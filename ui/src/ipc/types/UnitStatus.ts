import type { Severities } from "./Severities";
import type { UnitRef } from "./UnitRef";
import type { UnitState } from "./UnitState";

export type UnitStatus = { unit: UnitRef; version: number | null; state: UnitState; missingForms: string[]; severities: Severities; daysLate: number | null; committedAt: string | null };
