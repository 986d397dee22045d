import { shallowRef } from "vue";
import type { LoadSheet, SheetMerge, SheetRowView, SheetTabView } from "./types";

export const WINDOW_ROWS = 200;

/** The sheet in view, its rows fetched window by window. */
export function useSheetWindow(load: LoadSheet) {
  const tabs = shallowRef<SheetTabView[]>([]);
  const sheet = shallowRef<string | null>(null);
  const merges = shallowRef<SheetMerge[]>([]);
  const widths = shallowRef<number[]>([]);
  const rows = shallowRef(new Map<number, SheetRowView>());
  const error = shallowRef<unknown>(null);
  const loading = shallowRef(true);
  let asked = new Set<number>();
  let epoch = 0;

  async function fetchWindow(name: string | null, index: number): Promise<void> {
    const mine = epoch;
    asked.add(index);
    try {
      const found = await load(name, index * WINDOW_ROWS, WINDOW_ROWS);
      if (mine !== epoch) return;
      tabs.value = found.tabs;
      sheet.value = found.sheet;
      merges.value = found.merges;
      widths.value = found.widths;
      const known = new Map(rows.value);
      for (const row of found.rows) known.set(row.row, row);
      rows.value = known;
    } catch (thrown) {
      if (mine === epoch) error.value = thrown;
    } finally {
      if (mine === epoch) loading.value = false;
    }
  }

  /** Shows a sheet from its start; null is the one the source thinks most of. */
  function open(name: string | null, atRow = 0): Promise<void> {
    epoch += 1;
    asked = new Set();
    rows.value = new Map();
    error.value = null;
    loading.value = true;
    return fetchWindow(name, Math.floor(Math.max(0, atRow) / WINDOW_ROWS));
  }

  function want(from: number, to: number): void {
    if (error.value !== null || loading.value) return;
    for (let index = Math.floor(from / WINDOW_ROWS); index * WINDOW_ROWS < to; index += 1)
      if (!asked.has(index)) void fetchWindow(sheet.value, index);
  }

  /** What is drawn over the cells has changed; the cells stay in sight meanwhile. */
  function refresh(from: number, to: number): void {
    // what is being opened comes with its own
    if (loading.value || sheet.value === null) return;
    epoch += 1;
    asked = new Set();
    want(from, to);
  }

  return { tabs, sheet, merges, widths, rows, error, loading, open, want, refresh };
}
