import type { CellCounts } from "./CellCounts";
import type { Evidence } from "./Evidence";
import type { Finding } from "./Finding";
import type { FormRef } from "./FormRef";
import type { Severities } from "./Severities";
import type { UnitRef } from "./UnitRef";

export type InboxReturn = { unit: UnitRef | null; form: FormRef | null; period: string | null; periodName: string | null; sheet: string; version: number; evidence: Evidence[]; cells: CellCounts; severities: Severities; findings: Finding[]; unitCandidates: UnitRef[]; formCandidates: FormRef[] };
