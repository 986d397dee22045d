import type { TargetDraft } from "../types/TargetDraft";
import type { TargetPage } from "../types/TargetPage";
import type { TargetRow } from "../types/TargetRow";
import type { UnitRef } from "../types/UnitRef";

/** Targets to look at: the city's and those of its counties, one of them changed in mid-year. */
export function targetsFor(units: UnitRef[], empty: boolean) {
  const city: UnitRef = { code: "130500", name: "邢台市" };
  const row = (unit: UnitRef, amount: string, value: string, rate: string, standing: string, state: string): TargetRow => ({
    code: "hte_new", name: "高新技术企业新增", item: "", unit, years: "2021", node: "", text: `≥ ${amount} 家`, amount, lead: "市科技局", owner: "", value, rate, standing, state,
    history: [{ text: `≥ ${amount} 家`, before: "", date: "2021-02-01", reason: "市政府下达", source: "2021年目标任务台账.xlsx 台账!C4", at: "2021-02-01 09:10:11", who: "张明" }],
  });
  const rows: TargetRow[] = empty ? [] : [row(city, "150", "32", "21.3%", "未到期，缺 3 个单位", "open"), ...units.slice(0, 19).map((unit, at) => row(unit, String(5 + at), String(at), `${at * 4}%`, at % 3 ? "低于节点进度" : "达到节点进度", at % 3 ? "behind" : "on-path"))];
  return {
    page: (): TargetPage => ({ year: "2021", rows, kinds: [{ code: "hte_new", name: "高新技术企业新增", measure: "家", task: false }, { code: "task", name: "重点任务", measure: "", task: true }], units: [city, ...units], told: empty ? [] : ["邢台市 2021年 高新技术企业新增：各单位合计 146 家，比全市的 150 家 少 4 家。"], seen: 1 }),
    draft: (): TargetDraft => ({
      file: "2021年目标任务台账.xlsx", rows: rows.slice(0, 6), same: 2, left: ["第 3 行只有“一、创新主体”，没有收。"], told: [], seen: 1,
      questions: [{ id: "kind-3fa1b2", text: "“高新技术企业”是哪一项目标？可答目标的代码。", cells: ["台账!B5"], choices: [{ id: "hte_new", text: "高新技术企业新增" }, { id: "leave", text: "不收" }] }],
    }),
  };
}
