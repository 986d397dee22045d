import { describe, expect, it } from "vitest";
import { entryRow, listRows, pendingRow } from "../src/features/registers/registers";

const line = { code: "hte", name: "高新技术企业", form: "S3", entries: 1200, counting: 1100, withdrawn: 0, pending: 0, asked: 0 };
const pending = { id: "1", what: "更名", unit: { code: "1", name: "青县" }, name: "甲集团", changes: ["企业名称：甲公司 → 甲集团"], from: "青县 2021年二季度 第 1 版 第 4 行", doubt: null, decidable: true };
const texts = (row: { cells: { text: string }[] }) => row.cells.map(({ text }) => text);

describe("registers as they are listed", () => {
  it("counts what counts, and marks what waits", () => {
    const rows = listRows([line, { ...line, pending: 3 }]);
    expect(rows.map(texts)).toEqual([
      ["高新技术企业", "1,100", ""],
      ["高新技术企业", "1,100", "3"],
    ]);
    expect(rows.map(({ cells }) => cells[2]?.tone)).toEqual(["", "warn"]);
  });
  it("tells an entry that does not count by its state", () => {
    const cells = ["青县", "甲公司", "到期"];
    expect(entryRow({ id: "1", cells, state: "lapsed", withdrawn: false }, 0).cells.map(({ tone }) => tone)).toEqual(["", "", "warn"]);
    expect(entryRow({ id: "1", cells: ["青县", "甲公司", "在册"], state: "in", withdrawn: false }, 0).tone).toBe("");
    const withdrawn = entryRow({ id: "1", cells: ["青县", "甲公司", "在册（来源已撤回）"], state: "in", withdrawn: true }, 0);
    expect(withdrawn.cells.map(({ tone }) => tone)).toEqual(["", "", "warn"]);
  });
  it("says of a proposal what is otherwise, and why it is not taken with the others", () => {
    expect(texts(pendingRow(pending, 0))).toEqual(["更名", "青县", "甲集团", "企业名称：甲公司 → 甲集团", "青县 2021年二季度 第 1 版 第 4 行"]);
    const doubtful = pendingRow({ ...pending, doubt: "献县也在报，要逐条处理" }, 0);
    expect(doubtful.cells[3]).toMatchObject({ text: "献县也在报，要逐条处理；企业名称：甲公司 → 甲集团", tone: "warn" });
  });
});
