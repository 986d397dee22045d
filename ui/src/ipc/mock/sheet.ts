import type { MarkKind } from "../types/MarkKind";
import type { SheetCell } from "../types/SheetCell";
import type { SheetRow } from "../types/SheetRow";
import type { SheetView } from "../types/SheetView";

const HEADINGS = ["序号", "指标名称", "计量单位", "2021年目标", "本季", "累计", "上年同期"];
const LINES: string[][] = [
  ["1", "高新技术企业 期末", "家", "70", "8", "61", "52"],
  ["", "　其中：规上", "家", "—", "2", "9", "7"],
  ["2", "科技型中小企业 新增", "家", "120", "96", "96", "22"],
  ["3", "技术合同成交额", "万元", "60000", "1.86", "1.86", "18240"],
  ["4", "省级以上平台 新建", "个", "5", "1", "1", "0"],
  ["5", "规上研发活动覆盖率", "%", "60", "", "57.7", "51.2"],
  ["6", "专利授权量", "件", "300", "约80件", "212", "188"],
  ["7", "科技成果转化", "项", "无", "无", "无", "2"],
  ["", "（核算用，勿删）", "", "0", "0", "0", "0"],
  ["8", "研发费用加计扣除", "万元", "—", "1,250", "1,250", "980"],
];
const FLAGS: Record<string, MarkKind> = { "3:5": "a", "0:5": "a", "2:5": "c", "5:5": "c", "1:5": "b" };

function markOf(line: number, column: number, text: string): MarkKind | null {
  if (column === 1) return "label";
  if (column < 3 || line === 8) return null;
  if (text === "无" || text === "—") return "nil";
  if (text.startsWith("约")) return "unreadable";
  return FLAGS[`${line}:${column}`] ?? (text === "" ? null : "value");
}

function lineRow(texts: string[], line: number, row: number): SheetRow {
  const cells: SheetCell[] = texts.flatMap((text, column) => {
    const mark = markOf(line, column, text);
    const number = /^[\d.,]+$/.test(text) && column > 2;
    return text === "" && mark === null ? [] : [{ column, text, number, mark, note: mark === "unreadable" ? `“${text}”不是一个确定的数` : null }];
  });
  return { row, hidden: line === 8, cells };
}

const text = (column: number, value: string, mark: MarkKind | null = null): SheetCell => ({ column, text: value, number: false, mark, note: null });

export function sheetFor(name: string, sheet: string | null, fromRow: number, rows: number, long: boolean): SheetView {
  const total = long ? 5000 : 16;
  const all: SheetRow[] = [
    { row: 0, hidden: false, cells: [text(0, "2021年一季度科技创新主要指标完成情况统计表")] },
    { row: 1, hidden: false, cells: [text(0, `填报单位（盖章）：${name}科技局`), text(4, "单位：家、万元、%")] },
    { row: 2, hidden: false, cells: HEADINGS.map((heading, column) => text(column, heading, "header")) },
    ...LINES.map((line, index) => lineRow(line, index, index + 3)),
    { row: 14, hidden: false, cells: [text(0, "填表人：王　　审核人：李　　2021年4月6日")] },
  ];
  for (let row = 15; row < total; row += 1) all.push({ row, hidden: false, cells: [text(1, `补充行 ${row + 1}`, "label"), { ...text(5, String(row * 3), "value"), number: true }] });
  return {
    tabs: [{ name: "主要指标", rows: total, columns: 8, hidden: false }, { name: "填表说明", rows: 3, columns: 3, hidden: false }, { name: "字典", rows: 2, columns: 2, hidden: true }],
    sheet: sheet ?? "主要指标",
    merges: sheet && sheet !== "主要指标" ? [] : [{ row: 0, column: 0, rows: 1, columns: 7 }, { row: 1, column: 0, rows: 1, columns: 4 }, { row: 1, column: 4, rows: 1, columns: 3 }],
    widths: sheet && sheet !== "主要指标" ? [40, 20, 20] : [6, 22, 9, 11, 9, 9, 11, 9],
    rows: (sheet && sheet !== "主要指标" ? [{ row: 0, hidden: false, cells: [text(0, "本表由各县（市、区）科技局填报。")] }] : all).filter(({ row }) => row >= fromRow && row < fromRow + rows),
  };
}
