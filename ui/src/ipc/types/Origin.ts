import type { FigureState } from "./FigureState";
import type { Finding } from "./Finding";
import type { OriginPart } from "./OriginPart";
import type { OriginVersion } from "./OriginVersion";
import type { UnitRef } from "./UnitRef";

export type Origin = { unit: UnitRef; indicator: string; column: string; text: string; measureUnit: string; state: FigureState; raw: string | null; conversion: string | null; sheet: string | null; cell: string | null; file: string | null; sha256: string | null; returnId: number | null; version: number | null; committedAt: string | null; formula: string | null; parts: OriginPart[]; versions: OriginVersion[]; findings: Finding[] };
