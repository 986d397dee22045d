import type { MarkKind } from "./MarkKind";

export type SheetCell = { column: number; text: string; number: boolean; mark: MarkKind | null; note: string | null };
