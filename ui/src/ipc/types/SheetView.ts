import type { Merge } from "./Merge";
import type { SheetRow } from "./SheetRow";
import type { SheetTab } from "./SheetTab";

export type SheetView = { tabs: SheetTab[]; sheet: string; merges: Merge[]; widths: number[]; rows: SheetRow[] };
