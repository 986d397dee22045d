import type { GridCell, GridColumn, GridRow, GridSort } from "../../components/grid/types";
import { bySeverity, totalOf } from "../../components/severity";
import type { InboxItem, ItemStatus } from "../../ipc";
import { t, type MessageKey } from "../../messages";
import { count } from "../../text/format";

export const COLUMNS: GridColumn[] = [
  { key: "file", name: t("inbox.column.file"), width: 190, align: "left", grow: 3 },
  { key: "unit", name: t("inbox.column.unit"), width: 124, align: "left", grow: 2 },
  { key: "form", name: t("inbox.column.form"), width: 104, align: "left", grow: 1 },
  { key: "period", name: t("inbox.column.period"), width: 104, align: "left" },
  { key: "evidence", name: t("inbox.column.evidence"), width: 218, align: "left", grow: 4 },
  { key: "values", name: t("inbox.column.values"), width: 54, align: "right" },
  { key: "blank", name: t("inbox.column.blank"), width: 40, align: "right" },
  { key: "nil", name: t("inbox.column.nil"), width: 40, align: "right" },
  { key: "unreadable", name: t("inbox.column.unreadable"), width: 62, align: "right" },
  { key: "review", name: t("inbox.column.review"), width: 136, align: "left", grow: 1 },
  { key: "status", name: t("inbox.column.status"), width: 144, align: "left", grow: 1 },
];
export const REVIEW_COLUMN = COLUMNS.findIndex(({ key }) => key === "review");

// What needs the clerk's hand first, what is settled last.
const URGENCY: Record<ItemStatus, number> = { "needs-confirmation": 0, ready: 1, unread: 2, twin: 3, duplicate: 4, refused: 5 };
const STATUS: Record<ItemStatus, MessageKey> = {
  ready: "inbox.status.ready",
  "needs-confirmation": "inbox.status.needsConfirmation",
  refused: "inbox.status.refused",
  duplicate: "inbox.status.duplicate",
  twin: "inbox.status.twin",
  unread: "inbox.status.unread",
};
const TONE: Record<ItemStatus, string> = { ready: "", "needs-confirmation": "warn", refused: "bad", duplicate: "soft", twin: "soft", unread: "soft" };

const distinct = (texts: string[]) => [...new Set(texts)];

export function unitText(item: InboxItem): string {
  const names = distinct(item.returns.flatMap(({ unit, unitCandidates }) =>
    unit ? [unit.name] : unitCandidates.slice(0, 2).map(({ name }) => t("inbox.unsureUnit", { name })),
  ));
  return names.length > 2 ? t("inbox.unitAndMore", { name: names[0] ?? "", units: names.length }) : names.join(t("list.comma"));
}

export function formText(item: InboxItem): string {
  const forms = distinct(item.returns.flatMap(({ form }) => (form ? [form.code] : [])));
  const only = item.returns.find(({ form }) => form)?.form;
  return forms.length === 1 && only ? t("inbox.formName", { name: only.name, code: only.code }) : forms.join(t("list.dot"));
}

export function evidenceText(item: InboxItem): string {
  if (item.status !== "ready" && item.reason) return item.reason;
  const evidence = item.returns.flatMap((found) => found.evidence).sort((one, other) => other.weight - one.weight);
  return distinct(evidence.map(({ from }) => from)).slice(0, 3).join(t("list.dot"));
}

export function statusText(item: InboxItem): string {
  const version = Math.max(0, ...item.returns.map((found) => found.version));
  const before = Math.max(0, ...item.returns.map((found) => found.replaces ?? 0));
  if (item.status === "ready" && before > 0) return t("inbox.status.replaces", { version, before });
  // what was there was taken out: it is a further version, and replaces none
  if (item.status === "ready" && version > 1) return t("step.version", { version });
  return t(STATUS[item.status], { file: item.twin ?? "" });
}

/** The folder that tells a file from others of its name. */
function folderOf(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== "");
  return parts.at(-2) ?? "";
}

function cellsOf(item: InboxItem, isShared = false): GridCell[] {
  const unsure = item.returns.some(({ unit }) => unit === null);
  const figures = (value: number): GridCell => ({ text: item.returns.length === 0 ? "" : count(value) });
  return [
    { text: isShared ? t("inbox.fileIn", { file: item.file, folder: folderOf(item.path) }) : item.file, title: item.path },
    { text: unitText(item), tone: unsure ? "warn" : "" },
    { text: formText(item) },
    { text: distinct(item.returns.flatMap(({ periodName }) => periodName ?? [])).join(t("list.comma")) },
    { text: evidenceText(item), tone: "soft", title: evidenceText(item) },
    figures(item.cells.values),
    figures(item.cells.blank),
    figures(item.cells.nil),
    { ...figures(item.cells.unreadable), tone: item.cells.unreadable > 0 ? "bad" : "" },
    { text: reviewText(item), tone: reviewTone(item) },
    { text: statusText(item), tone: TONE[item.status], title: item.hint ?? statusText(item) },
  ];
}

function reviewText(item: InboxItem): string {
  if (item.returns.length === 0) return "";
  const { a, b, c, d } = item.severities;
  if (totalOf(item.severities) > 0) return [["A", a] as const, ["B", b] as const, ["C", c] as const, ["D", d] as const].filter(([, n]) => n > 0).map(([letter, n]) => `${letter} ${n}`).join(" ");
  return item.status === "ready" ? t("inbox.passed") : t("inbox.notChecked");
}
const reviewTone = (item: InboxItem) => (item.status === "ready" && totalOf(item.severities) === 0 ? "good" : "soft");

function compare(one: InboxItem, other: InboxItem, column: number): number {
  const key = COLUMNS[column]?.key;
  if (key === "review") return bySeverity(one.severities, other.severities);
  if (key === "values" || key === "blank" || key === "nil" || key === "unreadable") return one.cells[key] - other.cells[key];
  const text = (item: InboxItem) => cellsOf(item)[column]?.text ?? "";
  return text(one).localeCompare(text(other), "zh-CN", { numeric: true });
}

/** Rows in the order asked for; without one, what waits for the clerk on top. */
export function rowsOf(items: InboxItem[], sort: GridSort | null): GridRow[] {
  const order = [...items].sort((one, other) =>
    sort ? compare(one, other, sort.column) * (sort.descending ? -1 : 1) : URGENCY[one.status] - URGENCY[other.status],
  );
  const named = new Map<string, number>();
  for (const { file } of items) named.set(file, (named.get(file) ?? 0) + 1);
  return order.map((item) => ({
    id: item.id,
    cells: cellsOf(item, (named.get(item.file) ?? 0) > 1),
    attributes: { "data-testid": "inbox-row", "data-file": item.file, "data-status": item.status },
  }));
}
