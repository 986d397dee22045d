import { shallowRef } from "vue";
import type { GridColumn, GridRow } from "../../components/grid/types";
import type { FactFile, FactRow } from "../../ipc";
import { t } from "../../messages";
import { count } from "../../text/format";

/** Files that were chosen or dropped, to be looked at. */
const taken = shallowRef<string[]>([]);

export const facts = {
  taken,
  take(paths: readonly string[]): void {
    if (paths.length > 0) taken.value = [...paths];
  },
  leave(): void {
    taken.value = [];
  },
};

export const COLUMNS: GridColumn[] = [
  { key: "round", name: t("facts.round"), width: 128, align: "left" },
  { key: "form", name: t("facts.form"), width: 170, align: "left", grow: 1 },
  { key: "origin", name: t("facts.origin"), width: 72, align: "left" },
  { key: "vintage", name: t("facts.vintage"), width: 84, align: "left" },
  { key: "giver", name: t("facts.giver"), width: 110, align: "left" },
  { key: "unit", name: t("facts.unit"), width: 96, align: "left" },
  { key: "figures", name: t("facts.figures"), width: 60, align: "right" },
  { key: "version", name: t("facts.version"), width: 44, align: "right" },
  { key: "counts", name: t("facts.counts"), width: 70, align: "left" },
  { key: "file", name: t("facts.file"), width: 170, align: "left", grow: 1 },
  { key: "when", name: t("facts.when"), width: 140, align: "left" },
];

export const FIGURE_COLUMNS: GridColumn[] = [
  { key: "unit", name: t("facts.county"), width: 110, align: "left" },
  { key: "indicator", name: t("facts.indicator"), width: 190, align: "left", grow: 1 },
  { key: "column", name: t("facts.column"), width: 100, align: "left" },
  { key: "value", name: t("facts.value"), width: 110, align: "right" },
  { key: "measure", name: t("facts.measure"), width: 74, align: "left" },
  { key: "raw", name: t("facts.raw"), width: 100, align: "right" },
  { key: "cell", name: t("facts.cell"), width: 70, align: "left" },
];

export function factRow(row: FactRow, id: number): GridRow {
  const texts = [row.round, row.form, row.origin, row.vintage, row.giver, row.unit.name, count(row.figures), String(row.version), row.counts ? t("facts.yes") : t("facts.replaced"), row.file, row.committedAt];
  return {
    id,
    cells: texts.map((text) => ({ text, title: text, tone: row.counts ? "" : "soft" })),
    attributes: { "data-testid": "fact-row", "data-counts": String(row.counts) },
  };
}

/** All figures of all files, in the order of the sheets. */
export function figureRows(files: readonly FactFile[]): GridRow[] {
  const all = files.flatMap(({ returns }) => returns.flatMap(({ figures }) => figures));
  return all.map(({ unit, indicator, column, value, measure, raw, cell }, id) => ({
    id,
    cells: [{ text: unit, title: unit }, { text: indicator, title: indicator }, { text: column, tone: "soft" }, { text: value }, { text: measure, tone: "soft" }, { text: raw, title: raw, tone: "soft" }, { text: cell, tone: "soft" }],
    attributes: { "data-testid": "figure-row" },
  }));
}
