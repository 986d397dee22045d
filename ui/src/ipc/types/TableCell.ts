import type { FigureState } from "./FigureState";

export type TableCell = { text: string; state: FigureState; flag: "a" | "b" | "c" | "d" | null; traceable: boolean };
