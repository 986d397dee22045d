export type Evidence = { of: "unit" | "form" | "period"; from: string; text: string; weight: number };
