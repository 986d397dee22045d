export type MarkKind = "header" | "label" | "value" | "nil" | "unreadable" | "a" | "b" | "c" | "d";
