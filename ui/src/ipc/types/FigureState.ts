export type FigureState = "number" | "text" | "blank" | "nil" | "unreadable" | "missing" | "not-applicable";
