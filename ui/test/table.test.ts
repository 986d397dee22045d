import { describe, expect, it } from "vitest";
import { gridColumns, gridRow, printedCells } from "../src/features/consolidated/table";
import type { TableCell, TableRow } from "../src/ipc";

const cell = (text: string, more: Partial<TableCell> = {}): TableCell => ({ text, state: "number", flag: null, marked: false, traceable: true, ...more });
const row = (kind: TableRow["kind"], cells: TableCell[]) => gridRow({ index: 0, kind, cells }, 1);

describe("a row of a consolidated table", () => {
  it("shows that a total lacks something, and copies the figure alone", () => {
    const shown = row("total", [cell("合计", { state: "text" }), cell("1,234.50", { marked: true }), cell("5")]);
    expect(shown.cells[1]).toMatchObject({ text: "1,234.50", title: expect.stringContaining("1,234.50：") });
    expect(shown.cells[1]?.tone).toContain("marked");
    expect(shown.cells[2]?.tone).not.toContain("marked");
  });

  it("warns of a total that has too many digits", () => {
    expect(row("total", [cell("合计", { state: "text" }), cell("溢出", { state: "overflow" })]).cells[1]?.tone).toContain("warn");
  });

  it("tells a unit that is in the figures of the unit above", () => {
    expect(row("within", [cell("清州镇", { state: "text" }), cell("10")]).tone).toBe("within");
    expect(row("unit", [cell("青县", { state: "text" }), cell("10")]).tone).toBe("");
  });
});

describe("a printed row of a consolidated table", () => {
  it("says 未报 on every page beside each other, where the figures begin", () => {
    const columns = gridColumns(["单位", "甲", "乙", "丙", "丁"].map((name, at) => ({ key: name, name, kind: at === 0 ? "text" : "number", decimals: 0, width: 6 })));
    const groups = [{ columns: [0, 1, 2] }, { columns: [0, 3, 4] }];
    const blank = ["", "", "", ""].map((text) => cell(text, { state: "missing" }));
    const printed = (kind: TableRow["kind"], cells: TableCell[]) => printedCells(row(kind, cells), columns, 1, groups).map(({ text }) => text);
    expect(printed("missing", [cell("青县", { state: "text" }), ...blank])).toEqual(["青县", "未报", "", "未报", ""]);
    expect(printed("unit", [cell("青县", { state: "text" }), ...["1", "2", "3", "4"].map((text) => cell(text))])).toEqual(["青县", "1", "2", "3", "4"]);
  });
});
