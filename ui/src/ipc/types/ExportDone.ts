export type ExportDone = { path: string; bytes: number; seconds: number; sheets: string[] };
