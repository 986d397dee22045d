import type { PrintTable } from "../../app/printing";
import type { FindingRow } from "../../ipc";
import { t } from "../../messages";

export const SEVERITIES = ["A", "B", "C", "D"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const headings = (): string[] => [
  t("review.column.unit"),
  t("review.column.severity"),
  t("review.column.message"),
  t("review.column.cells"),
  t("review.column.form"),
  t("review.column.file"),
];

/** One finding as a line of text cells, for the clipboard and for paper. */
export const lineOf = (finding: FindingRow): string[] => [
  finding.unit.name,
  finding.severity,
  finding.message,
  finding.cells.join(t("list.comma")),
  finding.form.name,
  finding.file,
];

/** "D7" when the sheet is said elsewhere. */
export const shortCell = (cell: string): string => cell.slice(cell.lastIndexOf("!") + 1);

export function printOf(title: string, findings: FindingRow[], shown: readonly Severity[]): PrintTable {
  const only = shown.length < SEVERITIES.length ? t("review.only", { severities: shown.join(t("list.comma")) }) : "";
  return {
    title,
    notes: [t("review.count", { findings: findings.length }) + only],
    headerRows: 1,
    header: headings().map((text, column) => ({ text, row: 0, column, rows: 1, columns: 1 })),
    rows: findings.map((finding) => ({ strong: finding.severity === "A", cells: lineOf(finding).map((text) => ({ text, right: false })) })),
  };
}
