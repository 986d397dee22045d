export type FormRef = { code: string; name: string; kind: "matrix" | "county-table" | "roster" };
