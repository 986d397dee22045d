export type Finding = { id: string; severity: "A" | "B" | "C" | "D"; rule: string; message: string; sheet: string | null; cells: string[]; left: string | null; right: string | null };
