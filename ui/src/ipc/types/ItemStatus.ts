export type ItemStatus = "ready" | "needs-confirmation" | "refused" | "duplicate";
