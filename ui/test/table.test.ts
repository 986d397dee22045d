import { describe, expect, it } from "vitest";
import { gridRow } from "../src/features/consolidated/table";
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
