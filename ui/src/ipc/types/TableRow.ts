import type { TableCell } from "./TableCell";

export type TableRow = { index: number; kind: "unit" | "total" | "reported-total" | "difference" | "missing" | "entry" | "subtotal"; cells: TableCell[] };
