import { contains, type Range } from "../grid/range";
import type { SheetCellView, SheetMerge, SheetRowView } from "./types";

export const SHEET_ROW = 24;
export const HEAD_WIDTH = 40;
const DEFAULT_CHARACTERS = 9;
const NARROWEST = 28;
const WIDEST = 360;

/** Excel gives widths in characters of the default font; about seven pixels each, and some padding. */
export function columnPixels(widths: number[], columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const characters = widths[column] ?? DEFAULT_CHARACTERS;
    return Math.min(WIDEST, Math.max(NARROWEST, Math.round((characters > 0 ? characters : DEFAULT_CHARACTERS) * 6.5 + 9)));
  });
}

export type PlacedCell = SheetCellView & { row: number; rows: number; columns: number; spills: boolean };

/** The cells to draw for the rows in sight, merged areas as one cell, what they cover left out. */
export function placeCells(rows: Map<number, SheetRowView>, merges: SheetMerge[], edges: number[], inSight: Range): PlacedCell[] {
  const near = merges.filter((merge) => touches(merge, inSight));
  const placed: PlacedCell[] = [];
  for (const merge of near) {
    const cell = rows.get(merge.row)?.cells.find((candidate) => candidate.column === merge.column);
    const blank = { column: merge.column, text: "", number: false, mark: null, note: null };
    placed.push({ ...(cell ?? blank), row: merge.row, rows: merge.rows, columns: merge.columns, spills: false });
  }
  for (let row = inSight.top; row <= inSight.bottom; row += 1)
    for (const cell of rows.get(row)?.cells ?? [])
      if (cell.column >= inSight.left && cell.column <= inSight.right && !near.some((merge) => contains(areaOf(merge), row, cell.column)))
        placed.push(placeOne(cell, row, rows.get(row)?.cells ?? [], edges));
  return placed;
}

/** Long text runs on over the empty cells to its right, as it does in Excel: a form's notes would be unreadable otherwise. */
function placeOne(cell: SheetCellView, row: number, neighbours: SheetCellView[], edges: number[]): PlacedCell {
  const end = cell.number || cell.mark !== null ? cell.column + 1 : Math.min(edges.length - 1, ...neighbours.map(({ column }) => column).filter((column) => column > cell.column));
  const needed = (edges[cell.column] ?? 0) + textPixels(cell.text);
  let last = cell.column + 1;
  while (last < end && (edges[last] ?? 0) < needed) last += 1;
  return { ...cell, row, rows: 1, columns: last - cell.column, spills: last > cell.column + 1 };
}

const textPixels = (text: string) => 12 + Array.from(text).reduce((sum, character) => sum + (character > "\u2000" ? 12 : 6.6), 0);

export const areaOf = (merge: SheetMerge): Range => ({
  top: merge.row,
  left: merge.column,
  bottom: merge.row + merge.rows - 1,
  right: merge.column + merge.columns - 1,
});

function touches(merge: SheetMerge, range: Range): boolean {
  const area = areaOf(merge);
  return area.top <= range.bottom && area.bottom >= range.top && area.left <= range.right && area.right >= range.left;
}
