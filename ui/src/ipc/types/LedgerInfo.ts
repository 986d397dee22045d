import type { FormRef } from "./FormRef";
import type { RoundInfo } from "./RoundInfo";
import type { UnitRef } from "./UnitRef";

export type LedgerInfo = { path: string; fileName: string; schemeName: string; schemeVersion: string; organiser: string; sample: boolean; rounds: RoundInfo[]; forms: FormRef[]; units: UnitRef[] };
