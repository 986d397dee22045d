import type { ArgsOf, CommandName, Commands, OnProgress, ResultOf } from "./commands";
import { factsFor } from "./mock/facts";
import { itemsFor, none, pointAt } from "./mock/inbox";
import { registersFor } from "./mock/registers";
import { findingPage, reviewFor } from "./mock/review";
import { sheetFor } from "./mock/sheet";
import { targetsFor } from "./mock/targets";
import { headFor, originOf, pageOf, planFor, rowsFor } from "./mock/table";
import { FORMS, ledgerFor, unitsFor } from "./mock/units";
import type { Transport } from "./transport";
import type { Purpose } from "./types/Purpose";
import type { AppError } from "./types/AppError";
import type { InboxBatch } from "./types/InboxBatch";
import type { StepTold } from "./types/StepTold";
import type { UndoDone } from "./types/UndoDone";
import type { TableRow } from "./types/TableRow";

/**
 * The pages without Tauri, to be driven in a browser: `?mock=` and words joined by a comma.
 * start (no ledger), empty, error, one, large (3,000 units, 60 columns), slow (loading stays in sight), paths (started with files).
 */
const failure = (code: string, message: string): AppError => ({ code, message, args: {} });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** What is chosen in a dialog; where something is to be written, what is suggested. */
const PICKED: Partial<Record<Purpose, string>> = { returns: "D:\\来件\\宁晋县.xls", "return-folder": "D:\\来件", "out-folder": "D:\\来件", ledger: "D:\\科技统计\\2021\\邢台2021.xbh", scheme: "D:\\制度\\2022.toml" };
type Handlers = { [C in CommandName]: (args: ArgsOf<C>, onProgress: OnProgress) => ResultOf<C> | Promise<ResultOf<C>> };

const told = (id: number, kind: string): StepTold => ({ id, kind, imported: false, withRound: false, forgotten: [], at: "2021-04-08 10:20:30", reason: "", round: "2021Q1", changes: [] });

