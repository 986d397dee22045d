import type { GridColumn, GridRow } from "../../components/grid/types";
import type { PendingRow, RegisterColumn, RegisterLine, RegisterRow } from "../../ipc";
import { t } from "../../messages";
import { count } from "../../text/format";

const CHARACTER = 7.4;
const PADDING = 18;

/** States of an entry, as the program names them. */
export const STATES = ["in", "lapsed", "ended", "gone"] as const;
export type RegisterState = (typeof STATES)[number];

const STATE_NAMES: Record<RegisterState, string> = { in: t("registers.in"), lapsed: t("registers.lapsed"), ended: t("registers.ended"), gone: t("registers.takenOff") };
export const stateName = (state: RegisterState): string => STATE_NAMES[state];

export const LIST_COLUMNS: GridColumn[] = [
  { key: "name", name: t("registers.name"), width: 132, align: "left", grow: 1 },
  { key: "counting", name: t("registers.counting"), width: 58, align: "right" },
  { key: "pending", name: t("registers.pending"), width: 62, align: "right" },
];

export const PENDING_COLUMNS: GridColumn[] = [
  { key: "what", name: t("registers.what"), width: 90, align: "left" },
  { key: "unit", name: t("registers.unit"), width: 100, align: "left" },
  { key: "who", name: t("registers.who"), width: 220, align: "left" },
  { key: "changes", name: t("registers.changes"), width: 280, align: "left", grow: 1 },
  { key: "origin", name: t("registers.origin"), width: 240, align: "left" },
];

/** Registers by name; those with something to decide are marked. */
export function listRows(lines: RegisterLine[]): GridRow[] {
  return lines.map(({ name, counting, pending }, id) => ({
    id,
    cells: [
      { text: name, title: name },
      { text: counting > 0 ? count(counting) : "", tone: "soft" },
      { text: pending > 0 ? count(pending) : "", tone: pending > 0 ? "warn" : "" },
    ],
    attributes: { "data-testid": "register-line" },
  }));
}

export function entryColumns(columns: RegisterColumn[]): GridColumn[] {
  return columns.map(({ key, name, number, width }) => ({ key, name, width: Math.round(width * CHARACTER) + PADDING, align: number ? "right" : "left" }));
}

export function entryRow({ cells, state, withdrawn }: RegisterRow, id: number): GridRow {
  const last = cells.length - 1;
  const isPlain = state === "in" && !withdrawn;
  return {
    id,
    tone: state === "in" ? "" : "within",
    cells: cells.map((text, column) => ({ text, title: text, tone: column === last && !isPlain ? "warn" : "" })),
    attributes: { "data-testid": "register-row", "data-state": state },
  };
}

export function pendingRow({ what, unit, name, changes, from, doubt }: PendingRow, id: number): GridRow {
  const words = [doubt, ...changes].filter(Boolean).join(t("list.semicolon"));
  return {
    id,
    cells: [{ text: what }, { text: unit.name, title: unit.name }, { text: name, title: name }, { text: words, title: words, tone: doubt ? "warn" : "" }, { text: from, title: from, tone: "soft" }],
    attributes: { "data-testid": "pending-row" },
  };
}
