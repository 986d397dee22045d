import type { HeaderCell } from "../types/HeaderCell";
import type { Origin } from "../types/Origin";
import type { PrintPlan } from "../types/PrintPlan";
import type { TableCell } from "../types/TableCell";
import type { TableColumn } from "../types/TableColumn";
import type { TableHead } from "../types/TableHead";
import type { TablePage } from "../types/TablePage";
import type { TableRow } from "../types/TableRow";
import type { UnitRef } from "../types/UnitRef";
import { FINDINGS } from "./inbox";
import { fixed, MISSING } from "./units";

type Leaf = { name: string; decimals: number; most: number; signed?: boolean };
const GROUPS: { name: string; leaves: Leaf[] }[] = [
  { name: "高新技术企业（家）", leaves: [{ name: "目标", decimals: 0, most: 14 }, { name: "新增", decimals: 0, most: 6 }, { name: "完成率%", decimals: 1, most: 60 }, { name: "总数", decimals: 0, most: 52 }] },
  { name: "科技型中小企业（家）", leaves: [{ name: "新增", decimals: 0, most: 70 }, { name: "总数", decimals: 0, most: 700 }] },
  { name: "技术合同成交额（万元）", leaves: [{ name: "累计", decimals: 2, most: 20000 }, { name: "上年同期", decimals: 2, most: 18000 }, { name: "同比%", decimals: 1, most: 60, signed: true }, { name: "位次", decimals: 0, most: 18 }] },
];

const groupsFor = (mode: string) => (mode === "large" ? Array.from({ length: 20 }, (_, index) => GROUPS[index % 3] ?? GROUPS[0]).filter((group) => group !== undefined) : GROUPS);
const leavesFor = (mode: string) => groupsFor(mode).flatMap(({ leaves }) => leaves);

const figure = (value: number, decimals: number) => value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
const cell = (text: string, state: TableCell["state"] = "number", flag: TableCell["flag"] = null): TableCell => ({ text, state, flag, marked: false, traceable: state !== "missing" && text !== "" });

export function headFor(mode: string, units: UnitRef[], table: string): TableHead {
  const header: HeaderCell[] = [{ text: "单位", row: 0, column: 0, rows: 2, columns: 1 }];
  const columns: TableColumn[] = [{ key: "unit", name: "单位", kind: "text", decimals: 0, width: 16 }];
  for (const { name, leaves } of groupsFor(mode)) {
    header.push({ text: name, row: 0, column: columns.length, rows: 1, columns: leaves.length });
    for (const leaf of leaves) {
      header.push({ text: leaf.name, row: 1, column: columns.length, rows: 1, columns: 1 });
      columns.push({ key: `c${columns.length}`, name: leaf.name, kind: "number", decimals: leaf.decimals, width: leaf.most > 10_000 ? 12 : 8 });
    }
  }
  const missing = units.filter(({ name }) => MISSING.has(name)).map(({ name }) => name);
  return {
    id: table, title: table === "S1" ? "各县（市、区）2021年1–3月主要科技指标完成情况" : "高新技术企业名单汇总", period: "2021年1–3月", unitNote: "",
    coverage: { expected: units.length, reported: units.length - missing.length, missing }, columns, headerRows: 2, header, pinned: 1, rows: units.length + 1, state: 1, note: "完成率、同比由分子、分母重算，不相加、不平均。",
  };
}

/** Twelve columns a page: where the headings end is the real planner's business. */
export function planFor({ columns, header }: TableHead): PrintPlan {
  const MOST = 12;
  const groups = Array.from({ length: Math.ceil((columns.length - 1) / MOST) }, (_, group) => {
    const own = [0, ...columns.map((_, column) => column).slice(1 + group * MOST, 1 + (group + 1) * MOST)];
    const over = header.flatMap((cell) => {
      const run = own.filter((column) => column >= cell.column && column < cell.column + cell.columns);
      return run.length > 0 ? [{ ...cell, column: own.indexOf(run[0] ?? 0), columns: run.length }] : [];
    });
    return { columns: own, widths: own.map((column) => columns[column]?.width ?? 8), header: over };
  });
  return { size: 9, groups };
}

