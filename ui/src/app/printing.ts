import { nextTick, onActivated, onBeforeUnmount, shallowRef } from "vue";
import type { GridHeaderCell } from "../components/grid/types";

export type PrintTable = {
  title: string;
  notes: string[];
  header: GridHeaderCell[];
  headerRows: number;
  rows: { cells: { text: string; right: boolean }[]; strong: boolean }[];
};
type Source = () => Promise<PrintTable | null>;

/** The screen holds only the rows in sight; paper needs all of them. So the view says what to print, and it is drawn for the moment of printing. */
const source = shallowRef<Source | null>(null);
const table = shallowRef<PrintTable | null>(null);

export function usePrintable(make: Source): void {
  source.value = make;
  onActivated(() => (source.value = make));
  onBeforeUnmount(() => {
    if (source.value === make) source.value = null;
  });
}

async function print(): Promise<void> {
  table.value = (await source.value?.()) ?? null;
  await nextTick();
  window.print();
  table.value = null;
}

export const printing = { table, print };
