import type { FigureState } from "./FigureState";
import type { UnitRef } from "./UnitRef";

export type OriginPart = { unit: UnitRef; text: string; state: FigureState; sheet: string | null; cell: string | null; file: string | null };
