export type Severities = { a: number; b: number; c: number; d: number };
