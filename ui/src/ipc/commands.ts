import type { CommitDone } from "./types/CommitDone";
import type { ExportDone } from "./types/ExportDone";
import type { ExportPreview } from "./types/ExportPreview";
import type { FindingPage } from "./types/FindingPage";
import type { InboxBatch } from "./types/InboxBatch";
import type { Launch } from "./types/Launch";
import type { LedgerInfo } from "./types/LedgerInfo";
import type { Origin } from "./types/Origin";
import type { PointAt } from "./types/PointAt";
import type { PrintColumn } from "./types/PrintColumn";
import type { PrintPlan } from "./types/PrintPlan";
import type { Progress } from "./types/Progress";
import type { RememberedAnswer } from "./types/RememberedAnswer";
import type { RoundDetail } from "./types/RoundDetail";
import type { RoundStatus } from "./types/RoundStatus";
import type { SchemePreview } from "./types/SchemePreview";
import type { SchemeSummary } from "./types/SchemeSummary";
import type { SheetView } from "./types/SheetView";
import type { StepTold } from "./types/StepTold";
import type { StepTried } from "./types/StepTried";
import type { TableHead } from "./types/TableHead";
import type { TablePage } from "./types/TablePage";
import type { TableRef } from "./types/TableRef";
import type { UndoDone } from "./types/UndoDone";
import type { UnitVersion } from "./types/UnitVersion";
import type { UnitStatus } from "./types/UnitStatus";

type Nothing = Record<string, never>;
type InRound = { round: string };
type OfUnit = InRound & { unit: string; form: string | null; reason: string };
type SheetRows = { sheet: string | null; fromRow: number; rows: number };

/** Every command of the shell with its arguments and its answer: a mistyped call does not compile. */
export type Commands = {
  launch: { args: Nothing; result: Launch };
  list_schemes: { args: Nothing; result: SchemeSummary[] };
  create_ledger: { args: { path: string; scheme: string }; result: LedgerInfo };
  open_ledger: { args: { path: string }; result: LedgerInfo };
  open_sample: { args: Nothing; result: LedgerInfo };
  sample_returns: { args: Nothing; result: string[] };
  add_round: { args: { code: string; deadline: string | null }; result: LedgerInfo };
  ledger_info: { args: Nothing; result: LedgerInfo };
  round_detail: { args: InRound; result: RoundDetail };
  extend_round: { args: InRound & { unit: string; until: string; reason: string }; result: null };
  close_round: { args: InRound & { closed: boolean; reason: string }; result: null };
  scheme_preview: { args: { path: string }; result: SchemePreview };
  scheme_update: { args: { path: string; reason: string }; result: LedgerInfo };
  unit_versions: { args: InRound & { unit: string }; result: UnitVersion[] };
  last_step: { args: Nothing; result: StepTold | null };
  undo_step: { args: { step: number }; result: StepTold };
  withdraw: { args: OfUnit; result: StepTold };
  put_back: { args: OfUnit & { form: string; version: number }; result: StepTold };
  bring_back: { args: OfUnit; result: StepTold };
  refile: { args: OfUnit & { toUnit: string | null; toForm: string | null }; result: StepTried };
  round_status: { args: InRound; result: RoundStatus };
  ledger_notices: { args: Nothing; result: string[] };
  cancel_job: { args: Nothing; result: null };

  scan_inbox: { args: InRound & { paths: string[] }; result: InboxBatch };
  inbox: { args: InRound; result: InboxBatch };
  inbox_sheet: { args: { item: number } & SheetRows; result: SheetView };
  unsay_item: { args: { item: number }; result: InboxBatch };
  confirm_item: { args: { item: number; unit: string | null; form: string | null; remember: boolean }; result: InboxBatch };
  answer_item: { args: { item: number; question: string; choice: string }; result: InboxBatch };
  point_at: { args: { item: number; sheet: string; row: number; column: number }; result: PointAt };
  point_sheet: { args: { item: number; sheet: string; form: string | null }; result: InboxBatch };
  point_line: { args: { item: number; sheet: string; line: string; meaning: string | null; remember: boolean }; result: InboxBatch };
  remembered: { args: Nothing; result: RememberedAnswer[] };
  forget_remembered: { args: { id: number }; result: RememberedAnswer[] };
  give_password: { args: InRound & { password: string }; result: InboxBatch };
  remove_items: { args: InRound & { items: number[] }; result: InboxBatch };
  undo_inbox: { args: InRound; result: UndoDone | null };
  settle_change: { args: { item: number; again: boolean }; result: InboxBatch };
  read_waiting: { args: InRound; result: InboxBatch };
  waiting_count: { args: Nothing; result: number };
  commit_inbox: { args: InRound & { items: number[] | null }; result: CommitDone };

  review_units: { args: InRound; result: UnitStatus[] };
  review_findings: {
    args: InRound & { unit: string | null; severities: string[]; offset: number; limit: number };
    result: FindingPage;
  };
  return_sheet: { args: { returnId: number } & SheetRows; result: SheetView };

  consolidated_tables: { args: InRound; result: TableRef[] };
  table_head: { args: InRound & { table: string }; result: TableHead };
  print_plan: { args: InRound & { table: string }; result: PrintPlan };
  list_plan: { args: { columns: PrintColumn[]; pinned: number }; result: PrintPlan };
  table_rows: {
    args: InRound & {
      table: string;
      offset: number;
      limit: number;
      sort: { column: number; descending: boolean } | null;
      filter: string;
    };
    result: TablePage;
  };
  figure_origin: { args: InRound & { table: string; row: number; column: number }; result: Origin };

  export_preview: { args: InRound; result: ExportPreview };
  export_workbook: { args: InRound & { path: string; replace: boolean }; result: ExportDone };
};

export type CommandName = keyof Commands;
export type ArgsOf<C extends CommandName> = Commands[C]["args"];
export type ResultOf<C extends CommandName> = Commands[C]["result"];
export type OnProgress = (progress: Progress) => void;

/** Commands whose Rust side takes a channel: it must be there even when nobody listens. */
export const REPORTING: ReadonlySet<CommandName> = new Set(["scan_inbox", "read_waiting", "commit_inbox", "export_workbook"]);
