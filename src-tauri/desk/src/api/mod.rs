//! Everything that the pages may ask, declared once: name, arguments, answer. From this come the
//! door that a request goes through and the client of the pages.

mod client;
mod given;
mod macros;

use crate::app_error::{AppError, guarded};
use crate::desk::Desk;
use crate::host::Purpose;
use crate::job::Tell;
use crate::verb::cities::{CityFound, CityUnit};
use crate::verb::export::{ExportDone, ExportPreview};
use crate::verb::facts::{FactLooked, FactPage, FactWanted};
use crate::verb::inbox::{CommitDone, UndoDone};
use crate::verb::inbox_seen::Shown;
use crate::verb::issue::{IssueDone, IssuePlan, OwnGiven};
use crate::verb::ledger::{Launch, LedgerInfo, Pulse, RoundStatus, SchemeSummary};
use crate::verb::looking::InboxBatch;
use crate::verb::origin::Origin;
use crate::verb::pointing::PointAt;
use crate::verb::print::{PrintColumn, PrintPlan};
use crate::verb::register_lists::{ListKept, ListMatch};
use crate::verb::registers::{
    PendingPage, RegisterEntry, RegisterLine, RegisterPage, RegisterView,
};
use crate::verb::remembered::RememberedAnswer;
use crate::verb::review::{FindingPage, UnitStatus};
use crate::verb::rounds::{RoundDetail, SchemePreview};
use crate::verb::scheme_shown::{SchemeSection, SchemeTable};
use crate::verb::scheme_versions::{SchemeCompared, SchemeVersion};
use crate::verb::sheet::SheetView;
use crate::verb::steps::{StepTold, StepTried, UnitVersions};
use crate::verb::table::{OnScreen, Sort, TableHead, TablePage, TableRef};
use crate::verb::targets::{TargetAnswer, TargetDraft, TargetPage, TargetWanted};
use std::path::PathBuf;

