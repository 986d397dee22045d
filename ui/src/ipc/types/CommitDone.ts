import type { InboxBatch } from "./InboxBatch";

export type CommitDone = { committed: number; batch: InboxBatch };
