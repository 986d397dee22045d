import type { FactLooked } from "../types/FactLooked";
import type { FactPage } from "../types/FactPage";
import type { FactWanted } from "../types/FactWanted";
import type { UnitRef } from "../types/UnitRef";

/** Figures that no county reports: a base of last year in two states, and what the statistics bureau gives. */
export function factsFor(units: UnitRef[], empty: boolean) {
  const city: UnitRef = { code: "130500", name: "邢台市" };
  const row = (version: number, vintage: string, counts: boolean) => ({
    round: "2020年（基期）", unit: city, form: "分县情况", origin: "基期数", vintage, giver: "统计局", version, counts, figures: 19, file: `2020年分县表（${vintage}）.xlsx`, committedAt: "2021-04-01 09:10:11",
  });
  return {
    page: (): FactPage => ({
      rows: empty ? [] : [row(2, "年报", true), row(1, "快报", false)],
      origins: [{ code: "base", name: "基期数" }, { code: "department", name: "部门数" }, { code: "published", name: "公布数" }],
      vintages: [{ code: "flash", name: "快报" }, { code: "annual", name: "年报" }],
    }),
    looked: ({ paths, period }: FactWanted): FactLooked => ({
      round: `${period}年（基期）`, isNew: true, whence: "基期数，年报，统计局", ready: paths.length, seen: "1",
      files: paths.map((path) => ({
        file: path, state: "ready", reason: "", questions: [],
        returns: [{
          unit: city, form: "分县情况", sheet: "表", severities: { a: 0, b: 0, c: 0, d: 0 }, findings: [],
          figures: units.slice(0, 20).map(({ name }, at) => ({ unit: name, indicator: "技术合同成交额", measure: "万元", column: "累计", value: `${at * 31}.00`, raw: String(at * 31), cell: `B${at + 3}` })),
        }],
      })),
    }),
  };
}
