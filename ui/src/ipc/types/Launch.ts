import type { LedgerInfo } from "./LedgerInfo";

export type Launch = { ledger: LedgerInfo | null; round: string | null; paths: string[]; version: string };
