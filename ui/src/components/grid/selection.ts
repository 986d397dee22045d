import { onBeforeUnmount, watch, type Ref } from "vue";
import { sumOf } from "../../text/decimal";
import type { Pages } from "./pages";
import { cellCount, type Range } from "./range";
import { copyText, toTsv } from "./tsv";
import type { GridColumn, GridRow, GridSelectionInfo } from "./types";

// Beyond this the sum is not worth fetching half the ledger for: the status line then gives the count alone.
const MOST_SUMMED = 20_000;
const MOST_ROWS = 4_000;

type Report = { info: (info: GridSelectionInfo | null) => void; copied: (cells: number | null) => void };

/** Sum, count and copy of the selected cells. Pages that are not there yet are fetched first: a sum of part would be a lie. */
export function useGridSelection(pages: Pages<GridRow>, columns: () => GridColumn[], selected: Readonly<Ref<Range | null>>, report: Report) {
  const textsOf = (row: GridRow, range: Range) =>
    Array.from({ length: range.right - range.left + 1 }, (_, step) => row.cells[range.left + step]?.text ?? "");

  const rowsOf = (range: Range) => pages.all({ from: range.top, to: range.bottom + 1 });

  async function describe(range: Range | null): Promise<void> {
    if (!range) return report.info(null);
    const cells = cellCount(range);
    const rows = range.bottom - range.top + 1;
    if (cells > MOST_SUMMED || rows > MOST_ROWS) return report.info({ cells, rows, sum: null });
    const found = await rowsOf(range);
    if (selected.value === range) report.info({ cells, rows, sum: sumOf(found.flatMap((row) => textsOf(row, range))) });
  }

  async function copySelection(): Promise<void> {
    const range = selected.value;
    if (!range) return;
    const lines = (await rowsOf(range)).map((row) => textsOf(row, range));
    // A whole table without its headings is of no use in Excel.
    if (range.bottom - range.top + 1 === pages.total.value && pages.total.value > 1)
      lines.unshift(columns().slice(range.left, range.right + 1).map((column) => column.name));
    report.copied((await copyText(toTsv(lines))) ? cellCount(range) : null);
  }

  watch(selected, (range) => void describe(range));
  onBeforeUnmount(() => report.info(null));

  return { copySelection };
}
