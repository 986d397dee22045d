import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import DataGrid from "../src/components/grid/DataGrid.vue";
import type { GridColumn, GridPage } from "../src/components/grid/types";

const ROWS = 3000;
const COLUMNS: GridColumn[] = Array.from({ length: 60 }, (_, index) => ({ key: `c${index}`, name: `C${index}`, width: 80, align: "right" }));
const page = (offset: number, limit: number): GridPage => ({
  total: ROWS,
  rows: Array.from({ length: Math.min(limit, ROWS - offset) }, (_, step) => ({
    id: offset + step,
    cells: COLUMNS.map((_, column) => ({ text: `${offset + step}.${column}` })),
  })),
});

async function grid(props: Record<string, unknown> = {}) {
  const load = vi.fn((offset: number, limit: number) => Promise.resolve(page(offset, limit)));
  const wrapper = mount(DataGrid, { props: { label: "table", columns: COLUMNS, load, pinned: 1, ...props }, attachTo: document.body });
  await flushPromises();
  const box = wrapper.get("[role=grid]");
  const cell = (row: number, column: number) => wrapper.find(`[role=gridcell][data-r="${row}"][data-c="${column}"]`);
  const press = (key: string, more: Record<string, unknown> = {}) => box.trigger("keydown", { key, ...more });
  return { wrapper, load, box, cell, press };
}

async function scrollTo(box: { element: Element; trigger: (name: string) => Promise<void> }, top: number, left = 0) {
  box.element.scrollTop = top;
  box.element.scrollLeft = left;
  await box.trigger("scroll");
  await flushPromises();
}

describe("3,000 rows by 60 columns", () => {
  it("draws only what is in sight", async () => {
    const { wrapper, box } = await grid();
    expect(wrapper.findAll("[role=gridcell]").length).toBeLessThan(700);
    expect(box.attributes("aria-rowcount")).toBe("3001");
    expect(box.attributes("aria-colcount")).toBe("60");
  });

  it("asks for the pages in sight and their neighbours, each once", async () => {
    const { load, box } = await grid();
    expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 100]);
    await scrollTo(box, 46_500);
    expect(load.mock.calls.map(([offset]) => offset).slice(2).sort()).toEqual([1400, 1500, 1600]);
    await scrollTo(box, 46_530);
    expect(load).toHaveBeenCalledTimes(5);
  });

  it("shows bones, not blanks, until a page is there", async () => {
    const { wrapper, box, load } = await grid();
    load.mockImplementation(() => new Promise(() => undefined));
    await scrollTo(box, 60_000);
    expect(wrapper.findAll("[role=gridcell]").length).toBeGreaterThan(100);
    expect(wrapper.findAll(".bone").length).toBeGreaterThan(100);
  });

  it("draws the columns scrolled to, and keeps the pinned one", async () => {
    const { box, cell } = await grid();
    await scrollTo(box, 0, 3000);
    expect(cell(0, 0).text()).toBe("0.0");
    expect(cell(0, 40).text()).toBe("0.40");
    expect(cell(0, 20).exists()).toBe(false);
  });

  it("asks again, and only for what is in sight, when the version changes", async () => {
    const { wrapper, load } = await grid();
    load.mockClear();
    await wrapper.setProps({ version: 1 });
    await flushPromises();
    expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 100]);
  });

  it("stops asking after a failure", async () => {
    const { wrapper, load, box } = await grid();
    load.mockRejectedValue(new Error("broken"));
    await scrollTo(box, 60_000);
    await scrollTo(box, 70_000);
    expect(wrapper.emitted("failed")?.length).toBeGreaterThan(0);
    expect(load.mock.calls.length).toBeLessThan(8);
  });
});

describe("the keyboard", () => {
  it("moves one focus and opens with Enter", async () => {
    const { wrapper, cell, press } = await grid();
    await press("ArrowDown");
    await press("ArrowRight");
    await flushPromises();
    expect(wrapper.findAll("[role=gridcell][tabindex='0']")).toHaveLength(1);
    expect(cell(1, 1).attributes("tabindex")).toBe("0");
    expect(document.activeElement).toBe(cell(1, 1).element);
    await press("Enter");
    expect(wrapper.emitted("activate")?.[0]).toEqual([{ row: 1, column: 1, id: 1 }]);
  });

  it("reaches the last cell, far outside what was drawn", async () => {
    const { cell, press } = await grid();
    await press("End", { ctrlKey: true });
    await flushPromises();
    expect(cell(2999, 59).text()).toBe("2999.59");
  });

  it("sorts from the heading", async () => {
    const { wrapper, press } = await grid();
    await press("ArrowUp");
    await press("Enter");
    expect(wrapper.emitted("update:sort")).toEqual([[{ column: 0, descending: false }]]);
  });

  it("sums and copies a range drawn with Shift", async () => {
    const written: string[] = [];
    vi.stubGlobal("navigator", { clipboard: { writeText: (text: string) => Promise.resolve(void written.push(text)) } });
    const { wrapper, press } = await grid();
    await press("ArrowDown");
    await press("ArrowRight", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    await flushPromises();
    expect(wrapper.emitted("selection")?.at(-1)).toEqual([{ cells: 4, rows: 2, sum: { count: 4, sum: "6.2", average: "1.55" } }]);
    await press("c", { ctrlKey: true });
    await flushPromises();
    expect(written).toEqual(["1.0\t1.1\r\n2.0\t2.1"]);
    expect(wrapper.emitted("copied")).toEqual([[4]]);
    vi.unstubAllGlobals();
  });
});
