import { describe, expect, it } from "vitest";
import { move, rangeBetween } from "../src/components/grid/range";
import { toTsv } from "../src/components/grid/tsv";
import { columnSpan, edgesOf, rowSpan, stretch } from "../src/components/grid/window";
import { cellName, parseAddress } from "../src/components/sheet/address";
import { placeCells } from "../src/components/sheet/layout";

describe("what is in sight", () => {
  it("takes rows with a margin and stays inside the table", () => {
    expect(rowSpan(0, 300, 30, 3000, 5)).toEqual({ from: 0, to: 15 });
    expect(rowSpan(30_000, 300, 30, 3000, 5)).toEqual({ from: 995, to: 1015 });
    expect(rowSpan(89_900, 300, 30, 3000, 5)).toEqual({ from: 2991, to: 3000 });
  });
  it("takes the columns that touch the view", () => {
    const edges = edgesOf(Array.from({ length: 60 }, () => 100));
    expect(columnSpan(edges, 250, 550, 0)).toEqual({ from: 2, to: 6 });
    expect(columnSpan(edges, 0, 100, 2)).toEqual({ from: 0, to: 3 });
  });
  it("gives spare room to the columns that grow", () => {
    expect(stretch([100, 100], [1, 3], 400)).toEqual([150, 250]);
    expect(stretch([300, 300], [1, 1], 400)).toEqual([300, 300]);
  });
});

describe("moving with the keyboard", () => {
  const bounds = { firstRow: -1, lastRow: 99, lastColumn: 9, pageRows: 20 };
  const press = (key: string, ctrlKey = false) => move({ key, ctrlKey, metaKey: false }, { row: 10, column: 5 }, bounds);
  it("goes by cell, page, and to the ends", () => {
    expect(press("ArrowDown")).toEqual({ row: 11, column: 5 });
    expect(press("PageUp")).toEqual({ row: 0, column: 5 });
    expect(press("Home")).toEqual({ row: 10, column: 0 });
    expect(press("Home", true)).toEqual({ row: 0, column: 0 });
    expect(press("End", true)).toEqual({ row: 99, column: 9 });
    expect(press("x")).toBeNull();
  });
  it("spans a range whichever way it was drawn", () => {
    expect(rangeBetween({ row: 5, column: 1 }, { row: 2, column: 4 })).toEqual({ top: 2, left: 1, bottom: 5, right: 4 });
  });
});

describe("copy", () => {
  it("is tabs and lines, quoted where Excel needs it", () => {
    expect(toTsv([["宁晋县", "1,250"], ["说\"明", "两\n行"]])).toBe("宁晋县\t1,250\r\n\"说\"\"明\"\t\"两\n行\"");
  });
});

describe("a county's sheet", () => {
  it("reads cell addresses", () => {
    expect(parseAddress("Sheet1!D7")).toEqual({ sheet: "Sheet1", row: 6, column: 3 });
    expect(parseAddress("'一 季'!$AA$10:$AB$12")).toEqual({ sheet: "一 季", row: 9, column: 26 });
    expect(parseAddress("主要指标")).toBeNull();
    expect(cellName(9, 26)).toBe("AA10");
  });
  it("draws a merged area once and nothing beneath it", () => {
    const cell = (column: number, text: string) => ({ column, text, number: false, mark: null, note: null });
    const rows = new Map([[0, { row: 0, hidden: false, cells: [cell(0, "标题"), cell(1, "盖住"), cell(3, "旁")] }]]);
    const placed = placeCells(rows, [{ row: 0, column: 0, rows: 1, columns: 3 }], edgesOf([50, 50, 50, 50]), { top: 0, left: 0, bottom: 5, right: 3 });
    expect(placed.map(({ text, columns }) => [text, columns])).toEqual([["标题", 3], ["旁", 1]]);
  });
  it("lets long text run on over empty cells, up to the next one", () => {
    const cell = (column: number, text: string) => ({ column, text, number: false, mark: null, note: null });
    const rows = new Map([[0, { row: 0, hidden: false, cells: [cell(0, "填表人：王某某　审核人：李某某"), cell(2, "印")] }]]);
    const placed = placeCells(rows, [], edgesOf([50, 50, 50]), { top: 0, left: 0, bottom: 0, right: 2 });
    expect(placed.map(({ columns, spills }) => [columns, spills])).toEqual([[2, true], [1, false]]);
  });
});
