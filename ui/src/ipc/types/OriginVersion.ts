export type OriginVersion = { version: number; text: string; committedAt: string; file: string };
