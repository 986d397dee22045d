export type Coverage = { expected: number; reported: number; missing: string[] };
