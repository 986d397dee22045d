import type { TableRow } from "./TableRow";

export type TablePage = { total: number; rows: TableRow[] };