function unitRow(unit: UnitRef, index: number, mode: string): TableRow {
  const leaves = leavesFor(mode);
  if (MISSING.has(unit.name)) return { index, kind: "missing", cells: [cell(unit.name, "text"), ...leaves.map(() => cell("", "missing"))] };
  const cells = leaves.map((leaf, column) => {
    if (fixed(index, column, 5) > 0.985) return cell("约80件", "unreadable");
    if (fixed(index, column, 6) > 0.98) return cell("无", "nil");
    const value = leaf.most * fixed(index, column, 1) - (leaf.signed ? leaf.most / 2 : 0);
    return cell(figure(value, leaf.decimals), "number", fixed(index, column, 9) > 0.98 ? "c" : fixed(index, column, 10) > 0.99 ? "a" : null);
  });
  return { index, kind: "unit", cells: [cell(unit.name, "text"), ...cells] };
}

export function rowsFor(mode: string, units: UnitRef[]): TableRow[] {
  const rows = units.map((unit, index) => unitRow(unit, index + 1, mode));
  const value = (text: string) => Number(text.replaceAll(",", ""));
  const totals = leavesFor(mode).map((leaf, column) => {
    if (leaf.name === "位次") return cell("/", "not-applicable");
    const numbers = rows.flatMap(({ cells }) => (cells[column + 1]?.state === "number" ? [value(cells[column + 1]?.text ?? "0")] : []));
    const sum = numbers.reduce((one, other) => one + other, 0);
    return cell(figure(leaf.name.includes("%") ? sum / Math.max(1, numbers.length) : sum, leaf.decimals));
  });
  const reported = units.filter(({ name }) => !MISSING.has(name)).length;
  return [{ index: 0, kind: reported < units.length ? "reported-total" : "total", cells: [cell(`合计（${reported}/${units.length}）`, "text"), ...totals] }, ...rows];
}

type Asked = { offset: number; limit: number; sort: { column: number; descending: boolean } | null; filter: string };

export function pageOf(all: TableRow[], { offset, limit, sort, filter }: Asked): TablePage {
  const [total, ...units] = all.filter((row, index) => index === 0 || filter === "" || (row.cells[0]?.text ?? "").includes(filter));
  const key = (row: TableRow) => Number((row.cells[sort?.column ?? 0]?.text ?? "").replaceAll(",", ""));
  if (sort) units.sort((one, other) => ((key(one) || 0) - (key(other) || 0) || one.index - other.index) * (sort.descending ? -1 : 1));
  const rows = total && filter === "" ? [total, ...units] : units;
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

export function originOf(mode: string, units: UnitRef[], all: TableRow[], row: number, column: number): Origin {
  const found = all.find(({ index }) => index === row);
  const shown = found?.cells[column];
  const unit = row === 0 ? { code: "130500", name: "邢台市" } : (units[row - 1] ?? { code: "", name: "" });
  const group = headFor(mode, units, "S1").header.find((head) => head.row === 0 && column >= head.column && column < head.column + head.columns);
  const indicator = (group?.text ?? "").replace(/（.*）/, "");
  const measureUnit = /（(.*)）/.exec(group?.text ?? "")?.[1] ?? "";
  const base = { unit, indicator, column: leavesFor(mode)[column - 1]?.name ?? "", text: shown?.text ?? "", measureUnit, state: shown?.state ?? "missing" };
  const empty = { raw: null, conversion: null, sheet: null, cell: null, file: null, sha256: null, returnId: null, version: null, committedAt: null, formula: null, told: [], parts: [], versions: [], findings: [] };
  if (row === 0) {
    const parts = all.slice(1).map(({ cells }, index) => ({ of: "", unit: units[index] ?? unit, text: cells[column]?.text ?? "", state: cells[column]?.state ?? ("missing" as const), sheet: "主要指标", cell: "F7", file: `${units[index]?.name ?? ""}.xlsx` }));
    return { ...base, ...empty, formula: "已报单位相加", parts };
  }
  if (base.state === "missing") return { ...base, ...empty };
  return {
    ...base, ...empty, raw: "1.93亿元", conversion: "亿元 → 万元 × 10,000", sheet: "主要指标", cell: "F7", file: `附件1-${unit.name}一季度(改).xls`,
    sha256: "9f2c51d0a7b34e86c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4f50617283", returnId: row, version: 2, committedAt: "2021-04-06T10:31:00",
    versions: [{ version: 1, text: "1.39亿元", committedAt: "2021-04-03T16:02:00", file: `${unit.name}.xls` }, { version: 2, text: "1.93亿元", committedAt: "2021-04-06T10:31:00", file: `附件1-${unit.name}一季度(改).xls` }],
    findings: FINDINGS.slice(2, 3),
  };
}
