import type { GridColumn, GridRow, GridSort } from "../../components/grid/types";
import { bySeverity, totalOf } from "../../components/severity";
import type { Severities, UnitStatus } from "../../ipc";
import { t } from "../../messages";

export const UNIT_COLUMNS: GridColumn[] = [
  { key: "unit", name: t("review.column.unit"), width: 98, align: "left", grow: 1 },
  { key: "version", name: t("review.column.version"), width: 34, align: "right" },
  { key: "review", name: t("review.column.review"), width: 130, align: "left" },
];
export const ALL_UNITS = -1;

export function sumOfSeverities(units: UnitStatus[]): Severities {
  const sum = { a: 0, b: 0, c: 0, d: 0 };
  for (const { severities } of units) {
    sum.a += severities.a;
    sum.b += severities.b;
    sum.c += severities.c;
    sum.d += severities.d;
  }
  return sum;
}

function compare(one: UnitStatus, other: UnitStatus, sort: GridSort | null): number {
  if (sort?.column === 0) return one.unit.code.localeCompare(other.unit.code);
  if (sort?.column === 1) return (one.version ?? 0) - (other.version ?? 0);
  // Who has not reported comes last: there is nothing of theirs to look at yet.
  const last = ({ state }: UnitStatus) => Number(state !== "pending");
  return last(one) - last(other) || bySeverity(one.severities, other.severities);
}

export function sortUnits(units: UnitStatus[], sort: GridSort | null): UnitStatus[] {
  const direction = sort?.descending ? -1 : 1;
  return [...units].sort((one, other) => compare(one, other, sort) * direction);
}

export function stateText(status: UnitStatus): string {
  if (status.state === "missing")
    return status.daysLate !== null && status.daysLate > 0 ? t("review.missingLate", { days: status.daysLate }) : t("review.missing");
  if (status.state === "withdrawn") return t("review.withdrawn");
  if (status.state === "refiled") return t("review.refiled");
  if (status.missingForms.length > 0) return t("review.missingForms", { forms: status.missingForms.join(t("list.comma")) });
  return totalOf(status.severities) === 0 ? t("review.clean") : "";
}

/** The first row stands for all units; the others carry their index in `units` as id. */
export function unitRows(units: UnitStatus[]): GridRow[] {
  const all: GridRow = {
    id: ALL_UNITS,
    tone: "strong",
    cells: [{ text: t("review.allUnits") }, { text: "" }, { text: "" }],
    attributes: { "data-testid": "review-unit", "data-unit": "" },
  };
  const rows = units.map((status, index): GridRow => ({
    id: index,
    cells: [
      { text: status.unit.name, title: `${status.unit.name} ${status.unit.code}` },
      { text: status.version === null ? "–" : String(status.version), tone: "soft" },
      { text: stateText(status), title: stateText(status), tone: status.state === "pending" ? "good" : "warn" },
    ],
    attributes: { "data-testid": "review-unit", "data-unit": status.unit.code },
  }));
  return [all, ...rows];
}
