import type { CellCounts } from "../types/CellCounts";
import type { Evidence } from "../types/Evidence";
import type { Finding } from "../types/Finding";
import type { InboxItem } from "../types/InboxItem";
import type { InboxReturn } from "../types/InboxReturn";
import type { ItemStatus } from "../types/ItemStatus";
import type { PointAt } from "../types/PointAt";
import type { Severities } from "../types/Severities";
import type { UnitRef } from "../types/UnitRef";
import { FORMS } from "./units";

const counts = (values: number, blank: number, nil: number, unreadable: number, outside = 0): CellCounts => ({
  seen: values + blank + nil + unreadable + outside, values, blank, nil, unreadable, outside,
});
export const none: Severities = { a: 0, b: 0, c: 0, d: 0 };

const embedded: Evidence[] = [
  { of: "form", from: "内嵌标识（第3版表样）", text: "S1 主要指标", weight: 1 },
  { of: "unit", from: "单元格 B2", text: "填报单位与内嵌标识一致", weight: 0.9 },
];
const byText = (name: string): Evidence[] => [
  { of: "unit", from: "单元格 B2", text: `填报单位：${name}科技局`, weight: 0.9 },
  { of: "form", from: "表头 14/14", text: "指标名称、计量单位、2021年目标、本季、累计、上年同期", weight: 0.85 },
  { of: "period", from: "标题 A1", text: "2021年一季度科技创新主要指标完成情况统计表", weight: 0.8 },
];

export const FINDINGS: Finding[] = [
  { id: "f1", severity: "A", rule: "magnitude", code: "magnitude", message: "技术合同成交额 累计 1.86 万元，上年同期 18,240 万元：小了约一万倍，像是按亿元填的。", what: "技术合同成交额 累计 1.86 万元，上年同期 18,240 万元：小了约一万倍，像是按亿元填的。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!F7", "主要指标!G7"], left: "1.86", right: "18,240" },
  { id: "f2", severity: "A", rule: "S1-03", code: "S1-03", message: "高新技术企业 期末 61 ≠ 期初 52 + 新增 8 − 减少 0 = 60，差 1。", what: "高新技术企业 期末 61 ≠ 期初 52 + 新增 8 − 减少 0 = 60，差 1。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!F4", "主要指标!E4", "主要指标!G4"], left: "61", right: "60" },
  { id: "f3", severity: "C", rule: "growth", code: "growth", message: "科技型中小企业 新增 96 家，比上年同期 22 家增长 336.4%，超出本县近三年范围（−12% ～ 85%）。", what: "科技型中小企业 新增 96 家，比上年同期 22 家增长 336.4%，超出本县近三年范围（−12% ～ 85%）。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!F6", "主要指标!G6"], left: "336.4%", right: "−12% ～ 85%" },
  { id: "f4", severity: "C", rule: "ratio", code: "ratio", message: "研发活动覆盖率 57.7%：没有填分子、分母，无法复算。", what: "研发活动覆盖率 57.7%：没有填分子、分母，无法复算。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!F9"], left: "57.7%", right: null },
  { id: "f5", severity: "B", rule: "S1-07", code: "S1-07", message: "“其中：规上” 9 家 大于 上年末全部规上 8 家，请说明。", what: "“其中：规上” 9 家 大于 上年末全部规上 8 家，请说明。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!F5"], left: "9", right: "8" },
  { id: "f6", severity: "D", rule: "hidden", code: "hidden", message: "第 12 行是隐藏的行，其中的数没有收。", what: "第 12 行是隐藏的行，其中的数没有收。", to_do: "", why: "", sheet: "主要指标", cells: ["主要指标!A12"], left: null, right: null },
];

export function severitiesOf(findings: Finding[]): Severities {
  const of = (letter: string) => findings.filter(({ severity }) => severity === letter).length;
  return { a: of("A"), b: of("B"), c: of("C"), d: of("D") };
}

type Draft = { file: string; status: ItemStatus; unit: UnitRef | null; cells?: CellCounts; evidence?: Evidence[]; findings?: Finding[]; version?: number; candidates?: UnitRef[]; reason?: string; hint?: string; form?: number };