macros::api! {
    launch() -> Launch;
    list_schemes() -> Vec<SchemeSummary>;
    find_cities(text: String) -> Vec<CityFound>;
    city_units(city: String) -> Vec<CityUnit>;
    create_ledger(
        path: PathBuf, scheme: String, city: Option<String>, reports: Option<Vec<String>>
    ) -> LedgerInfo;
    open_ledger(path: PathBuf) -> LedgerInfo;
    ledger_info() -> LedgerInfo;
    open_sample() -> LedgerInfo;
    sample_returns() -> Vec<String>;
    add_round(
        code: String, deadline: Option<String>, more: Vec<String>, forms: Vec<String>
    ) -> LedgerInfo;
    round_status(round: String) -> RoundStatus;
    round_detail(round: String) -> RoundDetail;
    extend_round(round: String, unit: String, until: String, reason: String) -> ();
    close_round(round: String, closed: bool, reason: String) -> ();
    scheme_preview(path: PathBuf) -> SchemePreview;
    scheme_update(path: PathBuf, reason: String, seen: String) -> LedgerInfo;
    scheme_sections() -> Vec<SchemeSection>;
    scheme_section(key: String) -> SchemeTable;
    scheme_versions() -> Vec<SchemeVersion>;
    scheme_compare(from: i64, to: i64) -> SchemeCompared;
    pulse() -> Pulse;
    cancel_job() -> ();

    pick(purpose: Purpose, suggested: String) -> Vec<String>;
    type_path(purpose: Purpose, path: PathBuf) -> String;

    scan_inbox(round: String, paths: Vec<PathBuf>) -> InboxBatch, told;
    inbox(round: String) -> InboxBatch;
    inbox_sheet(item: i64, sheet: Option<String>, from_row: u32, rows: u32) -> SheetView;
    confirm_item(
        item: i64, unit: Option<String>, form: Option<String>, remember: bool
    ) -> InboxBatch;
    unsay_item(item: i64) -> InboxBatch;
    answer_item(item: i64, question: String, choice: String) -> InboxBatch;
    point_at(item: i64, sheet: String, row: u32, column: u32) -> PointAt;
    point_sheet(item: i64, sheet: String, form: Option<String>) -> InboxBatch;
    point_line(
        item: i64, sheet: String, line: String, meaning: Option<String>, remember: bool
    ) -> InboxBatch;
    give_password(round: String, password: String) -> InboxBatch;
    remembered() -> Vec<RememberedAnswer>;
    forget_remembered(id: i64) -> Vec<RememberedAnswer>;
    remove_items(round: String, items: Vec<i64>) -> InboxBatch;
    undo_inbox(round: String) -> Option<UndoDone>;
    settle_change(item: i64, again: bool) -> InboxBatch;
    read_waiting(round: String) -> InboxBatch, told;
    waiting_count() -> u32;
    commit_inbox(round: String, items: Vec<Shown>) -> CommitDone, told;

    unit_versions(round: String, unit: String) -> UnitVersions;
    last_step() -> Option<StepTold>;
    undo_step(step: i64) -> StepTold;
    withdraw(
        round: String, unit: String, form: Option<String>, reason: String, seen: String
    ) -> StepTold;
    put_back(
        round: String, unit: String, form: String, version: u32, reason: String,
        seen: String
    ) -> StepTold;
    bring_back(
        round: String, unit: String, form: Option<String>, reason: String, seen: String
    ) -> StepTold;
    refile(
        round: String, unit: String, form: Option<String>, to_unit: Option<String>,
        to_form: Option<String>, reason: String, seen: String
    ) -> StepTried;

    review_units(round: String) -> Vec<UnitStatus>;
    review_findings(
        round: String, unit: Option<String>, severities: Vec<String>, offset: u32, limit: u32
    ) -> FindingPage;
    return_sheet(return_id: i64, sheet: Option<String>, from_row: u32, rows: u32) -> SheetView;

    consolidated_tables(round: String) -> Vec<TableRef>;
    table_head(round: String, table: String) -> TableHead;
    table_rows(
        of: OnScreen, offset: u32, limit: u32, sort: Option<Sort>, filter: String
    ) -> TablePage;
    print_plan(of: OnScreen) -> PrintPlan;
    list_plan(columns: Vec<PrintColumn>, pinned: u32) -> PrintPlan;
    figure_origin(of: OnScreen, row: u32, column: u32) -> Origin;

    registers() -> Vec<RegisterLine>;
    register_rows(
        of: RegisterView, offset: u32, limit: u32, sort: Option<Sort>
    ) -> RegisterPage;
    register_entry(register: String, id: String) -> Option<RegisterEntry>;
    register_pending(
        register: String, unit: Option<String>, offset: u32, limit: u32
    ) -> PendingPage;
    register_decide(
        register: String, unit: Option<String>, keys: Vec<String>, refuse: bool, reason: String,
        seen: i64
    ) -> StepTold;
    register_unmask(register: String, reason: Option<String>) -> ();
    register_match(
        register: String, path: Option<PathBuf>, before: Option<PathBuf>, kept: Option<i64>
    ) -> ListMatch;
    register_lists(register: String) -> Vec<ListKept>;
    keep_list(register: String, path: PathBuf, source: String, day: String) -> StepTold;
    answer_list(
        register: String, path: Option<PathBuf>, kept: Option<i64>, question: String, same: bool
    ) -> StepTold;
    export_register(of: RegisterView, path: PathBuf, replace: bool) -> u32;
    facts() -> FactPage;
    facts_look(wanted: FactWanted) -> FactLooked;
    facts_take(wanted: FactWanted, seen: String) -> StepTold;
    targets(round: String) -> TargetPage;
    set_target(wanted: TargetWanted, seen: i64) -> StepTold;
    target_list(path: PathBuf, year: Option<String>, answers: Vec<TargetAnswer>) -> TargetDraft;
    target_list_set(
        path: PathBuf, year: Option<String>, answers: Vec<TargetAnswer>, date: String,
        reason: String, seen: i64
    ) -> StepTold;
    issue_plan(round: String) -> IssuePlan;
    issue_blanks(
        round: String, units: Vec<String>, forms: Vec<String>, folder: PathBuf, replace: bool,
        purpose: Option<String>, own: Vec<OwnGiven>
    ) -> IssueDone, told;

    export_preview(round: String) -> ExportPreview;
    export_workbook(round: String, path: PathBuf, replace: bool) -> ExportDone, told;
}
