export type ExportSheet = { name: string; rows: number; columns: number; note: string };