function made(draft: Draft, id: number): InboxItem {
  const cells = draft.cells ?? counts(0, 0, 0, 0);
  const findings = draft.findings ?? [];
  const found: InboxReturn = {
    unit: draft.unit, form: FORMS[draft.form ?? 0] ?? null, period: "2021Q1", periodName: "2021年1–3月", sheet: "主要指标", version: draft.version ?? 1, replaces: (draft.version ?? 1) > 1 ? (draft.version ?? 1) - 1 : null,
    evidence: draft.evidence ?? embedded, cells, severities: severitiesOf(findings), findings, proposals: [], unitCandidates: draft.candidates ?? [], formCandidates: [], clue: draft.status === "needs-confirmation" && draft.file.startsWith("新河") ? "表上没有写单位，文件名是“新河”" : null,
    notRemembered: draft.status === "needs-confirmation" && !draft.file.startsWith("新河") ? "填报单位写“桥西区科技局”：这不是哪个单位的名称，别的单位的文件也可能这样写，所以不能记住，下次还会再问。" : null,
  };
  return {
    id, seen: "", file: draft.file, path: `D:\\科技统计\\来件\\${draft.file}`, size: 23_040, status: draft.status, reason: draft.reason ?? null, hint: draft.hint ?? null, twin: null, locked: draft.reason?.includes("密码") ?? false, unlike: false, changed: false, unbound: false, answered: false, questions: [],
    returns: draft.status === "refused" ? [] : [found], cells, severities: found.severities,
  };
}

export function itemsFor(mode: string, units: UnitRef[]): InboxItem[] {
  const unit = (name: string) => units.find((each) => each.name === name) ?? units[0] ?? null;
  if (mode === "one") return [made({ file: "孟村回族自治县科学技术和工业信息化局2021年一季度科技创新主要指标完成情况统计表（最终版）.xlsx", status: "ready", unit: unit(""), cells: counts(70, 4, 0, 0), evidence: embedded }, 1)];
  const drafts: Draft[] = [
    { file: "附件1-宁晋县一季度(改).xls", status: "ready", unit: unit("宁晋县"), cells: counts(68, 4, 2, 0), evidence: byText("宁晋县"), findings: FINDINGS.slice(2, 4), version: 2 },
    { file: "新河.xlsx", status: "needs-confirmation", unit: null, candidates: units.filter(({ name }) => name === "新河县"), cells: counts(70, 4, 0, 0), evidence: [{ of: "unit", from: "文件名", text: "新河", weight: 0.3 }], reason: "“填报单位”后是空的，只有文件名写着“新河”。", hint: "请确认是哪个单位报的；确认后按该单位审核。" },
    { file: "桥西报表 最终版2.xls", status: "needs-confirmation", unit: null, candidates: units.filter(({ name }) => name === "信都区" || name === "襄都区"), cells: counts(70, 4, 0, 0), evidence: [{ of: "unit", from: "单元格 B2", text: "桥西区科技局", weight: 0.4 }], reason: "“桥西区”已于 2020年6月 撤并，其地域分属信都区、襄都区。", hint: "请选现在的单位。" },
    { file: "巨鹿县科技局.xlsx", status: "ready", unit: unit("巨鹿县"), cells: counts(132, 9, 1, 0), findings: [FINDINGS[1], FINDINGS[5]].filter((each) => each !== undefined) },
    { file: "清河-高企名单.xlsx", status: "ready", unit: unit("清河县"), cells: counts(465, 31, 0, 1, 12), form: 1, evidence: [{ of: "form", from: "标题 A2", text: "高新技术企业名单", weight: 0.8 }, { of: "form", from: "表头 15/16", text: "缺“备注”", weight: 0.7 }], findings: FINDINGS.slice(2, 6) },
    { file: "威县.et", status: "ready", unit: unit("威县"), cells: counts(70, 4, 0, 0), evidence: byText("威县") },
    { file: "南宫市20210405.xlsx", status: "ready", unit: unit("南宫市"), cells: counts(70, 4, 0, 0), version: 2 },
    { file: "沙河市(1).xlsx", status: "duplicate", unit: unit("沙河市"), cells: counts(70, 4, 0, 0), reason: "与 2021-04-06 09:12 入库的“沙河市.xlsx”一字不差。", hint: "不用再入库。" },
    { file: "通讯录.xlsx", status: "refused", unit: null, reason: "不像任何报表：最接近主要指标 S1，但表头只对上 2/14。", hint: "如果确实是报表，请对照表样检查表头后再报。" },
    { file: "广宗.xlsx", status: "refused", unit: null, reason: "工作簿加了打开密码。", hint: "请输入密码，或请填报单位另存为不加密的文件重新发送。" },
  ];
  const items = drafts.map((draft, index) => made(draft, index + 1));
  if (mode !== "large") return items;
  return Array.from({ length: 3000 }, (_, index) => {
    const item = items[index % items.length];
    return item ? { ...item, id: index + 1, file: `${index + 1}-${item.file}` } : null;
  }).filter((item) => item !== null);
}

export function pointAt(sheet: string): PointAt {
  const choices = FORMS.map(({ code, name }) => ({ code, name, takenBy: null }));
  return { form: { line: sheet, name: `工作表“${sheet}”`, said: null, current: FORMS[0]?.code ?? null, read: true, choices }, column: null, row: null, unit: null, pointed: [] };
}
