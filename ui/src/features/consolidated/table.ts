import type { GridCell, GridColumn, GridRow } from "../../components/grid/types";
import type { TableCell, TableColumn, TableHead, TableRow } from "../../ipc";
import { t } from "../../messages";
import { count } from "../../text/format";

const CHARACTER = 7.4;
const PADDING = 18;
const NARROWEST = 58;
const WIDEST = 320;

export function gridColumns(columns: TableColumn[]): GridColumn[] {
  return columns.map(({ key, name, kind, width }) => ({
    key,
    name,
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.round(width * CHARACTER) + PADDING)),
    align: kind === "number" ? "right" : "left",
  }));
}

const STRONG: ReadonlySet<TableRow["kind"]> = new Set(["total", "reported-total", "difference"]);

function cellTone(cell: TableCell): string {
  const tones: string[] = [];
  if (cell.state === "unreadable") tones.push("unreadable");
  if (cell.state === "nil" || cell.state === "not-applicable") tones.push("soft");
  if (cell.state === "missing" || cell.state === "overflow") tones.push("warn");
  if (cell.state === "number" && cell.text.startsWith("-")) tones.push("negative");
  if (cell.marked) tones.push("marked");
  if (cell.flag) tones.push(`flag-${cell.flag}`);
  if (cell.traceable) tones.push("trace");
  return tones.join(" ");
}

/** A unit that has not reported says so once, where its figures would begin; its name is coloured too, for when that is scrolled away. */
function missingCells(cells: TableCell[], pinned: number): GridCell[] {
  const first = Math.max(1, pinned);
  return cells.map((cell, column) => {
    if (column < first) return { text: cell.text, title: cell.text, tone: "absent" };
    return column === first ? { text: t("table.missing"), tone: "left warn" } : { text: "" };
  });
}

export function gridRow(row: TableRow, pinned: number): GridRow {
  const cells = row.kind === "missing" ? missingCells(row.cells, pinned) : row.cells.map((cell) => ({ text: cell.text, tone: cellTone(cell), title: cell.marked ? t("figure.markHint", { text: cell.text }) : cell.text }));
  return { id: row.index, tone: STRONG.has(row.kind) ? "strong" : row.kind === "within" ? "within" : "", cells, attributes: { "data-testid": "table-row", "data-kind": row.kind } };
}

/** Cells as they are printed. A sheet of paper lies alone: on each, a unit that has not reported says so where its figures would begin. */
export function printedCells(row: GridRow, columns: GridColumn[], pinned: number, groups: { columns: number[] }[]): { text: string; right: boolean }[] {
  const first = Math.max(1, pinned);
  const begin = row.attributes?.["data-kind"] === "missing" ? groups.flatMap((group) => group.columns.find((column) => column >= first) ?? []) : [];
  return row.cells.map(({ text, tone }, column) => {
    if (begin.includes(column)) return { text: t("table.missing"), right: false };
    return { text: tone?.split(" ").includes("marked") ? text + t("figure.mark") : text, right: columns[column]?.align === "right" };
  });
}

export function coverageText({ coverage }: Pick<TableHead, "coverage">, incomplete: "table.incomplete" | "print.incomplete" = "table.incomplete"): string {
  const { expected, reported, missing } = coverage;
  if (missing.length === 0) return t("table.complete", { expected: count(expected) });
  return t(incomplete, { expected: count(expected), reported: count(reported), missing: missing.join(t("list.comma")) });
}
