export type SheetTab = { name: string; rows: number; columns: number; hidden: boolean };
