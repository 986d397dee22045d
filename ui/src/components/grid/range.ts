import type { GridPosition } from "./types";

/** A rectangle of cells, both ends included. */
export type Range = { top: number; left: number; bottom: number; right: number };

export function rangeBetween(one: GridPosition, other: GridPosition): Range {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

export const contains = (range: Range, row: number, column: number): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;

export const cellCount = (range: Range): number => (range.bottom - range.top + 1) * (range.right - range.left + 1);

export type Bounds = { firstRow: number; lastRow: number; lastColumn: number; pageRows: number };

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

/** Where a key leads from a cell, or null when the key is not one of movement. */
export function move(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">, from: GridPosition, bounds: Bounds): GridPosition | null {
  const jump = event.ctrlKey || event.metaKey;
  const at = (row: number, column: number) => ({
    row: clamp(row, bounds.firstRow, bounds.lastRow),
    column: clamp(column, 0, bounds.lastColumn),
  });
  switch (event.key) {
    case "ArrowDown":
      return at(jump ? bounds.lastRow : from.row + 1, from.column);
    case "ArrowUp":
      return at(jump ? 0 : from.row - 1, from.column);
    case "ArrowRight":
      return at(from.row, jump ? bounds.lastColumn : from.column + 1);
    case "ArrowLeft":
      return at(from.row, jump ? 0 : from.column - 1);
    case "PageDown":
      return at(from.row + bounds.pageRows, from.column);
    case "PageUp":
      return at(Math.max(from.row - bounds.pageRows, 0), from.column);
    case "Home":
      return at(jump ? 0 : from.row, 0);
    case "End":
      return at(jump ? bounds.lastRow : from.row, bounds.lastColumn);
    default:
      return null;
  }
}
