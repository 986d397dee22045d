export type Merge = { row: number; column: number; rows: number; columns: number };
