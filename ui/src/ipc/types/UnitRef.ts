export type UnitRef = { code: string; name: string };
