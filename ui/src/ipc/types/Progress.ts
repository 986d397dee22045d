export type Progress =
  | { type: "started"; total: number }
  | { type: "advanced"; done: number; file: string }
  | { type: "stage"; name: "read" | "commit" | "consolidate" | "write" }
  | { type: "finished" };
