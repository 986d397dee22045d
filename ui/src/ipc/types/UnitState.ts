export type UnitState = "missing" | "pending";
