import type { FindingRow } from "./FindingRow";

export type FindingPage = { total: number; rows: FindingRow[] };
