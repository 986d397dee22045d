export type TableColumn = { key: string; name: string; kind: "text" | "number"; decimals: number; width: number };
