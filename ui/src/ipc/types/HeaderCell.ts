export type HeaderCell = { text: string; row: number; column: number; rows: number; columns: number };
