import { describe, expect, it } from "vitest";
import { draftRow, targetRow } from "../src/features/targets/targets";
import { targetsFor } from "../src/ipc/mock/targets";

const page = targetsFor([{ code: "1", name: "青县" }, { code: "2", name: "献县" }], false).page();
const texts = (row: { cells: { text: string }[] }) => row.cells.map(({ text }) => text);

describe("targets as they are listed", () => {
  it("says what is to be reached, what is reached, and marks what lags", () => {
    const rows = page.rows.map(targetRow);
    expect(texts(rows[0] ?? { cells: [] })).toEqual(["邢台市", "高新技术企业新增", "2021", "", "≥ 150 家", "32", "21.3%", "未到期，缺 3 个单位"]);
    expect(rows.map(({ cells }) => cells[7]?.tone)).toEqual(["", "", "warn"]);
  });
  it("says of a row of a list where it stands", () => {
    const row = page.rows[0];
    expect(row && texts(draftRow(row, 0, { file: "2021年目标任务台账.xlsx" })).slice(4)).toEqual(["≥ 150 家", "", "≥ 150 家", "台账!C4"]);
  });
});