export function createMock(query: string): Transport {
  const words = query.split(",");
  const is = (word: string) => words.includes(word);
  const mode = is("large") ? "large" : is("one") ? "one" : "";
  const units = unitsFor(mode);
  const empty = is("empty");
  let items = empty || is("start") ? [] : itemsFor(mode, units);
  const steps: (() => Omit<UndoDone, "batch">)[] = [];
  let cancelled = false;
  // 3,000 x 60 figures take seconds to make up: only when somebody looks at them.
  let made: TableRow[] | null = null;
  const rows = () => (made ??= rowsFor(mode, units));
  const review = reviewFor(mode, units, empty);
  const registers = registersFor(mode, units, empty);
  const facts = factsFor(units, empty);
  const targets = targetsFor(units, empty);
  const batch = (round: string): InboxBatch => ({ round, items, unread: items.filter(({ status }) => status === "unread").length, seconds: 0.4 });
  const latest = "2021Q1";

  async function work(stage: "read" | "commit" | "write", names: string[], onProgress: OnProgress): Promise<void> {
    cancelled = false;
    onProgress({ type: "stage", name: stage });
    onProgress({ type: "started", total: names.length });
    for (const [index, file] of names.entries()) {
      await pause(is("slow") ? 1500 : 40);
      if (cancelled) throw failure("cancelled", "已取消");
      onProgress({ type: "advanced", done: index + 1, file });
    }
    onProgress({ type: "finished" });
  }

  const handlers: Handlers = {
    launch: () => ({ ledger: is("start") ? null : ledgerFor(mode), round: is("start") ? null : latest, paths: is("paths") ? ["D:\\来件"] : [], version: "0.1.0", only: false }),
    list_schemes: () => [
      { code: "kjcx", name: "市科技创新主要指标", version: "2021", units: 20, forms: FORMS, city: "130500" },
      { code: "luan-2020", name: "六安市规上企业研发", version: "2020", units: 7, forms: FORMS.slice(0, 1), city: null },
    ],
    find_cities: () => [
      { code: "130500", name: "邢台市", province: "河北省", units: 2 },
      { code: "410600", name: "鹤壁市", province: "河南省", units: 1 },
    ],
    city_units: ({ city }) =>
      city === "130500"
        ? [
            { code: "130502", name: "襄都区", kind: "市辖区", reports: true, before: "2020-06 以前是桥东区" },
            { code: "130528", name: "宁晋县", kind: "县", reports: true, before: "" },
            { code: "1305SZ", name: "市直", kind: "市直", reports: false, before: "" },
          ]
        : [{ code: "410622", name: "淇县", kind: "县", reports: true, before: "" }],
    create_ledger: ({ path }) => ledgerFor(mode, path),
    open_ledger: ({ path }) => ledgerFor(mode, path),
    add_round: ({ code, deadline }) => {
      const info = ledgerFor(mode);
      return { ...info, rounds: [{ code, name: code, period: code, deadline, closed: false }, ...info.rounds] };
    },
    ledger_info: () => ledgerFor(mode),
    round_detail: ({ round }) => ({ code: round, name: round, deadline: "2021-04-10", closedAt: null, extensions: [], units: units.slice(0, 50) }),
    issue_plan: ({ round }) => ({ name: round, folder: "D:\\科技统计\\2021\\下发", units, forms: FORMS, personal: ["S3"] }),
    issue_blanks: async ({ units: chosen, folder, purpose }, onProgress) => {
      await work("write", units.filter(({ code }) => chosen.includes(code)).map(({ name }) => name), onProgress);
      return { folder, files: chosen.length, filled: 194, masked: purpose === null ? 12 : 0, bytes: 182_039, seconds: 1.7 };
    },
    extend_round: () => null,
    close_round: () => null,
    scheme_preview: () => ({ name: "市科技创新主要指标", version: "2022", groups: [{ meaning: "已入库的不受影响", total: 1, changes: ["指标“技术合同成交额”改名"] }], remarks: [], seen: "" }),
    scheme_update: () => ledgerFor(mode),
    scheme_sections: () => [
      { key: "indicators", group: "制度", name: "指标", rows: 2 },
      { key: "form:S1", group: "报表", name: "S1 科技创新主要指标", rows: 1 },
    ],
    scheme_section: ({ key }) =>
      key === "indicators"
        ? { title: "指标", lines: [], columns: ["指标", "计量单位"], rows: [["高新技术企业总数", "家"], ["技术合同成交额", "万元"]] }
        : { title: "S1 科技创新主要指标完成情况统计表", lines: ["单位：万元"], columns: ["指标名称", "累计"], rows: [["技术合同成交额", ""]] },
    scheme_versions: () => [
      { id: 2, version: "2022", since: "2022-01-10 09:00:00", reason: "省厅发了 2022 版", who: "张明", inForce: true },
      { id: 1, version: "2021", since: "2021-03-01 08:30:00", reason: "新建账本", who: "", inForce: false },
    ],
    scheme_compare: () => ({ groups: [{ meaning: "已入库的不受影响", total: 1, changes: ["指标“技术合同成交额”改名"] }] }),
    unit_versions: () => ({ seen: "", versions: FORMS.slice(0, 1).map((form) => ({ form, version: 1, inForce: true, file: "宁晋县.xlsx", committedAt: "2021-04-08 10:20:30", takenOut: null })) }),
    last_step: () => null,
    undo_step: ({ step }) => told(step, "撤销"),
    withdraw: () => told(1, "撤回"),
    put_back: () => told(1, "放回"),
    bring_back: () => told(1, "撤回"),
    refile: () => ({ done: told(1, "改挂"), refused: [] }),
    pick: ({ purpose, suggested }) => [PICKED[purpose] ?? suggested],
    type_path: ({ path }) => path,
    open_sample: () => ledgerFor(mode, "/home/user/县报汇/示例/示例.xbh"),
    sample_returns: () => ["/home/user/县报汇/示例/来件"],
    round_status: ({ round }) => {
      const missing = review.units.filter(({ state }) => state === "missing").map(({ unit }) => unit.name);
      const sum = review.units.reduce((total, { severities: { a, b, c, d } }) => ({ a: total.a + a, b: total.b + b, c: total.c + c, d: total.d + d }), none);
      return { round, expected: units.length, reported: units.length - missing.length, missing, severities: sum, waiting: items.length, deadline: "2021-04-10", daysLeft: 2, closed: false };
    },
    cancel_job: () => {
      cancelled = true;
      return null;
    },
    scan_inbox: async ({ round }, onProgress) => {
      const found = itemsFor(mode, units);
      await work("read", found.slice(0, 40).map(({ file }) => file), onProgress);
      items = found;
      return batch(round);
    },
    inbox: ({ round }) => batch(round),
    inbox_sheet: ({ item, sheet, fromRow, rows: count }) => {
      const found = items.find(({ id }) => id === item);
      if (found?.file.startsWith("广宗")) throw failure("read.password", "工作簿加了打开密码。请输入密码，或请填报单位另存为不加密的文件重新发送。");
      return sheetFor(found?.returns[0]?.unit?.name ?? "", sheet, fromRow, count, mode === "large");
    },
    confirm_item: ({ item, unit }) => {
      const before = items;
      steps.push(() => {
        items = before;
        return { back: 0, file: before.find(({ id }) => id === item)?.file ?? "", round: latest, items: [item] };
      });
      const chosen = units.find(({ code }) => code === unit) ?? null;
      items = items.map((each) => (each.id === item ? { ...each, status: "ready", reason: null, hint: null, returns: each.returns.map((found) => ({ ...found, unit: chosen, unitCandidates: [] })) } : each));
      return batch(latest);
    },
    unsay_item: () => batch(latest),
    answer_item: ({ item }) => {
      items = items.map((each) => (each.id === item ? { ...each, status: "ready", reason: null, questions: [] } : each));
      return batch(latest);
    },
    point_at: ({ sheet }) => pointAt(sheet),
    point_sheet: () => batch(latest),
    point_line: () => batch(latest),
    remembered: () => [],
    forget_remembered: () => [],
    give_password: ({ round }) => {
      items = items.map((each) => (each.locked ? { ...each, hint: "打开密码不对，请核对后重新输入。" } : each));
      return batch(round);
    },
    remove_items: ({ items: gone }) => {
      const before = items;
      steps.push(() => {
        const back = before.filter((item) => !items.includes(item));
        items = before;
        return { back: back.length, file: null, round: latest, items: back.map(({ id }) => id) };
      });
      items = items.filter(({ id }) => !gone.includes(id));
      return batch(latest);
    },
    undo_inbox: ({ round }) => {
      const step = steps.pop();
      if (!step) return null;
      const undone = step();
      return { ...undone, batch: batch(round) };
    },
    settle_change: () => batch(latest),
    read_waiting: ({ round }) => {
      items = items.map((each) => (each.status === "unread" ? { ...each, status: "ready" } : each));
      return batch(round);
    },
    waiting_count: () => items.length,
    commit_inbox: async ({ round, items: chosen }, onProgress) => {
      const taken = items.filter(({ id, status }) => status === "ready" && chosen.some((shown) => shown.id === id));
      await work("commit", taken.slice(0, 40).map(({ file }) => file), onProgress);
      items = items.filter((item) => !taken.includes(item));
      return { committed: taken.length, gone: [], batch: batch(round) };
    },
    review_units: () => review.units,
    review_findings: ({ unit, severities, offset, limit }) => findingPage(review.findings, unit, severities, offset, limit),
    return_sheet: ({ returnId, sheet, fromRow, rows: count }) => sheetFor(units[returnId - 1]?.name ?? "", sheet, fromRow, count, mode === "large"),
    consolidated_tables: () => (empty ? [] : FORMS.map((form) => ({ id: form.code, title: headFor(mode, units, form.code).title, form }))),
    table_head: ({ table }) => headFor(mode, units, table),
    list_plan: ({ columns }) => ({
      size: 8.2,
      groups: [{ columns: columns.map((_, at) => at), widths: columns.map(({ widest, piece }) => Math.max(5, Math.min(44, widest), piece) + 1), header: columns.map(({ name }, column) => ({ text: name, row: 0, column, rows: 1, columns: 1 })) }],
    }),
    print_plan: ({ of }) => planFor(headFor(mode, units, of.table)),
    table_rows: (args) => pageOf(rows(), args),
    figure_origin: ({ row, column }) => originOf(mode, units, rows(), row, column),
    registers: () => registers.lines(),
    register_rows: ({ of, offset, limit, sort }) => registers.rows(of, offset, limit, sort),
    register_entry: ({ id }) => registers.entry(id),
    register_unmask: ({ reason }) => registers.unmask(reason),
    register_pending: ({ register, unit, offset, limit }) => registers.pending(register, unit, offset, limit),
    register_decide: () => told(9, "名录登记"),
    register_match: ({ kept }) => registers.match(kept),
    register_lists: () => registers.lists(),
    keep_list: ({ source, day }) => told(registers.keep(source, day), "名单"),
    answer_list: ({ question }) => told(registers.answer(question), "名单"),
    export_register: () => 180,
    facts: () => facts.page(),
    facts_look: ({ wanted }) => facts.looked(wanted),
    facts_take: () => told(12, "入库"),
    targets: () => targets.page(),
    set_target: () => told(10, "下达目标"),
    target_list: () => targets.draft(),
    target_list_set: () => told(11, "下达目标"),
    export_preview: ({ round }) => ({
      folder: "D:\\科技统计\\2021\\汇总", fileName: `邢台市${round}科技指标汇总.xlsx`, coverage: headFor(mode, units, "S1").coverage, severities: { a: 3, b: 1, c: 12, d: 3 },
      sheets: empty ? [] : [
        { name: "主要指标汇总", rows: units.length + 4, columns: 11, note: "含合计、同比、完成率" },
        { name: "高企名单", rows: 482, columns: 16, note: "按单位排列" },
        { name: "审核结果", rows: review.findings.length, columns: 8, note: "逐条列出单元格" },
        { name: "数据来源", rows: 1260, columns: 9, note: "每个数的原文、文件、单元格" },
      ],
    }),
    pulse: () => ({ notices: [], news: 0 }),
    export_workbook: async ({ path }, onProgress) => {
      await work("write", ["主要指标汇总", "高企名单", "审核结果", "数据来源"], onProgress);
      return { path, bytes: 184_320, seconds: 0.3, sheets: ["主要指标汇总", "高企名单", "审核结果", "数据来源"] };
    },
  };

  return {
    async call<C extends CommandName>(command: C, args: Commands[C]["args"], onProgress?: OnProgress) {
      const quick = command === "launch" || command === "cancel_job";
      await pause(is("slow") && !quick ? 6000 : 15);
      if (is("error") && !quick) throw failure("ledger.unreadable", "读不了账本 D:\\科技统计\\2021\\邢台2021.xbh：文件被别的程序占用。请关掉占用它的程序后再试。");
      const handler: Handlers[C] = handlers[command];
      return handler(args, onProgress ?? (() => undefined));
    },
    pick: (purpose, suggested) => Promise.resolve({ paths: [PICKED[purpose] ?? suggested] }),
    onDrop: () => Promise.resolve(() => undefined),
    deliver: (path) => Promise.resolve(path),
    writesIntoFolders: true,
  };
}
