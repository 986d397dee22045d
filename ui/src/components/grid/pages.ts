import { shallowRef, type ShallowRef } from "vue";
import type { Span } from "./window";

export const PAGE_ROWS = 100;
// Enough for every row on screen many times over; a roster of 50,000 rows must not pile up in memory.
const KEPT_PAGES = 60;

type Load<T> = (offset: number, limit: number) => Promise<{ total: number; rows: T[] }>;

export type Pages<T> = {
  total: ShallowRef<number>;
  /** Grows with every page that arrives: what reads rows depends on it. */
  arrived: ShallowRef<number>;
  error: ShallowRef<unknown>;
  row(index: number): T | undefined;
  want(span: Span): void;
  all(span: Span): Promise<T[]>;
  reset(): void;
};

/** Rows fetched page by page as they come into sight, with the neighbours ahead of time. */
export function usePages<T>(load: Load<T>): Pages<T> {
  const total = shallowRef(-1);
  const arrived = shallowRef(0);
  const error = shallowRef<unknown>(null);
  let pages = new Map<number, T[]>();
  let pending = new Map<number, Promise<void>>();
  let epoch = 0;

  function fetchPage(page: number): Promise<void> {
    const running = pending.get(page);
    if (running) return running;
    const asked = epoch;
    const fetching = load(page * PAGE_ROWS, PAGE_ROWS)
      .then((result) => {
        if (asked !== epoch) return;
        pages.set(page, result.rows);
        total.value = result.total;
        forget(page);
        error.value = null;
      })
      .catch((thrown: unknown) => {
        if (asked === epoch) error.value = thrown;
      })
      .finally(() => {
        if (asked !== epoch) return;
        pending.delete(page);
        arrived.value += 1;
      });
    pending.set(page, fetching);
    return fetching;
  }

  function forget(near: number): void {
    for (const page of pages.keys()) {
      if (pages.size <= KEPT_PAGES) return;
      if (Math.abs(page - near) > 2) pages.delete(page);
    }
  }

  function pagesOf(span: Span, margin: number): number[] {
    const last = total.value < 0 ? 0 : Math.max(0, Math.ceil(total.value / PAGE_ROWS) - 1);
    const from = Math.max(0, Math.floor(span.from / PAGE_ROWS) - margin);
    const to = Math.min(last, Math.floor(Math.max(span.from, span.to - 1) / PAGE_ROWS) + margin);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  }

  const row = (index: number) => pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];

  return {
    total,
    arrived,
    error,
    row,
    want(span) {
      // After a failure nothing is asked again until the reader does: otherwise a broken ledger is asked for ever.
      if (error.value !== null) return;
      // What is in sight first; the neighbours only after, so that they never delay it.
      const seen = pagesOf(span, 0);
      const ahead = pagesOf(span, 1).filter((page) => !seen.includes(page));
      for (const page of [...seen, ...ahead]) if (!pages.has(page)) void fetchPage(page);
    },
    async all(span) {
      const rows: T[] = [];
      for (const page of pagesOf(span, 0)) {
        if (!pages.has(page)) await fetchPage(page);
        const first = page * PAGE_ROWS;
        rows.push(...(pages.get(page) ?? []).slice(Math.max(0, span.from - first), Math.max(0, span.to - first)));
      }
      return rows;
    },
    reset() {
      epoch += 1;
      pages = new Map();
      pending = new Map();
      error.value = null;
      void fetchPage(0);
    },
  };
}
