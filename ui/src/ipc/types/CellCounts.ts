export type CellCounts = { seen: number; values: number; blank: number; nil: number; unreadable: number; outside: number };
