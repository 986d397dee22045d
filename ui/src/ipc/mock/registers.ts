import type { ListKept } from "../types/ListKept";
import type { ListMatch } from "../types/ListMatch";
import type { ListQuestion } from "../types/ListQuestion";
import type { RegisterLine } from "../types/RegisterLine";
import type { PendingPage } from "../types/PendingPage";
import type { PendingRow } from "../types/PendingRow";
import type { RegisterEntry } from "../types/RegisterEntry";
import type { RegisterPage } from "../types/RegisterPage";
import type { RegisterView } from "../types/RegisterView";
import type { UnitRef } from "../types/UnitRef";

/** Registers to look at: as many enterprises as a city has, some changes, and a register without entries. */
const STATES = ["in", "in", "in", "in", "lapsed", "in", "in", "ended", "in", "gone"];
const WORDS: Record<string, string> = { in: "在册", lapsed: "到期", ended: "终止", gone: "移出" };

type Row = RegisterPage["rows"][number] & { unit: string };

export function registersFor(mode: "" | "one" | "large", units: UnitRef[], empty: boolean) {
  const size = mode === "large" ? 10_000 : 180;
  const place = (at: number): UnitRef => units[at % units.length] ?? { code: "", name: "" };
  const all: Row[] = empty
    ? []
    : Array.from({ length: size }, (_, at) => {
        const unit = place(at);
        const state = STATES[at % STATES.length] ?? "in";
        const code = `9113050${String(100_000 + at)}XBHK`;
        return { id: code, unit: unit.code, state, withdrawn: at % 60 === 3, cells: [unit.name, `${unit.name.replace(/[市县区]$/, "")}精密机械制造有限公司${at}`, code, "先进制造与自动化", `2021-0${(at % 9) + 1}-15`, (1200 + at * 7.5).toFixed(2), `${WORDS[state] ?? ""}${at % 60 === 3 ? "（来源已撤回）" : ""}`] };
      });
  const columns = ["单位", "企业名称", "统一社会信用代码", "技术领域", "有效期至", "上年营业收入（万元）", "名录状态"].map((name, at) => ({ key: String(at), name, number: at === 5, width: [16, 24, 22, 16, 12, 16, 10][at] ?? 12 }));
  const pending: PendingRow[] = empty
    ? []
    : [
        { id: "1", what: "新增", unit: place(1), name: "任泽区新能源科技有限公司", changes: [], from: `${place(1).name} 2021年一季度 第 1 版 第 12 行`, doubt: null, decidable: true },
        { id: "2", what: "更名", unit: place(2), name: "南和区宠物食品集团有限公司", changes: ["企业名称：南和区宠物食品有限公司 → 南和区宠物食品集团有限公司"], from: `${place(2).name} 2021年一季度 第 2 版 第 7 行`, doubt: null, decidable: true },
        { id: "3", what: "迁入", unit: place(3), name: "甲机械有限公司", changes: [`名录里在${place(1).name}`], from: `${place(3).name} 2021年一季度 第 1 版 第 3 行`, doubt: `${place(1).name}也在报，要逐条处理`, decidable: true },
      ];
  const lines: RegisterLine[] = [
    { code: "hte", name: "高新技术企业", form: "S3", entries: all.length, counting: all.filter(({ state }) => state === "in").length, withdrawn: all.filter(({ withdrawn }) => withdrawn).length, pending: pending.length, asked: Math.min(1, pending.length) },
    { code: "platform", name: "创新平台和双创载体", form: "S5", entries: 0, counting: 0, withdrawn: 0, pending: 0, asked: 0 },
    { code: "talent", name: "科技人才", form: "L13", entries: 0, counting: 0, withdrawn: 0, pending: 0, asked: 0 },
  ];

  let open = false;
  const kept: ListKept[] = [];
  const asked: ListQuestion[] = [{ id: "a1", text: "第 7 行 甲机械有限公司 — 宁晋县 甲机械有限责任公司（名称相同，代码不同）" }];
  function rows(of: RegisterView, offset: number, limit: number, sort: { column: number; descending: boolean } | null): RegisterPage {
    const own = of.register === "hte" ? all : [];
    const found = own.filter(({ unit, state, withdrawn, cells }) => (of.unit === null || unit === of.unit) && (of.state === null || (of.state === "withdrawn" ? withdrawn : of.state === "soon" ? state === "in" : state === of.state)) && cells.some((cell) => cell.includes(of.text)));
    const turn = sort?.descending ? -1 : 1;
    if (sort) found.sort((one, other) => turn * (one.cells[sort.column] ?? "").localeCompare(other.cells[sort.column] ?? "", "zh", { numeric: true }));
    return { day: "2021-03-31", columns, units: units.slice(0, 50), total: found.length, rows: found.slice(offset, offset + Math.min(limit, 100)).map(({ id, cells, state, withdrawn }) => ({ id, cells, state, withdrawn })), remind: 90, personal: true, open };
  }

  function entry(id: string): RegisterEntry | null {
    const row = all.find((one) => one.id === id);
    if (!row) return null;
    const unit = units.find(({ code }) => code === row.unit) ?? place(0);
    const came = (what: string, changes: string[], version: number, at: string) => ({
      what, changes, from: `${unit.name} 2021年一季度 第 ${version} 版 第 7 行`, file: `${unit.name}.xlsx`, sheet: "S3高企名单", returnId: 1, row: 6, cell: "B7", at, who: "张明", reason: "",
    });
    return {
      id, name: row.cells[1] ?? "", unit, state: row.cells[6] ?? "",
      facts: columns.slice(1, 6).map(({ name }, at) => ({ name, text: row.cells[at + 1] ?? "" })),
      history: [came("变更", ["有效期至：2020-11-30 → 2023-11-30"], 2, "2021-04-09 16:12:40"), came("新增", [], 1, "2021-04-08 10:20:30")],
    };
  }

  return {
    lists: () => [...kept].reverse(),
    keep(source: string, day: string): number {
      const step = 20 + kept.length;
      kept.push({ step, source, day, file: "认定名单.xlsx", rows: 42, at: "2021-04-08 10:20:30", who: "张明" });
      return step;
    },
    answer(question: string): number {
      const at = asked.findIndex(({ id }) => id === question);
      if (at >= 0) asked.splice(at, 1);
      return 30;
    },
    match(step: number | null): ListMatch {
      const own = kept.find((one) => one.step === step);
      const file = own ? `${own.source}（${own.day}）` : "认定名单.xlsx";
      return { step, file, rows: 42, same: 39 - asked.length, asked: [...asked], notReported: ["第 9 行 乙科技有限公司"], notListed: ["威县 丙公司"], blacklisted: [], before: null, gone: [] };
    },
    lines: () => lines,
    rows,
    entry,
    unmask(reason: string | null): null {
      open = reason !== null;
      return null;
    },
    pending: (register: string, unit: string | null, offset: number, limit: number): PendingPage => {
      const waiting = register === "hte" ? pending : [];
      const own = waiting.filter((one) => unit === null || one.unit.code === unit);
      return { total: own.length, plain: own.filter(({ doubt }) => doubt === null).length, same: all.length, refused: 0, seen: 0, units: waiting.map((one) => one.unit), rows: own.slice(offset, offset + limit) };
    },
  };
}
