import type { SheetCell } from "./SheetCell";

export type SheetRow = { row: number; hidden: boolean; cells: SheetCell[] };
