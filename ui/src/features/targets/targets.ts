import type { GridColumn, GridRow } from "../../components/grid/types";
import type { TargetDraft, TargetRow } from "../../ipc";
import { t } from "../../messages";

export const COLUMNS: GridColumn[] = [
  { key: "unit", name: t("targets.unit"), width: 96, align: "left" },
  { key: "name", name: t("targets.name"), width: 150, align: "left", grow: 1 },
  { key: "years", name: t("targets.years"), width: 76, align: "left" },
  { key: "node", name: t("targets.node"), width: 92, align: "left" },
  { key: "amount", name: t("targets.amount"), width: 116, align: "right" },
  { key: "value", name: t("targets.value"), width: 80, align: "right" },
  { key: "rate", name: t("targets.rate"), width: 72, align: "right" },
  { key: "standing", name: t("targets.standing"), width: 210, align: "left" },
];

export const DRAFT_COLUMNS: GridColumn[] = [
  { key: "unit", name: t("targets.unit"), width: 100, align: "left" },
  { key: "name", name: t("targets.name"), width: 150, align: "left", grow: 1 },
  { key: "years", name: t("targets.years"), width: 76, align: "left" },
  { key: "node", name: t("targets.node"), width: 92, align: "left" },
  { key: "amount", name: t("targets.amount"), width: 110, align: "right" },
  { key: "before", name: t("targets.before"), width: 66, align: "right" },
  { key: "read", name: t("targets.read"), width: 110, align: "left" },
  { key: "place", name: t("targets.place"), width: 110, align: "left" },
];

const nameOf = ({ name, item }: TargetRow): string => item || name;

/** What is behind its node or was not reached stands out. */
export function targetRow(row: TargetRow, id: number): GridRow {
  const tone = row.state === "behind" || row.state === "missed" ? "warn" : "";
  const changed = row.history.length > 1;
  return {
    id,
    cells: [
      { text: row.unit.name, title: row.unit.name },
      { text: nameOf(row), title: nameOf(row) },
      { text: row.years, tone: "soft" },
      { text: row.node, tone: "soft" },
      { text: row.text, title: changed ? t("targets.was", { before: row.history[0]?.before ?? "" }) : row.text },
      { text: row.value },
      { text: row.rate },
      { text: row.standing, title: row.standing, tone },
    ],
    attributes: { "data-testid": "target-row", "data-state": row.state },
  };
}

/** Where the cell is, without the file: all are of one. */
export function draftRow(row: TargetRow, id: number, { file }: Pick<TargetDraft, "file">): GridRow {
  const own = row.history[0];
  const place = (own?.source ?? "").replace(`${file} `, "");
  return {
    id,
    cells: [
      { text: row.unit.name, title: row.unit.name },
      { text: nameOf(row), title: nameOf(row) },
      { text: row.years, tone: "soft" },
      { text: row.node, tone: "soft" },
      { text: row.text, title: row.text },
      { text: own?.before ?? "" },
      { text: own?.text ?? "", title: own?.text ?? "" },
      { text: place, tone: "soft" },
    ],
    attributes: { "data-testid": "draft-row" },
  };
}
