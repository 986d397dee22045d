/** A window of somebody's worksheet, as the grid draws it. */
export type SheetTabView = { name: string; rows: number; columns: number; hidden: boolean };
export type SheetCellView = { column: number; text: string; number: boolean; mark: string | null; note: string | null };
export type SheetRowView = { row: number; hidden: boolean; cells: SheetCellView[] };
export type SheetMerge = { row: number; column: number; rows: number; columns: number };
export type SheetWindow = { tabs: SheetTabView[]; sheet: string; merges: SheetMerge[]; widths: number[]; rows: SheetRowView[] };
export type LoadSheet = (sheet: string | null, fromRow: number, rows: number) => Promise<SheetWindow>;

/** Cells to point at: the first is what is wrong, the others are what it was compared with. */
export type SheetPointer = { cells: string[]; tone: string };

/** A cell, from 0. */
export type SheetPosition = { sheet: string; row: number; column: number };
