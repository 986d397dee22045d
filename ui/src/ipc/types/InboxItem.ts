import type { CellCounts } from "./CellCounts";
import type { InboxReturn } from "./InboxReturn";
import type { ItemStatus } from "./ItemStatus";
import type { Severities } from "./Severities";

export type InboxItem = { id: number; file: string; path: string; size: number; status: ItemStatus; reason: string | null; hint: string | null; returns: InboxReturn[]; cells: CellCounts; severities: Severities };
