import { describe, expect, it } from "vitest";
import { rowsOf } from "../src/features/inbox/rows";
import { itemsFor } from "../src/ipc/mock/inbox";
import { ledgerFor } from "../src/ipc/mock/units";

describe("a file equal to another that waits", () => {
  it("says which one, and nothing of what is committed", () => {
    const [item] = itemsFor("one", ledgerFor("").units);
    if (!item) throw new Error("no item");
    const [row] = rowsOf([{ ...item, status: "twin", twin: "不知谁.xlsx" }], null);
    const status = row?.cells.at(-1)?.text;
    expect(status).toBe("与“不知谁.xlsx”相同");
    expect(JSON.stringify(row)).not.toContain("入库");
  });
});
