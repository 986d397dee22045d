import { nextTick, onActivated, onBeforeUnmount, shallowRef } from "vue";
import type { GridHeaderCell } from "../components/grid/types";
import { call } from "../ipc/client";
import { cut, sizeForOnePage, type Heights, type PrintPage } from "./pages";

/** The columns of a page beside each other, the repeated ones first; widths in proportion, where they are planned. */
export type PrintGroup = { columns: number[]; widths: number[]; header: GridHeaderCell[] };

export type PrintTable = {
  title: string;
  notes: string[];
  header: GridHeaderCell[];
  headerRows: number;
  rows: { cells: { text: string; right: boolean }[]; strong: boolean }[];
  /** Below the table. */
  foot?: string[];
  /** Pages beside each other; all columns on one where nothing is planned. */
  groups?: PrintGroup[];
  /** Size of the type, in points. */
  size?: number;
};
type Source = () => Promise<PrintTable | null>;

/** Type of what has no plan of its own. */
const SIZE = 9;
/** No type on paper is smaller, in points. */
const SMALLEST = 8;
/** Room for a page's content: A4 across less its margins and its number, in pixels of 1/96 inch. */
export const ROOM = (180 / 25.4) * 96;

/** The screen holds only the rows in sight; paper needs all of them. So the view says what to print, and it is drawn for the moment of printing. */
const source = shallowRef<Source | null>(null);
const table = shallowRef<PrintTable | null>(null);
/** Nothing until the rows have been measured: then they are drawn page by page. */
const pages = shallowRef<PrintPage[] | null>(null);

export function usePrintable(make: Source): void {
  source.value = make;
  onActivated(() => (source.value = make));
  onBeforeUnmount(() => {
    if (source.value === make) source.value = null;
  });
}

const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter < "\u0080" ? 1 : 2), 0);
/** A figure, a code, a cell's name: not broken, unless it is longer than any column. */
const MOST_PIECE = 24;
const pieceOf = (text: string) => (text.match(/[!-~]+/g) ?? []).map(({ length }) => length).filter((length) => length <= MOST_PIECE);

/** A list goes onto paper by the plan by which tables do. */
export async function planned(list: PrintTable, pinned: number): Promise<PrintTable> {
  const columns = list.header.map(({ text, column }) => {
    const cells = list.rows.map((row) => row.cells[column]).filter((cell) => cell !== undefined);
    const longest = (lengths: number[]) => lengths.reduce((one, other) => Math.max(one, other), 0);
    return { name: text, figure: cells.some(({ right }) => right), widest: longest(cells.map((cell) => widthOf(cell.text))), piece: longest(cells.flatMap((cell) => pieceOf(cell.text))) };
  });
  const { groups, size } = await call("list_plan", { columns, pinned });
  return { ...list, groups, size };
}

export const groupsOf = (printed: PrintTable): PrintGroup[] => printed.groups ?? [{ columns: printed.header.map(({ column }) => column), widths: [], header: printed.header }];
export const sizeOf = (printed: PrintTable): number => printed.size ?? SIZE;

/** How high everything is on paper, group by group. */
function measured(): Heights[] {
  const height = (element: Element | null) => element?.getBoundingClientRect().height ?? 0;
  return [...document.querySelectorAll(".paper-measure .paper-page")].map((page) => ({
    top: height(page.querySelector("header")),
    head: height(page.querySelector("thead")),
    rows: [...page.querySelectorAll("tbody tr")].map(height),
    foot: height(page.querySelector(".paper-foot")),
  }));
}

async function print(): Promise<void> {
  table.value = (await source.value?.()) ?? null;
  if (!table.value) return;
  pages.value = null;
  await nextTick();
  await document.fonts?.ready;
  const size = sizeForOnePage(measured(), ROOM, sizeOf(table.value), SMALLEST);
  if (size < sizeOf(table.value)) {
    table.value = { ...table.value, size };
    await nextTick();
  }
  pages.value = cut(measured(), ROOM);
  await nextTick();
  window.print();
  // some engines draw the pages only after this has returned: the sheet stays until the next printing, out of sight
}

export const printing = { table, pages, print };
