import type { InboxItem } from "./InboxItem";

export type InboxBatch = { round: string; items: InboxItem[]; seconds: number };
